# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a person reads in a report: figures, cells, times and filters in words, and Markdown as harmless HTML."""

from __future__ import annotations

import html.parser
import random

import pytest

from ansible_collections.opsweave.platform.plugins.module_utils.infino.report.figures import (
    cell,
    figure,
    filtered,
    moment,
    times,
)
from ansible_collections.opsweave.platform.plugins.module_utils.infino.report.markdown import rendered


@pytest.mark.parametrize(
    "value, how, text",
    [
        (None, None, "–"), (0, {}, "0"), (849, None, "849"), (2026, None, "2026"), (31744, None, "31,744"),
        (31744.0, None, "31,744"), (3.14159, None, "3.14"), (1234.5, {"decimals": 2}, "1234.50"),
        (1234.5, {"decimals": 2, "thousands_separator": True}, "1,234.50"), (-1234567, None, "-1,234,567"),
        (1234567, {"thousands_separator": " "}, "1 234 567"), (1234567, {"thousands_separator": False}, "1234567"),
        (3_712_345, {"abbreviate": True, "suffix": "B"}, "3.7MB"), (999, {"abbreviate": True}, "999"),
        (2_000_000_000, {"abbreviate": True, "prefix": "$"}, "$2B"),
        (1500, {"abbreviate": True, "decimals": 2}, "1.50K"),
        ("up", {"prefix": "is "}, "is up"), (True, None, "true"), (0.1 + 0.2, {"decimals": 0}, "0"),
    ],
)  # fmt: skip
def test_figures(value, how, text):
    assert figure(value, how) == text


def test_cells_and_times():
    assert [cell(one) for one in (None, False, 0.1 + 0.2, 5, "x", [1, "é"])] == [
        "",
        "false",
        "0.3",
        "5",
        "x",
        '[1, "é"]',
    ]
    assert cell("2026-05-01T21:00:00Z") == "2026-05-01 21:00 UTC" == moment("2026-05-01T21:00:00.000Z")
    assert moment("2026-05-01T21:00:05+02:00") == "2026-05-01 21:00:05 +02:00" and moment("now-1d") == "now-1d"


@pytest.mark.parametrize(
    "names, told",
    [
        (["a", "2026-05-01T00:00:00"], None), ([], None),
        (["2026-05-01T00:00:00", "2026-06-11T00:00:00"], ["May 1", "Jun 11"]),
        (["2025-05-01T00:00:00", "2026-05-01T00:00:00"], ["2025-05-01", "2026-05-01"]),
        (["2026-05-01T08:00:00", "2026-05-01T09:30:00"], ["08:00", "09:30"]),
        (["2026-05-01T08:00:00", "2026-05-02T08:00:00"], ["May 1 08:00", "May 2 08:00"]),
        (["2026-05-01T08:00:01", "2026-05-01T08:00:02"], ["2026-05-01T08:00:01", "2026-05-01T08:00:02"]),
    ],
)  # fmt: skip
def test_times_on_an_axis(names, told):
    assert times(names) == told


@pytest.mark.parametrize(
    "operator, value, text",
    [
        ("is", "SE", "is SE"), ("is_one_of", ["SE", 1], "is one of SE, 1"), ("exists", None, "exists"),
        ("is_between", [1, 2], "is between 1 and 2"), ("is_between", {"from": 1, "to": 2}, "is between 1 and 2"),
        ("is_between", "odd", "is between odd"), ("contains", "{{ x }}", "contains {{ x }}"), ("later", 1, "later 1"),
    ],
)  # fmt: skip
def test_filters_in_words(operator, value, text):
    assert filtered({"field": "f", "operator": operator, "value": value}) == text


@pytest.mark.parametrize(
    "text, html",
    [
        ("# A *b*", "<h3>A <em>b</em></h3>"), ("####### no", "<p>####### no</p>"),
        ("one\ntwo  \nthree", "<p>one\ntwo<br>\nthree</p>"), ("***", "<hr>"),
        ("**a** __b__ ~~c~~", "<p><strong>a</strong> <strong>b</strong> <del>c</del></p>"),
        ("snake_case_name _it_", "<p>snake_case_name <em>it</em></p>"),
        ("`<b> *x*`", "<p><code>&lt;b&gt; *x*</code></p>"), (r"\*a\*", "<p>*a*</p>"),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b\n<ul><li>c</li></ul></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'), ("> a\n> b", "<blockquote><p>a\nb</p></blockquote>"),
        ("```py\n<x>\n```", "<pre><code>&lt;x&gt;</code></pre>"),
        ("a|b\n-|-\n1|2", "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
                          "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("<http://x.y/?a=1&b=2>", '<p><a href="http://x.y/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">'
                                  "http://x.y/?a=1&amp;b=2</a></p>"),
    ],
)  # fmt: skip
def test_markdown(text, html):
    assert rendered(text) == html


HARM = (
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](data:text/html,y)", '[x](https://a"onmouseover="y)',
    "[x](https://a '\" onload=y)", "<https://a\" onload=y>", "`<img src=x onerror=y>`", "[<b>](https://a)", "&lt;",
    "\0" + "0\0", "**[a](https://b) `c`**", "|<i>|\n|-|\n|<u>|", "> # <s>", "1. <a href=javascript:x>",
)  # fmt: skip
ALLOWED = {
    "a", "p", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "table", "thead",
    "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6",
}  # fmt: skip


class Judge(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ("href", "target", "rel", "start"), name
            assert name != "href" or value.lower().startswith(("http://", "https://", "mailto:")), value


def test_no_text_makes_html_of_its_own():
    chance = random.Random("markdown")
    letters = "*_`~[]()<>!|#-> \n\"'\\&x1."
    for _round in range(3000):
        parts = [
            chance.choice(HARM) if chance.random() < 0.5 else "".join(chance.choices(letters, k=6)) for _at in range(5)
        ]
        Judge().feed(rendered(chance.choice(("", "\n", " ")).join(parts)))


def test_what_is_nested_without_end_ends():
    assert rendered("> " * 500 + "x") and rendered("\n".join("  " * n + "- x" for n in range(300)))
