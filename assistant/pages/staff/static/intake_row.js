// A drafted row as a form: to correct it, or to write one that the draft lacks.

import { element } from "./common.js";
import { choice, field, put, readTier, tierFields } from "./intake_tier.js";

export const KINDS = { award: "奖补", threshold: "门槛", target: "目标" };
const WHOLE = [["name", "项目", "text"], ["beneficiary", "对象", "lines"], ["condition", "条件", "lines"], ["note", "说明", "lines"], ["valid_from", "这一行自何日起", "date"], ["valid_to", "这一行至何日止", "date"]];

/** Return the form of a row; `save` gets its kind and data, whole. */
export function editor(row, clauses, save, cancel) {
  const { row: data } = row;
  const tiers = [...data.tiers];
  const title = row.id ? "更正" : "增补一行";
  const more = element("button", { type: "button", class: "plain", onclick: () => {
    const { level, case: name, ...like } = tiers.at(-1) ?? {};
    more.before(tierFields(like, tiers.push(like) - 1));
  } }, "加一档");
  const form = element("form", { class: "correct", "aria-label": title, autocomplete: "off" },
    choice("kind", "类别", KINDS, row.kind),
    choice("clause", "条款", Object.fromEntries(clauses.map(({ label }) => [label, label])), row.clause),
    ...WHOLE.map(([name, label, type]) => field(name, label, data[name], type === "date" ? "" : "wide", type)),
    choice("once", "一次性", { "": "未写明", true: "是" }, data.once ? "true" : ""),
    element("label", { class: "field wide" }, element("span", {}, "原文摘句（与条款一字不差）"), element("textarea", { name: "quote", rows: "3", required: true }, data.quote)),
    ...tiers.map(tierFields),
    more,
    element("div", { class: "actions" }, element("button", { class: "primary", type: "submit" }, `保存${title}`), element("button", { type: "button", onclick: cancel }, "取消")));
  form.elements.name.required = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(read(form, data, tiers));
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") cancel();
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
  });
  return form;
}

function read(form, data, tiers) {
  const said = Object.fromEntries(new FormData(form));
  const whole = { ...data, clause: said.clause, quote: said.quote.trim() };
  for (const [name] of WHOLE) put(whole, name, said[name].replace(/\s*\n\s*/gu, ""));
  if (said.once) whole.once = true;
  else delete whole.once;
  whole.tiers = tiers.map((tier, number) => readTier(said, tier, number)).filter(Boolean);
  return { kind: said.kind, row: whole };
}
