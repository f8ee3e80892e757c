// What a draft says of itself: its title, number, issuer, region and dates, to be corrected.

import { call, element } from "./common.js";

const FIELDS = [
  ["title", "标题", "text"], ["number", "文号", "text"], ["issuer", "发文机关", "text"], ["region", "适用地区", "text"],
  ["issued", "发文日期", "date"], ["effective", "施行日期", "date"], ["valid_to", "有效期至", "date"], ["award_window_end", "认定截止", "date"],
  ["interpreter", "解释单位", "text"], ["interpreter_short", "解释单位简称", "text"], ["replaces", "替代的文件（编号，以逗号分隔；可按标题选）", "text"],
];

/** Return the form; `save` is called with the values, whole. */
export function metaEditor(meta, save, cancel) {
  const known = element("datalist", { id: "known-policies" });
  call("/api/v1/staff/policies").then(({ items }) => {
    known.replaceChildren(...items.filter(({ id }) => id !== meta.id).map(({ id, title }) => element("option", { value: id }, title)));
  }).catch(() => {}); // the field can be typed into without it
  const inputs = FIELDS.map(([name, label, type]) => {
    const value = Array.isArray(meta[name]) ? meta[name].join("，") : meta[name] ?? "";
    return [name, element("label", { class: `field ${type === "text" ? "wide" : ""}` }, element("span", {}, label), element("input", { name, type, value, required: name === "title", list: name === "replaces" ? known.id : null }))];
  });
  return element("form", {
    class: "correct", "aria-label": "更正文件信息",
    onsubmit: (event) => {
      event.preventDefault();
      const said = Object.fromEntries(new FormData(event.target));
      save({ ...said, replaces: said.replaces.split(/[,，\s]+/).filter(Boolean) });
    },
  }, ...inputs.map(([, label]) => label), known, element("div", { class: "actions" },
    element("button", { type: "submit", class: "primary" }, "保存文件信息"),
    element("button", { type: "button", onclick: cancel }, "取消")));
}
