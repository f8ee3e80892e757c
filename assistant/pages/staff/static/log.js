// Every question that was asked, filtered, a page at a time.

import { call, element, formatTime, nameQuestion, root, whileWorking, withQuery } from "./common.js";
import { pager, table } from "./paging.js";
import { CHANNELS, OPINIONS, STATUSES } from "./wording.js";

const PAUSE = 150; // milliseconds
const form = document.getElementById("filters");
const view = document.getElementById("view");
const fault = document.getElementById("fault");
let page = 1;
let timer;
let running;

function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name) field.value = query.get(field.name) ?? "";
  page = Math.max(1, Number(query.get("page")) || 1);
}

async function refresh() {
  running?.abort();
  const own = (running = new AbortController());
  const wanted = { ...Object.fromEntries(new FormData(form)), page };
  try {
    const list = await whileWorking(view, () => call(withQuery("/api/v1/staff/records", wanted), { signal: own.signal }));
    if (running !== own) return;
    fault.textContent = "";
    history.replaceState(null, "", withQuery(location.pathname, { ...wanted, page: page > 1 ? page : "" }));
    view.replaceChildren(...(list.items.length ? describe(list) : [element("p", { class: "empty" }, "没有符合条件的记录。请放宽日期，或把筛选改为“全部”。")]));
  } catch (error) {
    if (error.name !== "AbortError") fault.textContent = error.message;
  }
}

function describe(list) {
  const rows = list.items.map((item) => [
    describeQuestion(item), formatTime(item.asked_at), CHANNELS[item.channel] ?? item.channel,
    [element("span", { class: `status ${item.status}` }, STATUSES[item.status] ?? item.status)],
    nameClauses(item.clauses), `${Math.round(item.latency_ms)} 毫秒`, item.guard_blocks ? `${item.guard_blocks} 次` : "",
    describeOpinion(item), [element("a", { href: withQuery(`${root}/staff/records`, { view: "queue", record: item.id }), "aria-label": `查看答复：${item.question}` }, "查看答复")],
  ]);
  return [table(["问题", "时间", "渠道", "结果", "条款", "用时", "拦截", "评价", "操作"], rows, "log"), pager(list, turn)];
}

function describeQuestion(item) {
  return [nameQuestion(item.question), item.approved_by ? element("span", { class: "muted" }, `（由${item.approved_by}核准的答复）`) : null].filter(Boolean);
}

function nameClauses(labels) { // a label is not broken
  return labels.map((label, place) => element("span", { class: "label" }, label + (place + 1 < labels.length ? "、" : "")));
}

function describeOpinion(item) {
  if (!item.opinion) return "";
  return [OPINIONS[item.opinion] ?? item.opinion, item.comment ? `：${item.comment}` : ""].filter(Boolean);
}

function turn(to) {
  page = to;
  refresh().then(() => window.scrollTo({ top: 0 }));
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  page = 1;
  timer = setTimeout(refresh, PAUSE);
});
form.addEventListener("submit", (event) => event.preventDefault());
readAddress();
refresh();
