// A sum is worked out while the figures are typed.

import { call, clauseAddress, copy, element, whileWorking } from "./common.js";

const PAUSE = 150; // milliseconds
const UNITS = ["万元", "元", "亿元"];
const programmes = JSON.parse(document.getElementById("programmes").textContent);
const form = document.getElementById("worksheet");
const [reward, tier, items, more, years, worked] = ["reward", "tier", "items", "more", "years", "worked"].map((id) => document.getElementById(id));

let timer;
let running;
let shown;

const programme = () => programmes.find((one) => one.reward === reward.value);
const choice = () => programme().tiers.find((one) => one.id === tier.value);

function chooseProgramme(wanted) {
  tier.replaceChildren(...programme().tiers.map((one) => element("option", { value: one.id }, one.label)));
  if (wanted && programme().tiers.some((one) => one.id === wanted)) tier.value = wanted;
  document.getElementById("tier-field").hidden = programme().tiers.length < 2;
  chooseTier();
}

function chooseTier() {
  const { base, several, term_years: term } = choice();
  document.getElementById("figures").hidden = base === null;
  document.getElementById("base").textContent = base ?? "";
  document.getElementById("years-field").hidden = term === null;
  document.getElementById("years-label").textContent = `贷款年限（最长${term}年）`;
  more.hidden = !several;
  if (!items.children.length) addItem();
  if (!several) while (items.children.length > 1) items.lastChild.remove();
  workOut();
}

function addItem() {
  const label = document.getElementById("base");
  const item = element("div", { class: "item" },
    element("input", { class: "amount", maxlength: "40", placeholder: "如 3000、3000万、半个亿", "aria-labelledby": label.id }),
    element("select", { class: "unit", "aria-label": "单位" }, ...UNITS.map((unit) => element("option", {}, unit))),
    items.children.length ? element("button", { type: "button", class: "plain", onclick: () => { item.remove(); workOut(); } }, "删去") : null,
    element("p", { class: "wrong-entry", role: "alert" }));
  items.append(item);
  return item;
}

async function workOut() {
  clearTimeout(timer);
  running?.abort();
  const rated = choice().base !== null;
  const rows = rated ? [...items.children].filter((row) => row.querySelector(".amount").value.trim()) : [];
  for (const row of items.children) describeFault(row, "");
  if (rated && !rows.length) {
    describeStandard();
    return;
  }
  const own = (running = new AbortController());
  const body = { reward: reward.value, tier: tier.value, figures: rows.map(readRow) };
  if (choice().term_years !== null && years.value.trim()) body.years = Number(years.value.trim()) || years.value.trim();
  try {
    const sum = await whileWorking(worked, () => call("/api/v1/calculate", { method: "POST", body, signal: own.signal }));
    if (running === own) describe(sum);
  } catch (error) {
    if (error.name !== "AbortError" && running === own) tellFault(error, rows);
  }
}

/** A plain number counts in the unit beside it; one with a unit of its own is left as typed. */
function readRow(row) {
  const typed = row.querySelector(".amount").value.trim();
  return /^[\d.,，]+$/.test(typed) ? `${typed}${row.querySelector(".unit").value}` : typed;
}

function describeFault(row, message) {
  row.querySelector(".wrong-entry").textContent = message;
  row.querySelector(".amount").setAttribute("aria-invalid", message ? "true" : "false");
}

function tellFault(error, rows) {
  const faults = error.body?.errors ?? [];
  for (const { field, message } of faults) {
    const row = rows[Number(field.split(".")[1])];
    if (row && field.startsWith("figures.")) describeFault(row, message);
  }
  const elsewhere = faults.filter(({ field }) => !field.startsWith("figures."));
  const said = faults.length && !elsewhere.length ? "请改正标出的金额。" : elsewhere.map(({ message }) => `年限${message}`).join("；") || error.message;
  worked.replaceChildren(element("p", { class: "fault", role: "alert" }, said), ...standardLines());
}

function describeStandard() {
  worked.replaceChildren(element("p", { class: "empty" }, `填写${choice().base}后，这里随即显示补助额、封顶额和依据条款。`), ...standardLines());
}

function standardLines() {
  const { name, condition } = programme();
  return [facts([
    ["标准", `${choice().label === name ? "" : `${choice().label}：`}${choice().standard}`],
    ["条件", condition],
    ["依据", clauseLink()],
  ])];
}

function describe(sum) {
  shown = sum;
  worked.replaceChildren(
    ...sum.notices.map((notice) => element("p", { class: "notice" }, notice.replace(/^提示：/, ""))),
    element("p", { class: "outcome", role: "status" }, element("span", { class: "muted" }, sum.name), sum.headline),
    facts([
      ["标准", sum.lines.length || sum.tier === "合计" ? sum.standard : null],
      ["测算", sum.lines.length ? element("span", {}, ...sum.lines.flatMap((line) => [line, element("br")]).slice(0, -1)) : null],
      ["封顶", sum.cap === null ? null : `不超过${(sum.cap / 10000).toLocaleString("zh-CN", { useGrouping: false })}万元`],
      ["条件", sum.condition],
      ["责任单位", sum.departments.join("、")],
      ["依据", clauseLink()],
      ["原文", `“${sum.quote}”`],
    ]),
    sum.text === null
      ? element("p", { class: "muted" }, "结果的文字没有通过金额核验，不提供复制，请以条款原文为准。")
      : element("div", { class: "actions" }, element("button", { type: "button", class: "primary", onclick: () => copy(shown.text, "已复制测算结果") }, "复制结果")));
}

function clauseLink() {
  const { document: name, policy, clause } = programme();
  return element("a", { href: clauseAddress(policy, clause), target: "_blank", rel: "noopener" }, `${name} ${clause}`);
}

function facts(rows) {
  return element("dl", { class: "facts" }, ...rows.filter(([, said]) => said).flatMap(([head, said]) => [element("dt", {}, head), element("dd", {}, said)]));
}

function workOutSoon(event) {
  if (event.isComposing || event.target === reward || event.target === tier) return;
  clearTimeout(timer);
  timer = setTimeout(workOut, PAUSE);
}

reward.addEventListener("change", () => chooseProgramme());
tier.addEventListener("change", chooseTier);
more.addEventListener("click", () => addItem().querySelector("input").focus());
form.addEventListener("input", workOutSoon);
form.addEventListener("compositionend", workOutSoon);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  workOut();
});

const wanted = new URLSearchParams(location.search);
if (programmes.some((one) => one.reward === wanted.get("reward"))) reward.value = wanted.get("reward");
chooseProgramme(wanted.get("tier"));
