// A tier of a drafted row: said in one line as the text would say it, and as fields to correct it.

import { element } from "./common.js";

const BOUNDS = { exact: "定额", at_most: "不超过", at_least: "不低于" };
const UNITS = { yuan: "元", percent: "%", count: "个数", "": "没有数" };
const FIELDS = [["level", "级别"], ["case", "情形"], ["per", "每（单位）"], ["base", "基数"], ["cap_yuan", "封顶（元）"], ["cap_per", "封顶按"], ["term_years", "最长年数"]];
const MORE = [
  ["bracket.of", "档次看什么"], ["bracket.counter", "档次单位（元、亩、家）"], ["bracket.from", "自（含）"], ["bracket.over", "自（不含）"], ["bracket.to", "至（含）"], ["bracket.below", "至（不含）"],
  ["every.of", "每增加什么"], ["every.size", "每满多少"], ["every.counter", "每满的单位"],
  ["term_months", "最长月数"], ["cap_percent", "比例封顶（%）"], ["base_from", "超出部分起点（元）"], ["base_cap_yuan", "基数封顶（元）"], ["on_top_of", "在什么基础上再加"], ["payer", "由谁承担"], ["counter", "个数的单位"],
];
const NUMBERS = new Set(["cap_yuan", "term_years", "up_to", "yuan", "percent", "count", "bracket.from", "bracket.over", "bracket.to", "bracket.below", "every.size", "term_months", "cap_percent", "base_from", "base_cap_yuan"]);
const GROUPS = ["bracket", "every"];

function money(yuan) {
  if (yuan >= 1e8) return `${yuan / 1e8}亿元`;
  return yuan >= 1e4 ? `${yuan / 1e4}万元` : `${yuan}元`;
}

function unitOf(tier) {
  return ["yuan", "percent", "count"].find((unit) => tier[unit] != null) ?? "";
}

function count(value, counter) {
  return counter === "元" ? money(value) : `${value}${counter ?? ""}`;
}

function sayFigure(tier) {
  const unit = unitOf(tier);
  if (!unit) return "";
  const write = (value) => (unit === "yuan" ? money(value) : unit === "percent" ? `${value}%` : count(value, tier.counter));
  if (tier.up_to != null) return `${write(tier[unit])}至${write(tier.up_to)}`;
  return `${tier.bound && tier.bound !== "exact" ? BOUNDS[tier.bound] : ""}${write(tier[unit])}`;
}

function sayBracket({ of, counter, from, over, to, below }) {
  const lower = from ?? over;
  const upper = to ?? below;
  const ends = [[lower, from != null], [upper, to != null]].map(([end, within]) => (end == null ? "" : `${count(end, counter)}（${within ? "含" : "不含"}）`));
  return `${of ?? ""}${ends[0]}${lower == null ? "" : upper == null ? "以上" : "至"}${ends[1]}${lower == null ? "以下" : ""}`;
}

function sayBase({ base, base_from: from, base_cap_yuan: most }) {
  if (!base && from == null) return "";
  return `${base ?? ""}${from != null ? `超过${money(from)}部分` : ""}${most != null ? `（最多计${money(most)}）` : ""}的`;
}

/** Say a tier in one line, with everything that it has. */
export function sayTier(tier) {
  const figure = sayFigure(tier);
  const per = tier.per ? `每${tier.per.replace(/^每/, "")}` : "";
  const every = tier.every ? `每${tier.every.of ?? ""}满${count(tier.every.size, tier.every.counter)}` : "";
  return [
    [tier.level, tier.case].filter(Boolean).join(" "),
    tier.bracket && sayBracket(tier.bracket),
    tier.on_top_of && `在${tier.on_top_of}基础上再加`,
    tier.of_award && `按另一项奖补（${tier.of_award}）`,
    figure ? `${every}${per}${sayBase(tier)}${figure}` : `${every}${per}`,
    tier.cap_percent != null && `最高${tier.cap_percent}%`,
    tier.cap_yuan != null && `${tier.cap_per ?? ""}封顶${money(tier.cap_yuan)}`,
    tier.term_years != null && `最长${tier.term_years}年`,
    tier.term_months != null && `最长${tier.term_months}个月`,
    tier.parts?.length && `其中${tier.parts.map(sayPart).join("、")}`,
    tier.payer && `由${tier.payer}承担`,
  ].filter(Boolean).join("，") || "没有数";
}

