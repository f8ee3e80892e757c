// The line under a table that leads to its other pages.

import { element } from "./common.js";

/** Return the pager of a list; `turn` is called with the number of the page that is asked for, from 1. */
export function pager({ total, page, pages }, turn) {
  const step = (label, to) => element("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => turn(to) }, label);
  return element("nav", { class: "pager", "aria-label": "翻页" },
    step("上一页", page - 1), element("span", {}, `第 ${page} / ${Math.max(pages, 1)} 页，共 ${total} 条`), step("下一页", page + 1));
}

/** Return a table with these headings and rows of cells; the first cell of a row names it. */
export function table(headings, rows, className = "") {
  const cells = (row) => row.map((cell, at) => element(at ? "td" : "th",
    at ? { "data-label": headings[at] } : { scope: "row" }, Array.isArray(cell) ? element("div", {}, ...cell) : cell));
  return element("table", { class: `grid stacked ${className}` },
    element("thead", {}, element("tr", {}, ...headings.map((heading) => element("th", { scope: "col" }, heading)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))));
}
