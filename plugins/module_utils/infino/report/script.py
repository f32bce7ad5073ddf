# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What a report does in a browser: draws charts, sorts tables, and shows a chart's rows."""

SCRIPT = """
(function () {
  "use strict";
  var night = window.matchMedia("(prefers-color-scheme: dark)");
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var options = JSON.parse(document.getElementById("charts").textContent);
  var drawn = [];

  function shown(value) {
    if (value === null || value === undefined || value === "") { return "\\u2013"; }
    return typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 4 }) : String(value);
  }

  function theme(dark) {
    var ink = dark ? "#e6eaf0" : "#1b2430", soft = dark ? "#9aa7b7" : "#5b6878", line = dark ? "#2d3642" : "#e4e8ee";
    var axis = {
      axisLine: { lineStyle: { color: dark ? "#465263" : "#b9c2ce" } }, axisTick: { show: false },
      axisLabel: { color: soft, hideOverlap: true }, nameTextStyle: { color: soft },
      splitLine: { lineStyle: { color: line } },
      splitArea: { areaStyle: { color: ["transparent"] } }
    };
    return {
      color: dark
        ? ["#6ea8fe", "#f2a65a", "#63c99a", "#ef7d95", "#b195f5", "#5fc9d8", "#d1b26f", "#a3b1c2"]
        : ["#2a6fdb", "#d9822b", "#2b9a66", "#c8405d", "#7a56d0", "#178fa3", "#98762c", "#66758a"],
      textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { textStyle: { color: soft }, pageTextStyle: { color: soft }, pageIconColor: soft },
      tooltip: {
        backgroundColor: dark ? "#262f3b" : "#ffffff", borderColor: dark ? "#465263" : "#cfd6df",
        textStyle: { color: ink }
      },
      visualMap: {
        textStyle: { color: soft },
        color: dark ? ["#8ec2ff", "#2f64ad", "#1e2b3d"] : ["#174a94", "#7fb0ee", "#eaf2fc"]
      },
      pie: { label: { color: ink }, itemStyle: { borderColor: dark ? "#1b212a" : "#ffffff", borderWidth: 2 } },
      bar: { label: { color: ink, textBorderWidth: 0 } },
      categoryAxis: axis, valueAxis: axis
    };
  }

  function dress(option, moving) {
    option.animation = moving;
    option.animationDuration = 250;
    option.aria = { enabled: true };
    option.tooltip.valueFormatter = shown;
    option.series.forEach(function (series) {
      if (series.type === "pie") {
        series.label.formatter = function (slice) {
          return slice.name + "\\n" + (slice.percent < 10 ? slice.percent.toFixed(1) : Math.round(slice.percent)) + "%";
        };
      }
      if (series.type === "bar" && series.label) {
        series.label.formatter = function (point) { return point.value === null ? "" : shown(point.value); };
      }
    });
    return option;
  }

  // Names on an axis are cut to the room that each has, and figures on it are no more than find room.
  function fit(chart) {
    var option = options[Number(chart.getDom().dataset.chart)], fitted = {};
    ["xAxis", "yAxis"].forEach(function (name) {
      var axis = option[name];
      if (axis && axis.type === "value" && name === "xAxis") {
        fitted[name] = { splitNumber: Math.max(2, Math.round(chart.getWidth() / 90)) };
      }
      if (!axis || axis.type !== "category" || axis.times) { return; }
      var few = axis.data.length <= 16, wide = chart.getWidth();
      var room = name === "yAxis" ? wide * 0.32 : wide * 0.86 / (few ? axis.data.length : 6) - 8;
      fitted[name] = { axisLabel: { width: Math.max(24, Math.round(room)), overflow: "truncate" } };
      var label = fitted[name].axisLabel;
      if (name === "xAxis") {
        label.rotate = 0;
        fitted[name].name = axis.name;
      }
      var longest = Math.max.apply(null, axis.data.map(function (each) { return each.length; }));
      if (few && name === "xAxis" && room < Math.min(44, longest * 7)) {
        label.rotate = 40;
        label.width = 64;
        fitted[name].name = "";  // where the names lean there is no room for it
      }
      if (few) { label.interval = 0; label.hideOverlap = false; }
    });
    if (option.series[0].type === "pie") {
      var share = chart.getWidth() < 260 ? 0.55 : chart.getWidth() < 420 ? 0.75 : 1;  // beside it names need room
      var radius = option.series[0].radius.map(function (one) { return parseFloat(one) * share + "%"; });
      fitted.series = [{ radius: radius }];
    }
    if (Object.keys(fitted).length) { chart.setOption(fitted); }
  }

  function draw(canvas, dark, moving) {
    var old = echarts.getInstanceByDom(canvas);
    if (old) { old.dispose(); }
    var sharp = { renderer: "canvas", devicePixelRatio: Math.max(2, window.devicePixelRatio || 1) };
    var chart = echarts.init(canvas, theme(dark), sharp);
    chart.setOption(dress(JSON.parse(JSON.stringify(options[Number(canvas.dataset.chart)])), moving));
    fit(chart);
  }

  function redraw(dark) {
    drawn.forEach(function (canvas) { draw(canvas, dark, false); });
  }

  function resize(canvas) {
    var chart = echarts.getInstanceByDom(canvas);
    if (!canvas.clientWidth || !canvas.clientHeight) { return; }
    if (chart.getWidth() === canvas.clientWidth && chart.getHeight() === canvas.clientHeight) { return; }
    chart.resize();
    fit(chart);
  }

  function compare(one, other) {
    var a = one.dataset.v, b = other.dataset.v;
    if (a !== undefined && b !== undefined) { return Number(a) - Number(b); }
    if (a !== undefined || b !== undefined) { return a !== undefined ? -1 : 1; }
    return one.textContent.localeCompare(other.textContent, undefined, { numeric: true, sensitivity: "base" });
  }

  function sort(head) {
    var place = head.cellIndex, body = head.closest("table").tBodies[0];
    var down = head.getAttribute("aria-sort") === "ascending";
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (one, other) {
      var a = one.cells[place], b = other.cells[place];
      var none = (a.textContent === "") - (b.textContent === "");  // what is empty stays at the end
      return none || (down ? compare(b, a) : compare(a, b));
    });
    rows.forEach(function (row) { body.appendChild(row); });
    head.parentNode.querySelectorAll("th").forEach(function (each) { each.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  document.addEventListener("click", function (event) {
    var flip = event.target.closest(".flip"), head = event.target.closest(".rows th");
    if (head) { sort(head); }
    if (flip) {
      var panel = flip.closest(".panel"), flipped = panel.classList.toggle("flipped");
      flip.textContent = flipped ? "Chart" : "Table";
      if (!flipped) { resize(panel.querySelector(".canvas")); }
    }
  });

  if (options.length && !window.echarts) {
    document.querySelector(".missing").style.display = "block";
  } else {
    document.querySelectorAll(".canvas").forEach(function (canvas) {
      canvas.closest(".panel").classList.add("drawn");
      draw(canvas, night.matches, !calm.matches);
      drawn.push(canvas);
      new ResizeObserver(function () { resize(canvas); }).observe(canvas);
    });
    night.addEventListener("change", function () { redraw(night.matches); });
    window.addEventListener("beforeprint", function () {
      document.body.classList.add("paper");  // as wide as a page, so that charts are drawn for it
      redraw(false);
    });
    window.addEventListener("afterprint", function () {
      document.body.classList.remove("paper");
      redraw(night.matches);
    });
  }
}());
"""
