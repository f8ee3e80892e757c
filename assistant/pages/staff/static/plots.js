// Drawings of counts; each says in words what it shows, and a table beside it has the numbers.

import { drawing, element } from "./common.js";
import { STATUSES } from "./wording.js";

const HEIGHT = 220;
const EDGE = { left: 40, right: 8, top: 12, bottom: 26 };
const NAMES = Object.keys(STATUSES);

/** Return what the colours mean, of those that are there. */
export function legend(days) {
  const seen = NAMES.filter((name) => days.some((day) => day[name]));
  return element("p", { class: "muted legends" }, ...seen.map((name) =>
    element("span", { class: "legend" }, drawing("svg", { width: 12, height: 12, "aria-hidden": "true" },
      drawing("rect", { class: `part ${name}`, width: 12, height: 12 })), STATUSES[name])));
}

/** Draw a column a day, one part a status; the width follows the window. */
export function plotDays(days) {
  const total = days.reduce((sum, day) => sum + day.questions, 0);
  const place = element("div", { class: "columns", role: "img", "aria-label": `每日提问图：${days.length} 天共 ${total} 次，数据见“按日数据”` });
  const draw = () => place.replaceChildren(drawDays(days, Math.max(place.clientWidth, 280)));
  new ResizeObserver(draw).observe(place);
  return place;
}

function drawDays(days, width) {
  const most = roundUp(Math.max(...days.map((day) => day.questions), 1));
  const inner = { width: width - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  const step = inner.width / days.length;
  const y = (count) => EDGE.top + inner.height * (1 - count / most);
  const lines = [0, most / 2, most].map((count) => drawing("g", {},
    drawing("line", { class: "mark", x1: EDGE.left, x2: width - EDGE.right, y1: y(count), y2: y(count) }),
    drawing("text", { x: EDGE.left - 6, y: y(count) + 5, "text-anchor": "end" }, String(count))));
  const every = Math.ceil(days.length / Math.max(2, Math.floor(inner.width / 90)));
  const labels = days.map((day, at) => at % every ? null : drawing("text", {
    x: EDGE.left + step * (at + 0.5), y: HEIGHT - 6, "text-anchor": at ? "middle" : "start",
  }, day.day.slice(5)));
  return drawing("svg", { width, height: HEIGHT }, ...lines, ...days.map((day, at) => drawDay(day, EDGE.left + step * at, step, y)), ...labels);
}

function drawDay(day, x, step, y) {
  const gap = step > 6 ? Math.min(step * 0.25, 12) : 0;
  let count = 0;
  const parts = NAMES.filter((name) => day[name]).map((name) => {
    const [low, high] = [count, count + day[name]];
    count = high;
    return drawing("rect", { class: `part ${name}`, x: x + gap / 2, width: Math.max(step - gap, 0.5), y: y(high), height: y(low) - y(high) });
  });
  return drawing("g", {}, drawing("title", {}, `${day.day}：${day.questions} 次`), ...parts);
}

/** Return the next round number whose half is whole. */
function roundUp(count) {
  const power = 10 ** Math.floor(Math.log10(count));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((times) => times * power).find((one) => one >= count && one % 2 === 0);
}

/** Return a list with a bar for each count, longest first. */
export function plotBars(items, unit) {
  const most = Math.max(...items.map((item) => item.times));
  return element("ol", { class: "counts" }, ...[...items].sort((one, other) => other.times - one.times).map((item) =>
    element("li", {},
      element("span", { class: "label" }, item.address ? element("a", { href: item.address, target: "_blank", rel: "noopener" }, item.label) : item.label,
        item.note ? element("span", { class: "muted note" }, item.note) : null),
      element("span", { class: "length" }, element("span", { style: `width: ${Math.max((item.times / most) * 100, 1)}%` })),
      element("span", { class: "number" }, `${item.times} ${unit}`))));
}
