# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""How a report looks: on a wide screen, on a phone, on paper, by day and by night."""

STYLE = """
:root {
  color-scheme: light dark;
  --page: #f3f5f8; --card: #ffffff; --ink: #1b2430; --soft: #5b6878; --line: #dde2e9; --stripe: #f7f9fb;
  --accent: #1f5fbf; --alarm: #a4262c; --alarm-card: #fdf0f0; --mark: #e9eef6;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1b212a; --ink: #e6eaf0; --soft: #9aa7b7; --line: #2d3642; --stripe: #202732;
    --accent: #7ab0ff; --alarm: #ff9a9a; --alarm-card: #35201f; --mark: #263142;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 20px 24px 40px; background: var(--page); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
a { color: var(--accent); }
.top { margin: 0 6px 14px; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; overflow-wrap: anywhere; }
.about { margin: 4px 0 0; color: var(--soft); max-width: 75ch; }
.scope, .own { display: flex; flex-wrap: wrap; gap: 6px 8px; margin: 10px 0 0; padding: 0; list-style: none; }
.scope li, .own li {
  background: var(--mark); border-radius: 999px; padding: 2px 11px; font-size: .86rem; overflow-wrap: anywhere;
}
.scope b, .own b { font-weight: 600; }
.alarm {
  margin: 0 6px 14px; padding: 9px 14px; border-left: 4px solid var(--alarm); border-radius: 4px;
  background: var(--alarm-card); color: var(--alarm);
}
.alarm a { color: inherit; }
.grid { display: grid; grid-template-columns: repeat(48, minmax(0, 1fr)); grid-auto-rows: 22px; }
.panel { grid-column: var(--x) / span var(--w); grid-row: var(--y) / span var(--h); min-width: 0; min-height: 0; }
.margins .panel { padding: 6px; }
.card {
  display: flex; flex-direction: column; height: 100%; overflow: hidden;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px;
}
body:not(.margins) .card { border-radius: 0; }
.head { display: flex; align-items: baseline; gap: 10px; padding: 10px 14px 0; }
h2 { flex: 1; min-width: 0; margin: 0; font-size: 1rem; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
.flip {
  flex: none; border: 1px solid var(--line); border-radius: 5px; padding: 1px 9px; background: none;
  color: var(--soft); font: inherit; font-size: .8rem; cursor: pointer;
}
.flip:hover, .flip:focus-visible { color: var(--ink); border-color: var(--soft); }
.body { position: relative; flex: 1; min-height: 0; margin: 8px 14px 12px; overflow: auto; }
.own { margin: 6px 14px 0; }
.own li { padding: 0 9px; font-size: .78rem; color: var(--soft); }
.note { margin: 0; padding: 0 14px 10px; font-size: .82rem; color: var(--alarm); overflow-wrap: anywhere; }
.canvas { display: none; height: 100%; min-height: 60px; }
.drawn .canvas { display: block; }
.drawn .rows { display: none; }
.drawn.flipped .canvas { display: none; }
.drawn.flipped .rows { display: block; }
.panel:not(.drawn) .flip { display: none; }
.drawn:not(.flipped) .body { overflow: hidden; }
.rows table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
.rows th { position: sticky; top: 0; z-index: 1; background: var(--card); padding: 0; text-align: left; }
.rows th::after { content: ""; position: absolute; inset: auto 0 0; border-bottom: 2px solid var(--line); }
.rows th button {
  width: 100%; border: 0; padding: 5px 10px 6px; background: none; color: var(--soft); font: inherit;
  font-weight: 600; text-align: inherit; cursor: pointer; white-space: nowrap;
}
.rows th button:hover, .rows th button:focus-visible { color: var(--ink); background: var(--stripe); }
.rows th button::after { content: "\\2195"; margin-left: 6px; opacity: .35; }
.rows th[aria-sort="ascending"] button::after { content: "\\2191"; opacity: 1; }
.rows th[aria-sort="descending"] button::after { content: "\\2193"; opacity: 1; }
.rows td {
  padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top; max-width: 44ch;
  overflow-wrap: break-word;
}
.rows tbody tr:nth-child(even) { background: var(--stripe); }
.rows .n { text-align: right; }
.rows :is(.n, .t) { white-space: nowrap; }
.figure .body { display: flex; align-items: center; justify-content: center; container-type: size; }
.value {
  font-size: clamp(1.5rem, min(16cqw, 46cqh), 4.2rem); font-weight: 650; line-height: 1.1; letter-spacing: -.01em;
  font-variant-numeric: tabular-nums; text-align: center; overflow-wrap: anywhere;
}
.empty, .wrong { margin: 0; color: var(--soft); }
.failed .card { background: var(--alarm-card); border-color: var(--alarm); }
.wrong { color: var(--alarm); overflow-wrap: anywhere; }
.wrong b { display: block; }
.text .body > :first-child { margin-top: 0; }
.text .body > :last-child { margin-bottom: 0; }
.text .body :is(h3, h4, h5, h6) { margin: .9em 0 .35em; line-height: 1.25; }
.text .body h3 { font-size: 1.25rem; }
.text .body h4 { font-size: 1.08rem; }
.text .body :is(h5, h6) { font-size: 1rem; }
.text .body :is(p, ul, ol, blockquote, pre, table) { margin: .5em 0; overflow-wrap: anywhere; }
.text .body :is(ul, ol) { padding-left: 1.5em; }
.text .body blockquote { border-left: 3px solid var(--line); padding-left: 12px; color: var(--soft); }
.text .body code { background: var(--mark); border-radius: 4px; padding: 0 4px; font-size: .88em; }
.text .body pre { background: var(--mark); border-radius: 6px; padding: 10px 12px; overflow: auto; }
.text .body pre code { background: none; padding: 0; }
.text .body :is(td, th) { border: 1px solid var(--line); padding: 3px 9px; text-align: left; }
.text .body table { border-collapse: collapse; }
.text .body hr, .divider hr { border: 0; border-top: 1px solid var(--line); }
.divider .rule { display: flex; align-items: center; gap: 14px; height: 100%; padding: 0 4px; color: var(--soft); }
.divider hr { flex: 1; margin: 0; border-top-width: 2px; }
.divider span { font-weight: 600; overflow-wrap: anywhere; }
.missing { margin: 0 6px 14px; color: var(--soft); display: none; }
@media screen and (max-width: 760px) {
  body { padding: 14px 8px 30px; }
  .grid { grid-template-columns: 1fr 1fr; grid-auto-rows: auto; gap: 10px 8px; }
  .panel { grid-column: 1 / -1; grid-row: auto; padding: 0 !important; }
  .panel.figure { grid-column: auto; }
  .chart .body { height: 300px; flex: none; }
  .table .body, .chart.flipped .body { height: auto; max-height: 70vh; }
  .figure .body { height: 64px; flex: none; }
  .divider .rule { height: 30px; }
  .flip { padding: 5px 12px; }
}
@media print {
  :root { color-scheme: light; }
  @page { margin: 12mm; }
  body { padding: 0; background: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
# On paper nothing scrolls: rows are as high as what they hold, and nothing is too narrow to be read.
PAPER = (
    (".grid", "grid-auto-rows: auto"),
    (".panel", "grid-row: auto; grid-column: auto / span max(var(--w), 24); break-inside: avoid"),
    (".panel.figure", "grid-column: auto / span max(var(--w), 12)"),
    (".panel.table", "grid-column: 1 / -1; break-inside: auto"),
    (".panel.flipped", "grid-column: 1 / -1; break-inside: auto"),
    (".panel.divider", "grid-column: 1 / -1; height: 44px"),
    (".panel.failed", "grid-column: 1 / -1"),
    (".card", "height: auto; min-height: 100%"),
    (".table .card", "min-height: 0"),
    (".body", "overflow: visible"),
    (".chart .body", "height: 240px; flex: none"),
    (".chart.flipped .body", "height: auto"),
    (".figure .body", "height: 70px"),
    (".canvas > div", "width: 100% !important; height: 100% !important"),
    (".canvas canvas", "width: 100% !important; height: 100% !important; object-fit: contain"),
    (".flip", "display: none"),
    (".rows th button::after", "display: none"),
    (".rows th", "position: static"),
    ("thead", "display: table-header-group"),
    ("tr", "break-inside: avoid"),
)
WIDTH = "700px"  # of what is printed on a page
STYLE += "".join(
    [
        "@media print {\n",
        *(f"  {selector} {{ {how}; }}\n" for selector, how in PAPER),
        "}\n",
        f"@media screen {{ .paper {{ width: {WIDTH}; padding: 0; }} }}\n",
        *(f".paper {selector} {{ {how}; }}\n" for selector, how in PAPER),
    ]
)