function sayPart({ case: name, yuan, percent }) {
  return `${name}${yuan != null ? money(yuan) : percent != null ? `${percent}%` : ""}`;
}

function at(tier, name) {
  return name.split(".").reduce((value, key) => value?.[key], tier);
}

/** A field of a form; `lines` is text that wraps, so that a long condition is read whole. */
export function field(name, label, value, wide = "", type = "text") {
  if (type === "lines") return element("label", { class: `field ${wide}` }, element("span", {}, label), element("textarea", { name, rows: String(Math.ceil(((value ?? "").length + 1) / 36)) }, value ?? ""));
  return element("label", { class: `field ${wide}` }, element("span", {}, label), element("input", { name, type, step: type === "number" ? "any" : null, min: type === "number" ? "0" : null, value: value ?? "" }));
}

export function choice(name, label, options, chosen) {
  return element("label", { class: "field" }, element("span", {}, label),
    element("select", { name }, ...Object.entries(options).map(([value, said]) => element("option", { value, selected: value === chosen }, said))));
}

/** Return the fields of the tier that is the `number`th of its row. */
export function tierFields(tier, number) {
  const unit = unitOf(tier);
  const own = (name) => `${number}.${name}`;
  const write = ([name, label]) => field(own(name), label, at(tier, name), "", NUMBERS.has(name) ? "number" : "text");
  const parts = (tier.parts ?? []).map((part) => `${part.case} ${part.yuan ?? `${part.percent}%`}`).join("\n");
  return element("fieldset", { "data-tier": String(number) }, element("legend", {}, `标准 ${number + 1}`),
    field(own("figure"), "数额", unit ? tier[unit] : "", "", "number"),
    choice(own("unit"), "单位", UNITS, unit),
    choice(own("bound"), "性质", { "": "未写明", ...BOUNDS }, tier.bound ?? ""),
    field(own("up_to"), "至（范围上限）", tier.up_to, "", "number"),
    ...FIELDS.map(write),
    element("details", { class: "wide", open: MORE.some(([name]) => at(tier, name) != null) || Boolean(parts) }, element("summary", {}, "档次范围、每增加、分期等"),
      element("div", { class: "correct" }, ...MORE.map(write),
        element("label", { class: "field wide" }, element("span", {}, "分期（每行一期，如：第一年 50000，或：首期 30%）"), element("textarea", { name: own("parts"), rows: "2" }, parts)))),
    element("label", { class: "wide" }, element("input", { type: "checkbox", name: own("gone") }), " 删去这一档"));
}

/** Put what a field says into `onto`; one left empty is taken out. */
export function put(onto, name, value) {
  if (value === undefined) return;
  if (value.trim()) onto[name] = NUMBERS.has(name) ? Number(value) : value.trim();
  else delete onto[name];
}

/** Return the tier that the fields say, beginning from `tier`; null where it was struck out. */
export function readTier(said, tier, number) {
  const own = (name) => said[`${number}.${name}`];
  if (own("gone")) return null;
  const read = { ...tier };
  for (const unit of Object.keys(UNITS)) delete read[unit];
  if (own("unit")) put(read, own("unit"), own("figure"));
  for (const name of ["bound", "up_to", ...FIELDS.map(([key]) => key)]) put(read, name, own(name));
  for (const group of GROUPS) read[group] = { ...tier[group] };
  for (const [name] of MORE) {
    const [group, key] = name.split(".");
    if (!key) put(read, name, own(name));
    else if (own(name)?.trim()) read[group][key] = NUMBERS.has(name) ? Number(own(name)) : own(name).trim();
    else delete read[group][key];
  }
  for (const group of GROUPS) if (!Object.keys(read[group]).length) delete read[group];
  read.parts = readParts(own("parts") ?? "");
  if (!read.parts.length) delete read.parts;
  return read;
}

function readParts(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, name, figure, percent] = /^(.*?)[\s，：:]*(\d+(?:\.\d+)?)?\s*(%?)元?$/.exec(line);
    return { case: name, ...(figure === undefined ? {} : { [percent ? "percent" : "yuan"]: Number(figure) }) };
  });
}
