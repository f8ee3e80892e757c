// A drafted row: said in one line, and as a form to correct it.

import { element } from "./common.js";

export const KINDS = { award: "奖补", threshold: "门槛", target: "目标" };
const BOUNDS = { exact: "定额", at_most: "不超过", at_least: "不低于" };
const UNITS = { yuan: "元", percent: "%", count: "个数", "": "没有数" };
const WHOLE = [["name", "项目"], ["beneficiary", "对象"], ["condition", "条件"], ["note", "说明"]];
const TIER = [["level", "级别"], ["case", "情形"], ["per", "每（单位）"], ["base", "基数"], ["cap_yuan", "封顶（元）"], ["cap_per", "封顶按"], ["term_years", "年限"]];
const NUMBERS = new Set(["cap_yuan", "term_years", "up_to", "yuan", "percent", "count"]);
const OTHERS = { bracket: "档次范围", every: "每增加", cap_percent: "比例封顶（%）", base_from: "超出部分起点（元）", base_cap_yuan: "基数封顶（元）", of_award: "按另一项的奖励", on_top_of: "在其基础上", payer: "承担方", term_months: "月数", parts: "分期", counter: "单位" };

function money(yuan) {
  if (yuan >= 1e8) return `${yuan / 1e8}亿元`;
  return yuan >= 1e4 ? `${yuan / 1e4}万元` : `${yuan}元`;
}

function unitOf(tier) {
  return ["yuan", "percent", "count"].find((unit) => tier[unit] != null) ?? "";
}

/** Say a tier in one line, with everything that it has. */
export function sayTier(tier) {
  const unit = unitOf(tier);
  const write = (value) => (unit === "yuan" ? money(value) : unit === "percent" ? `${value}%` : `${value}${tier.counter ?? ""}`);
  const figure = unit ? `${tier.bound && tier.bound !== "exact" ? BOUNDS[tier.bound] : ""}${write(tier[unit])}${tier.up_to != null ? `至${write(tier.up_to)}` : ""}` : "";
  const others = Object.entries(OTHERS).filter(([key]) => key !== "counter" && tier[key] != null).map(([key, name]) => `${name}：${typeof tier[key] === "object" ? sayParts(tier[key]) : tier[key]}`);
  return [
    [tier.level, tier.case].filter(Boolean).join(" "),
    figure && tier.base ? `${tier.base}的${figure}` : figure,
    tier.per && `每${tier.per.replace(/^每/, "")}`,
    tier.cap_yuan != null && `${tier.cap_per ?? ""}封顶${money(tier.cap_yuan)}`,
    tier.term_years != null && `${tier.term_years}年`,
    ...others,
  ].filter(Boolean).join("，") || "没有数";
}

function sayParts(value) {
  return (Array.isArray(value) ? value : [value]).map((one) => Object.values(one).filter((part) => part != null).join(" ")).join("、");
}

/** Return the form of a row; `save` gets its kind and data, whole. */
export function editor(row, clauses, save, cancel) {
  const { row: data } = row;
  const form = element("form", { class: "correct", "aria-label": "更正", autocomplete: "off" },
    choice("kind", "类别", KINDS, row.kind),
    choice("clause", "条款", Object.fromEntries(clauses.map(({ label }) => [label, label])), row.clause),
    ...WHOLE.map(([name, label]) => field(name, label, data[name], "wide")),
    choice("once", "一次性", { "": "未写明", true: "是" }, data.once ? "true" : ""),
    element("label", { class: "field wide" }, element("span", {}, "原文摘句（与条款一字不差）"), element("textarea", { name: "quote", rows: "3", required: true }, data.quote)),
    ...data.tiers.map(tierFields),
    element("div", { class: "actions" }, element("button", { class: "primary", type: "submit" }, "保存更正"), element("button", { type: "button", onclick: cancel }, "取消")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(read(form, data));
  });
  return form;
}

function tierFields(tier, at) {
  const unit = unitOf(tier);
  const own = (name) => `${at}.${name}`;
  return element("fieldset", { "data-tier": String(at) }, element("legend", {}, `标准 ${at + 1}`),
    field(own("figure"), "数额", unit ? tier[unit] : "", "", "number"),
    choice(own("unit"), "单位", UNITS, unit),
    choice(own("bound"), "性质", { "": "未写明", ...BOUNDS }, tier.bound ?? ""),
    field(own("up_to"), "至（范围上限）", tier.up_to, "", "number"),
    ...TIER.map(([name, label]) => field(own(name), label, tier[name], "", NUMBERS.has(name) ? "number" : "text")),
    element("label", { class: "wide" }, element("input", { type: "checkbox", name: own("gone") }), " 删去这一档"));
}

function field(name, label, value, wide = "", type = "text") {
  return element("label", { class: `field ${wide}` }, element("span", {}, label), element("input", { name, type, step: type === "number" ? "any" : null, min: type === "number" ? "0" : null, value: value ?? "" }));
}

function choice(name, label, options, chosen) {
  return element("label", { class: "field" }, element("span", {}, label),
    element("select", { name }, ...Object.entries(options).map(([value, said]) => element("option", { value, selected: value === chosen }, said))));
}

function read(form, data) {
  const said = Object.fromEntries(new FormData(form));
  const put = (onto, name, value) => {
    if (value === undefined) return;
    if (value.trim()) onto[name] = NUMBERS.has(name) ? Number(value) : value.trim();
    else delete onto[name];
  };
  const whole = { ...data, clause: said.clause, quote: said.quote.trim() };
  for (const [name] of WHOLE) put(whole, name, said[name]);
  if (said.once) whole.once = true;
  else delete whole.once;
  whole.tiers = data.tiers.flatMap((tier, at) => {
    if (said[`${at}.gone`]) return [];
    const own = { ...tier };
    for (const unit of Object.keys(UNITS)) delete own[unit];
    if (said[`${at}.unit`]) put(own, said[`${at}.unit`], said[`${at}.figure`]);
    for (const name of ["bound", "up_to", ...TIER.map(([key]) => key)]) put(own, name, said[`${at}.${name}`]);
    return [own];
  });
  return { kind: said.kind, row: whole };
}
