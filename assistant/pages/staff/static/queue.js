// Questions that got no answer, or a bad one: taken on, answered once and for all, or put aside.

import { call, element, formatTime, nameQuestion, toast, whileWorking, withQuery } from "./common.js";
import { openEditor } from "./editor.js";
import { askReason } from "./reason.js";
import { OPINIONS, STATUSES } from "./wording.js";

const PAUSE = 150; // milliseconds
const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("filters");
const { me } = view.dataset;
const list = element("div", { class: "queue" });
const side = element("section", { class: "editor", "aria-label": "写答复" });
const picked = new Set();

let items = [];
let timer;

async function refresh() {
  try {
    const wanted = Object.fromEntries(new FormData(form));
    items = (await whileWorking(list, () => call(withQuery("/api/v1/staff/queue", wanted)))).items;
    fault.textContent = "";
    for (const record of picked) if (!items.some((item) => item.record === record)) picked.delete(record);
    show();
  } catch (error) {
    fault.textContent = error.message;
  }
}

function show() {
  const narrowed = [...new FormData(form).values()].some(Boolean);
  const none = narrowed ? "没有符合条件的问题。请减少检索词，或把筛选改为“全部”。" : "没有待处理的问题。";
  list.replaceChildren(
    element("div", { class: "heading" },
      element("p", { class: "count", role: "status" }, items.length ? `待处理 ${items.length} 个问题，多人问到的在前` : none),
      items.length ? bulkActions() : null),
    ...items.map(describeItem));
}

// ---- several at once

function bulkActions() {
  const all = element("input", { type: "checkbox", onchange: () => { for (const item of items) all.checked ? picked.add(item.record) : picked.delete(item.record); show(); } });
  all.checked = picked.size > 0 && picked.size === items.length;
  return element("div", { class: "actions" },
    element("label", { class: "pick" }, all, "全选"),
    element("button", { type: "button", disabled: !picked.size, onclick: () => dismiss([...picked]) }, `不需答复（已选 ${picked.size}）`));
}

function pick(record, chosen) {
  if (chosen) picked.add(record);
  else picked.delete(record);
  list.querySelector(".heading .actions").replaceWith(bulkActions());
}

async function dismiss(records) {
  const named = items.filter((item) => records.includes(item.record));
  const reason = await askReason(records.length === 1 ? `“${named[0].question}”不需要答复？` : `所选 ${records.length} 个问题不需要答复？`);
  if (!reason) return;
  await act(() => call("/api/v1/staff/queue/dismiss", { method: "POST", body: { records, reason } }), `已移出待处理：${records.length} 个`);
}

async function act(work, said) {
  try {
    await work();
    toast(said);
    await refresh();
  } catch (error) {
    fault.textContent = error.message;
  }
}

// ---- one question

function describeItem(item) {
  const opinions = Object.entries(item.opinions).filter(([, times]) => times).map(([name, times]) => `${OPINIONS[name]} ${times}`);
  const facts = [`问过 ${item.times} 次`, `最近 ${formatTime(item.last_asked_at)}`, STATUSES[item.status] ?? item.status, ...opinions];
  const box = element("input", { type: "checkbox", "aria-label": `选择：${nameQuestion(item.question)}`, onchange: () => pick(item.record, box.checked) });
  box.checked = picked.has(item.record);
  return element("article", { class: "queued", "data-record": item.record },
    element("div", { class: "queued-head" }, box, element("h2", {}, nameQuestion(item.question))),
    item.earlier.length ? element("p", { class: "context" }, `此前问过：${item.earlier.join("；")}`) : null,
    element("p", { class: "muted" }, facts.join("　"), ...marks(item)),
    ...item.comments.map((comment) => element("blockquote", {}, comment)),
    element("div", { class: "actions" },
      element("button", { type: "button", onclick: () => write(item.record) }, "写答复"),
      claimButton(item),
      element("button", { type: "button", class: "plain", onclick: () => dismiss([item.record]) }, "不需答复")));
}

function marks(item) {
  return [
    item.submitted_by ? element("span", { class: "state proposed" }, `${item.submitted_by}已提交，待核准`) : null,
    item.claimed_by ? element("span", { class: "state" }, item.claimed_by === me ? "我已认领" : `${item.claimed_by}已认领`) : null,
  ].filter(Boolean);
}

function claimButton(item) {
  const mine = item.claimed_by === me;
  const [what, label, said] = mine ? ["release", "取消认领", "已取消认领"] : ["claim", item.claimed_by ? "改由我处理" : "认领", "已认领"];
  return element("button", { type: "button", class: "plain", onclick: () => act(() => call(`/api/v1/staff/queue/${encodeURIComponent(item.record)}/${what}`, { method: "POST" }), said) }, label);
}

// ---- the editor

async function write(record) {
  for (const one of list.querySelectorAll(".queued")) one.classList.toggle("chosen", one.dataset.record === String(record));
  try {
    const detail = await whileWorking(side, () => call(`/api/v1/staff/records/${encodeURIComponent(record)}`));
    const asked = { record: record, question: detail.record.question, earlier: detail.earlier, answer: detail.answer };
    openEditor(side, asked, { policy: view.dataset.policy, disclaimer: view.dataset.disclaimer, atOnce: view.dataset.atOnce === "true", after: refresh });
  } catch (error) {
    side.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
form.addEventListener("submit", (event) => event.preventDefault());
view.classList.add("desk", "even");
side.append(element("p", { class: "empty" }, "选一个问题写答复；答复须通过核验，核准后用于同一问题及其同义问法。"));
view.append(list, side);
const wanted = new URLSearchParams(location.search).get("record");
refresh().then(() => { if (wanted) write(Number(wanted)); });
