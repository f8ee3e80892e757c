// What was asked, what was answered, and how quickly, between two days.

import { call, clauseAddress, element, root, whileWorking, withQuery } from "./common.js";
import { table } from "./paging.js";
import { legend, plotBars, plotDays } from "./plots.js";
import { STATUSES } from "./wording.js";

const form = document.getElementById("filters");
const view = document.getElementById("view");
const fault = document.getElementById("fault");
const csv = document.getElementById("csv");
const DAY = 86_400_000; // milliseconds
const RARE = ["acknowledged", "handover", "signpost"]; // shown where there were any
let running;

async function refresh() {
  const wanted = Object.fromEntries(new FormData(form));
  if (!wanted.since || !wanted.until) return;
  if (wanted.since > wanted.until) {
    fault.textContent = "开始日期在结束日期之后，请改正。";
    return;
  }
  csv.href = root + withQuery("/api/v1/staff/statistics.csv", wanted);
  running?.abort();
  const own = (running = new AbortController());
  try {
    const found = await whileWorking(view, () => call(withQuery("/api/v1/staff/statistics", wanted), { signal: own.signal }));
    if (running !== own) return;
    fault.textContent = "";
    history.replaceState(null, "", withQuery(location.pathname, wanted));
    view.replaceChildren(...describe(found, everyDay(found.days, wanted)));
  } catch (error) {
    if (error.name !== "AbortError") fault.textContent = error.message;
  }
}

/** Return a row for each day of the range; days without a question count too. */
function everyDay(days, { since, until }) {
  const known = new Map(days.map((day) => [day.day, day]));
  const all = [];
  for (let at = Date.parse(since); at <= Date.parse(until); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push(known.get(day) ?? { day, questions: 0, dislikes: 0, guard_blocks: 0, ...Object.fromEntries(Object.keys(STATUSES).map((name) => [name, 0])) });
  }
  return all;
}

function describe(found, days) {
  const total = days.reduce((sum, day) => sum + day.questions, 0);
  const dislikes = days.reduce((sum, day) => sum + day.dislikes, 0);
  const numbers = [
    ["提问", `${total} 次`, ""],
    ...Object.entries(STATUSES).filter(([name]) => !RARE.includes(name) || found.statuses[name]).map(([name, label]) => [label, `${found.statuses[name] ?? 0} 次`, share(found.statuses[name] ?? 0, total)]),
    ["评为没用", `${dislikes} 次`, share(dislikes, total)],
    ["金额核验拦截", `${found.guard_blocks} 次`, ""],
    ["用时中位数", milliseconds(found.latency_ms.p50), ""],
    ["95% 不超过", milliseconds(found.latency_ms.p95), ""],
  ];
  const clauses = found.clauses.map(({ policy, clause, times }) => ({ label: clause, times, address: clauseAddress(policy, clause) }));
  const unanswered = found.unanswered.map(({ topic, times, example }) => ({ label: topic, times, note: example ? `最近问：${example}` : "" }));
  return [
    element("dl", { class: "numbers" }, ...numbers.map(([label, value, part]) =>
      element("div", {}, element("dt", {}, label), element("dd", {}, element("b", {}, value), part ? element("span", { class: "muted" }, part) : null)))),
    section("每日提问", total ? [legend(days), plotDays(days), dayTable(days)] : [nothing()]),
    element("div", { class: "desk even" },
      section("引用最多的条款", clauses.length ? [plotBars(clauses, "次")] : [nothing()]),
      section("未能答复的事项", unanswered.length ? [plotBars(unanswered, "次")] : [nothing()])),
  ];
}

function section(heading, children) {
  return element("section", { class: "plot" }, element("h2", {}, heading), ...children);
}

function nothing() {
  return element("p", { class: "empty" }, "这段日期没有记录。");
}

function dayTable(days) {
  const headings = ["日期", "提问", ...Object.values(STATUSES), "没用", "拦截"];
  const rows = days.filter((day) => day.questions).reverse()
    .map((day) => [day.day, ...[day.questions, ...Object.keys(STATUSES).map((name) => day[name]), day.dislikes, day.guard_blocks].map(String)]);
  return element("details", {}, element("summary", {}, "按日数据"), table(headings, rows, "days"));
}

function share(part, total) {
  return total ? `${((part / total) * 100).toFixed(1)}%` : "";
}

function milliseconds(value) {
  return value === null || value === undefined ? "—" : `${Math.round(value)} 毫秒`;
}

form.addEventListener("change", refresh);
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of form.querySelectorAll("[data-days]")) {
  button.addEventListener("click", () => {
    const until = Date.parse(view.dataset.today);
    form.elements.until.value = view.dataset.today;
    form.elements.since.value = new Date(until - (Number(button.dataset.days) - 1) * DAY).toISOString().slice(0, 10);
    refresh();
  });
}
const asked = new URLSearchParams(location.search);
for (const name of ["since", "until"]) if (/^\d{4}-\d{2}-\d{2}$/.test(asked.get(name) ?? "")) form.elements[name].value = asked.get(name);
refresh();
