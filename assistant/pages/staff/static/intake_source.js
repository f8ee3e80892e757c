// The clause that a drafted row was read from: its quote marked, those of the clause's other rows underlined.

import { element } from "./common.js";

const FIGURE = /\d[\d,.]*\s*(?:亿|万|千|百)?(?:元|%|％|倍|年|个月|亩|家|人|户)?/gu;

/** Show a clause beside the `row` that is looked at; `add` is called with a clause and the text that is selected. */
export function showClause(place, clauses, label, row, beside, add) {
  const clause = clauses.find((one) => one.label === label);
  if (!clause) {
    place.replaceChildren(element("p", { class: "empty" }, "这份文件没有条款。"));
    return;
  }
  const text = element("p", { class: "text" }, ...pieces([...clause.text], row, beside));
  const chosen = element("select", { "aria-label": "看哪一条" }, ...clauses.map((one) => element("option", { value: one.label, selected: one.label === label }, one.label)));
  chosen.addEventListener("change", () => showClause(place, clauses, chosen.value, null, [], add));
  place.replaceChildren(
    element("div", { class: "heading" },
      element("h3", {}, [clause.section, clause.label].filter(Boolean).join(" · ")),
      element("div", { class: "actions" }, chosen, add ? element("button", { type: "button", class: "plain", onclick: () => add(clause.label, selectedIn(text)) }, "增补一行") : null)),
    text);
  const marked = place.querySelector("mark");
  place.scrollTop = marked ? marked.offsetTop - place.offsetTop - 60 : 0;
}

/** Part the text where a quote begins or ends; offsets count code points. */
function pieces(points, row, beside) {
  const spans = row ? [row, ...beside] : beside;
  const cuts = [...new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  return cuts.slice(1).flatMap((end, at) => {
    const start = cuts[at];
    const text = points.slice(start, end).join("");
    const covers = (span) => span && span.start <= start && end <= span.end;
    if (covers(row)) return element("mark", {}, ...emphasized(text));
    return beside.some(covers) ? element("span", { class: "beside" }, text) : text;
  });
}

function emphasized(text) {
  let at = 0;
  const nodes = [...text.matchAll(FIGURE)].flatMap((found) => {
    const before = text.slice(at, found.index);
    at = found.index + found[0].length;
    return [before, element("strong", {}, found[0])];
  });
  return [...nodes, text.slice(at)].filter((node) => node !== "");
}

function selectedIn(text) {
  const selection = getSelection();
  return selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : "";
}
