// A firm's profile goes out, its programmes come back: judged, summed, and fit to be printed.

import { call, clauseAddress, copy, element, whileWorking } from "./common.js";

const VERDICTS = { met: "符合", unmet: "不符合", unknown: "信息不足" };
const form = document.getElementById("profile");
const result = document.getElementById("result");
const stale = document.getElementById("stale");
const policy = form.dataset.policy;

let running;
let shown;

// ------------------------------------------------------------ the form

function readEntries() {
  return [...form.querySelectorAll(".entry")].flatMap((entry) =>
    [...entry.querySelectorAll(".entry-row")].map((row) => readRow(entry.dataset.field, row)).filter((read) => Object.keys(read).length > 1));
}

function readRow(field, row) {
  const read = { field };
  for (const input of row.querySelectorAll("[data-part]")) {
    const { part } = input.dataset;
    const value = input.value.trim();
    if (!value) continue;
    if (part === "level" && value === "-") read.held = false;
    else if (part === "level" && value === "有") read.held = true;
    else if (part === "held") read.held = value === "是";
    else read[part] = part === "count" && /^\d+$/.test(value) ? Number(value) : value;
  }
  if (read.held === false) delete read.date;
  return read;
}

function addRow(button) {
  const rows = button.parentElement.querySelector(".entry-rows");
  const row = rows.firstElementChild.cloneNode(true);
  for (const input of row.querySelectorAll("[data-part]")) input.value = "";
  row.append(element("button", { type: "button", class: "plain", onclick: () => { row.remove(); markStale(); countFilled(); } }, "删去"));
  rows.append(row);
  row.querySelector("[data-part]").focus();
}

function countFilled() {
  for (const group of form.querySelectorAll(".group")) {
    const filled = [...group.querySelectorAll(".entry")].filter((entry) => [...entry.querySelectorAll("[data-part]")].some((input) => input.value.trim())).length;
    group.querySelector(".filled").textContent = filled ? `已填 ${filled} 项` : "";
  }
}

function markStale() {
  stale.textContent = shown ? "内容已修改，请重新判断。" : "";
}

function tellFaults(faults) {
  for (const { field, message } of faults) {
    const [name, part] = field.split(".");
    const entry = form.querySelector(`.entry[data-field="${CSS.escape(name)}"]`);
    if (!entry) continue;
    entry.querySelector(".wrong-entry").textContent = message;
    entry.querySelector(part ? `[data-part="${part}"]` : "[data-part]")?.setAttribute("aria-invalid", "true");
    entry.closest("details").open = true;
  }
  form.querySelector("[aria-invalid=true]")?.focus();
}

function clearFaults() {
  for (const place of form.querySelectorAll(".wrong-entry")) place.textContent = "";
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

async function judge() {
  running?.abort();
  const own = (running = new AbortController());
  clearFaults();
  const entries = readEntries();
  if (!entries.length) {
    shown = undefined;
    result.replaceChildren(element("p", { class: "fault", role: "alert" }, "还没有填写任何情况，请至少填写一项。"));
    return;
  }
  try {
    const body = { policy, entries };
    const report = await whileWorking(result, () => call("/api/v1/eligibility", { method: "POST", body, signal: own.signal }));
    if (running !== own) return;
    shown = report;
    stale.textContent = "";
    result.replaceChildren(...describe(report));
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error.name === "AbortError") return;
    shown = undefined;
    result.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
    tellFaults(error.body?.errors ?? []);
  }
}

// ------------------------------------------------------------ the result

function describe({ title, assessment, notices, principle, text }) {
  const of = (verdict) => assessment.programmes.filter((one) => one.verdict === verdict);
  const begun = of("unknown").filter((one) => one.begun);
  const untouched = of("unknown").filter((one) => !one.begun);
  return [
    element("div", { class: "heading" },
      element("h2", {}, "判断结果"),
      element("div", { class: "actions" },
        text === null ? null : element("button", { type: "button", onclick: () => copy(text, "已复制判断结果") }, "复制全文"),
        element("button", { type: "button", onclick: () => window.print() }, "打印"))),
    element("p", { class: "print-only" }, `${assessment.number}　${title}`),
    ...notices.map((notice) => element("p", { class: "notice" }, notice.replace(/^提示：/, ""))),
    element("p", { class: "counts", role: "status" }, `符合 ${of("met").length} 项，信息不足 ${begun.length} 项，不符合 ${of("unmet").length} 项；另有 ${untouched.length} 项尚未填写情况。`),
    profileTable(),
    certain(assessment),
    computed(of("met")),
    ...["met", "unknown", "unmet"].map((verdict) => programmes(verdict, verdict === "unknown" ? begun : of(verdict))),
    folded(`尚未填写情况的项目（${untouched.length}）`, untouched.map((one) => element("li", {}, `${one.name}（`, clauseLink(one.clause), `）：${one.standard}`))),
    folded(`不对企业判断的项目（${assessment.outside.length}）`, assessment.outside.map((one) => element("li", {}, `${one.name}（`, clauseLink(one.clause), `）：${one.reason}`))),
    element("p", { class: "muted" }, principle),
    element("p", { class: "muted" }, `判断日期 ${assessment.as_of}。结果仅供参考，以文件原文和主管部门解释为准。`),
  ].filter(Boolean);
}

