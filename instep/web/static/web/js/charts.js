// Draws each chart from the JSON option beside it, in the colours of the theme: "var(--series-1)" in an option is looked up.
let library;

export async function drawCharts(root) {
  const places = [...root.querySelectorAll(".chart:not([data-drawn])")];
  if (!places.length) return;
  library ??= import("../../vendor/echarts.js");
  const { init } = await library;
  places.forEach((place) => draw(init, place));
}

function draw(init, place) {
  place.dataset.drawn = "";
  const option = JSON.parse(document.getElementById(place.dataset.option).textContent);
  const chart = init(place, null, { renderer: "svg" });
  const paint = () => chart.setOption(coloured(dressed(structuredClone(option))), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(place);
  document.addEventListener("theme", paint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  chart.on("click", ({ data }) => data?.href && location.assign(data.href));
}

// Inline styles are forbidden, so tooltips are drawn as text.
function dressed(option) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  option.textStyle = { fontFamily: "Inter Variable, sans-serif", color: "var(--text)", ...option.textStyle };
  option.color ??= [1, 2, 3, 4, 5].map((number) => `var(--series-${number})`);
  option.animation ??= !still;
  option.animationDuration ??= 180;
  option.aria = { enabled: false };
  for (const series of option.series ?? []) if (series.endLabel) series.animation = false; // it would start from gaps, at nowhere
  if (option.tooltip) Object.assign(option.tooltip, { renderMode: "richText", backgroundColor: "var(--background)", borderColor: "var(--line)", textStyle: { color: "var(--text)", fontSize: 12 } });
  for (const axis of [option.xAxis, option.yAxis].flat().filter(Boolean)) {
    axis.axisLabel = { color: "var(--muted)", fontSize: 12, ...axis.axisLabel };
    axis.axisLine = { lineStyle: { color: "var(--line-strong)" }, ...axis.axisLine };
    axis.splitLine = { lineStyle: { color: "var(--line)" }, ...axis.splitLine };
    axis.axisTick = { show: false, ...axis.axisTick };
  }
  return option;
}

function coloured(part) {
  if (typeof part === "string") return part.startsWith("var(") ? lookedUp(part) : part;
  if (Array.isArray(part)) return part.map(coloured);
  if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, coloured(value)]));
  return part;
}

function lookedUp(variable) {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = variable;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
