// 统计图表: draws what the page holds as data; the tables below each chart say the same.
"use strict";

(() => {
  const COLOURS = {
    navy: "#1f3a5f", gold: "#b8862b",
    critical: "#b3261e", major: "#d9822b", minor: "#c9b13c", notice: "#5d8fbf",
  };
  const DARK = new Set(["navy", "critical"]);
  const OUTCOMES = ["#23693a", "#6fa67f", "#9c1f1f", "#8a93a0", "#c9ced6"];
  const PAPER = 700; // the width of a printed page
  const FONT = getComputedStyle(document.body).fontFamily;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const text = { fontFamily: FONT, fontSize: 13, color: "#1d232b" };

  const axes = {
    columns: (labels) => ({
      xAxis: { type: "category", data: labels, axisTick: { show: false }, axisLabel: text },
      yAxis: { type: "value", minInterval: 1, axisLabel: text },
    }),
    bars: (labels) => ({
      yAxis: {
        type: "category", data: labels, inverse: true, axisTick: { show: false },
        axisLabel: { ...text, width: narrow() ? 110 : 190, overflow: "truncate" },
      },
      xAxis: { type: "value", minInterval: 1, axisLabel: text },
    }),
  };

  function narrow() {
    return window.innerWidth < 720;
  }

  function common() {
    return { textStyle: { fontFamily: FONT }, animation: !still };
  }

  // The numbers stand on the bars themselves, zeros and slivers are left out.
  function number(colour) {
    return {
      show: true, fontFamily: FONT, fontSize: 11,
      color: DARK.has(colour) ? "#fff" : "#1d232b",
      formatter: (one) => (one.value > 0 ? String(one.value) : ""),
    };
  }

  function stacked(data) {
    return {
      ...common(),
      ...axes[data.form](data.labels),
      grid: { left: 8, right: 24, top: 12, bottom: 4, containLabel: true },
      series: data.series.map((one) => ({
        name: one.name, type: "bar", stack: "all", barMaxWidth: 30, data: one.numbers,
        itemStyle: { color: COLOURS[one.colour] }, label: number(one.colour), labelLayout: { hideOverlap: true },
      })),
    };
  }

  function share(one) {
    return `${one.name}\n${one.value} 个` + (narrow() ? "" : `，${Math.round(one.percent)}%`);
  }

  function ring(data) {
    const slices = data.labels.map((name, at) => ({
      name, value: data.series[0].numbers[at], itemStyle: { color: OUTCOMES[at] },
    }));
    return {
      ...common(),
      series: [{
        type: "pie", radius: narrow() ? ["32%", "52%"] : ["38%", "60%"],
        data: slices.filter((one) => one.value > 0),
        label: { ...text, fontSize: narrow() ? 11 : 12, overflow: "none", formatter: share }, itemStyle: { borderColor: "#fff", borderWidth: 2 },
      }],
    };
  }

  for (const held of document.querySelectorAll("script[data-chart]")) {
    const data = JSON.parse(held.textContent);
    const place = document.getElementById(held.dataset.chart);
    const drawn = window.echarts.init(place);
    drawn.setOption(data.form === "ring" ? ring(data) : stacked(data));
    let printing = false;
    new ResizeObserver(() => printing || drawn.resize()).observe(place);
    window.addEventListener("beforeprint", () => {
      printing = true;
      drawn.resize({ width: place.closest(".halves") ? PAPER / 2 - 20 : PAPER });
      drawn.getZr().flush();
    });
    window.addEventListener("afterprint", () => {
      printing = false;
      drawn.resize({ width: "auto" });
    });
  }
})();
