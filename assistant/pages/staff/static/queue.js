// Questions that got no answer, or a bad one: write one that is used from now on.

import { call, element, formatTime, nameQuestion, root, toast, whileWorking } from "./common.js";
import { describeCheck } from "./guarded.js";
import { askReason } from "./reason.js";
import { OPINIONS, STATUSES } from "./wording.js";

const PAUSE = 250; // milliseconds
const view = document.getElementById("view");
const fault = document.getElementById("fault");
const reviewer = view.dataset.reviewer === "true";
const list = element("div", { class: "queue" });
const side = element("section", { class: "editor", "aria-label": "写答复" });

let items = [];
let timer;

async function refresh() {
  try {
    items = (await whileWorking(list, () => call("/api/v1/staff/queue"))).items;
    fault.textContent = "";
    list.replaceChildren(
      element("p", { class: "count", role: "status" }, items.length ? `待处理 ${items.length} 个问题，多人问到的在前` : "没有待处理的问题。"),
      ...items.map(describeItem),
    );
  } catch (error) {
    fault.textContent = error.message;
  }
}

function describeItem(item) {
  const opinions = Object.entries(item.opinions).filter(([, times]) => times).map(([name, times]) => `${OPINIONS[name]} ${times}`);
  const facts = [`问过 ${item.times} 次`, `最近 ${formatTime(item.last_asked_at)}`, STATUSES[item.status] ?? item.status, ...opinions];
  return element("article", { class: "queued", "data-record": item.record },
    element("h2", {}, nameQuestion(item.question)),
    element("p", { class: "muted" }, facts.join("　")),
    ...item.comments.map((comment) => element("blockquote", {}, comment)),
    element("div", { class: "actions" },
      element("button", { type: "button", onclick: () => write(item.record) }, "写答复"),
      element("button", { type: "button", class: "plain", onclick: () => dismiss(item) }, "不需答复")));
}

async function dismiss(item) {
  const reason = await askReason(`“${item.question}”不需要答复？`);
  if (!reason) return;
  try {
    await call(`/api/v1/staff/queue/${encodeURIComponent(item.record)}/dismiss`, { method: "POST", body: { reason } });
    toast("已移出待处理");
    refresh();
  } catch (error) {
    fault.textContent = error.message;
  }
}

// ---- the editor

/** Show a question with the answer it got, to be put right. */
async function write(record) {
  for (const one of list.querySelectorAll(".queued")) one.classList.toggle("chosen", one.dataset.record === String(record));
  try {
    const detail = await whileWorking(side, () => call(`/api/v1/staff/records/${encodeURIComponent(record)}`));
    side.replaceChildren(describeEditor(detail));
    side.scrollIntoView({ block: "nearest" });
    side.querySelector("textarea").focus();
  } catch (error) {
    side.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

function describeEditor({ record, earlier, answer }) {
  const text = element("textarea", { id: "answer", rows: "9", maxlength: "4000", required: true });
  const state = element("p", { class: "fault", role: "alert" });
  const checked = element("div", { class: "checked-answer" });
  const asked = [...earlier, record.question].join("\n");
  text.value = withoutAdditions(answer);
  text.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => showCheck(text.value, asked, checked), PAUSE);
  });
  showCheck(text.value, asked, checked);
  return element("form", { onsubmit: (event) => { event.preventDefault(); submit(record, text.value, state, checked); } },
    element("h2", {}, record.question),
    earlier.length ? element("p", { class: "muted" }, `此前问过：${earlier.join("；")}`) : null,
    element("p", { class: "field" }, element("label", { for: "answer" }, "答复（已填入原答复，请改正；认定期限提示和免责说明自动附上）"), text),
    state,
    element("div", { class: "actions" },
      element("button", { class: "primary" }, reviewer ? "核准并启用" : "提交审核"),
      element("span", { class: "muted" }, reviewer ? "启用后，同一问题及其同义问法都用这一答复。" : "审核人员核准后启用。")),
    checked);
}

/** Return an answer without its notices and its disclaimer, which are put to it anew whenever it is used. */
function withoutAdditions(answer) {
  const plain = answer.replace(/^> .*\n*/gm, "").trim();
  const { disclaimer } = view.dataset;
  return plain.endsWith(disclaimer) ? plain.slice(0, -disclaimer.length).trim() : plain;
}

async function showCheck(text, question, place) {
  if (!text.trim()) {
    place.replaceChildren();
    return;
  }
  try {
    const result = await call("/api/v1/check", { method: "POST", body: { text, question } });
    place.replaceChildren(...describeCheck(text, result, view.dataset.policy));
  } catch (error) {
    place.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

async function submit(record, text, state, checked) {
  state.textContent = "";
  try {
    const body = { question: record.question, text, record: record.id };
    const kept = await whileWorking(state, () => call("/api/v1/staff/approved", { method: "POST", body }));
    const inUse = kept.state === "approved";
    toast(inUse ? "已启用，再问这一问题即用此答复" : "已提交，等待审核人员核准");
    side.replaceChildren(element("p", {}, inUse ? "答复已启用。" : "答复已提交。", element("a", { href: `${root}/staff/records?view=approved` }, "查看核准答复")));
    refresh();
  } catch (error) {
    state.textContent = error.message;
    if (!error.body?.findings?.length) return;
    state.textContent = "答复没有通过核验，请按下面标出的内容改正后再提交。";
    checked.replaceChildren(...describeCheck(text, { ok: false, figures: [], findings: error.body.findings }, view.dataset.policy));
  }
}

view.classList.add("desk", "even");
side.append(element("p", { class: "empty" }, "从左侧选一个问题写答复；答复须通过核验，核准后用于同一问题及其同义问法。"));
view.append(list, side);
const wanted = new URLSearchParams(location.search).get("record");
refresh().then(() => { if (wanted) write(wanted); });