function certain({ certain: subtotals }) {
  if (!subtotals.length) return null;
  return element("section", { class: "certain", "aria-label": "确定的金额" },
    element("h3", {}, "确定的金额"),
    ...subtotals.map((subtotal) => element("p", {},
      element("b", {}, `${subtotal.bound === "at_least" ? "不低于" : "定额"} ${money(subtotal.yuan)}`),
      subtotal.terms.length > 1 ? element("span", { class: "muted" }, `${subtotal.derivation}${severalProgrammes(subtotal) ? "；须经解释部门确认可以同时享受" : ""}`) : element("span", { class: "muted" }, subtotal.terms[0].title))),
    element("p", { class: "muted" }, "“不超过”的奖补和按所填金额测算的补助不计入。"));
}

const severalProgrammes = (subtotal) => new Set(subtotal.terms.map((term) => term.reward)).size > 1;

function computed(met) {
  const worked = met.filter((one) => one.worked);
  if (!worked.length) return null;
  return element("section", { class: "computed", "aria-label": "按所填金额测算" },
    element("h3", {}, "按所填金额测算"),
    ...worked.map((one) => element("p", {}, element("b", {}, one.title), `：${one.worked.headline}`, element("span", { class: "muted" }, one.worked.lines.join("；")))));
}

function programmes(verdict, found) {
  if (!found.length) return null;
  return element("section", { class: "programmes", "aria-label": VERDICTS[verdict] },
    element("h3", {}, VERDICTS[verdict]),
    ...found.map((one) => element("article", { class: `programme ${verdict}` },
      element("p", { class: "programme-head" }, element("b", {}, one.title), element("span", {}, one.standard), clauseLink(one.clause)),
      one.needed.length ? element("p", {}, `${verdict === "met" ? "可补充" : "需要补充"}：${one.needed.join("、")}`) : null,
      one.others.length ? element("p", {}, `另有${one.others.join("、")}的，从优不重复，不另计。`) : null,
      element("ul", { class: "conditions" }, ...one.conditions.map(condition)))));
}

function condition(one) {
  return element("li", { class: one.verdict },
    element("span", { class: "verdict" }, VERDICTS[one.verdict]),
    element("span", {}, one.label, one.reason ? element("span", { class: "reason" }, one.reason) : null),
    element("span", { class: "ground", title: one.quote }, clauseLink(one.clause)));
}

function folded(head, lines) {
  return lines.length ? element("details", { class: "rest" }, element("summary", {}, head), element("ul", {}, ...lines)) : null;
}

/** What was filled in, for the printed sheet. */
function profileTable() {
  const rows = [...form.querySelectorAll(".entry")].flatMap((entry) => {
    const label = entry.querySelector(".entry-label").firstChild.textContent;
    return [...entry.querySelectorAll(".entry-row")].map((row) => {
      const said = [...row.querySelectorAll("[data-part]")].map((input) => (input.value === "-" ? "没有" : input.value.trim())).filter(Boolean);
      const unit = row.querySelector(".with-unit .muted")?.textContent ?? "";
      return said.length ? [label, `${said.join("，")}${/[\d.]$/.test(said.at(-1)) ? unit : ""}`] : null;
    }).filter(Boolean);
  });
  return element("dl", { class: "facts print-only" }, ...rows.flatMap(([head, said]) => [element("dt", {}, head), element("dd", {}, said)]));
}

function clauseLink(clause) {
  return element("a", { href: clauseAddress(policy, clause), target: "_blank", rel: "noopener" }, clause);
}

function money(yuan) {
  const wan = yuan / 10000;
  return yuan >= 10000 && Number.isInteger(wan * 100) ? `${wan}万元` : `${yuan}元`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  judge();
});
form.addEventListener("input", () => {
  markStale();
  countFilled();
});
form.addEventListener("click", (event) => {
  const button = event.target.closest(".add");
  if (button) addRow(button);
});
form.addEventListener("reset", () => {
  for (const row of form.querySelectorAll(".entry-row + .entry-row")) row.remove();
  clearFaults();
  shown = undefined;
  stale.textContent = "";
  result.replaceChildren(element("p", { class: "empty" }, "填写后按“判断”，这里逐项列出符合、不符合和信息不足的奖补及其条款。"));
  requestAnimationFrame(countFilled);
});
document.getElementById("policy")?.addEventListener("change", (event) => {
  location.assign(`${location.pathname}?policy=${encodeURIComponent(event.target.value)}`);
});
countFilled();
