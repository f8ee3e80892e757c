// The policies of the corpus: searched, taken out of use and back, deleted, built anew.

import { call, element, root, toast, whileWorking, withQuery } from "./common.js";
import { table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("filter");
const count = document.getElementById("count");
const path = "/api/v1/staff/policies";
const CLASSES = { in_use: "approved", closed: "proposed", not_yet: "proposed" };
let asked = 0;

async function refresh() {
  const turn = ++asked;
  try {
    const { state, ...sought } = Object.fromEntries(new FormData(form));
    const { items } = await whileWorking(view, () => call(withQuery(path, sought)));
    if (turn !== asked) return;
    const kept = items.filter((item) => !state || item.state === state);
    count.textContent = `共 ${kept.length} 份`;
    view.replaceChildren(kept.length ? table(["文件", "地区", "状态", "有效期", "条款和奖补", "操作"], kept.map(describe), "policies") : element("p", { class: "empty" }, "没有符合条件的政策文件。"));
    fault.textContent = "";
  } catch (error) {
    fault.textContent = error.message;
  }
}

function describe(item) {
  const used = !["disabled", "deleting"].includes(item.state);
  const title = used ? element("a", { href: `${root}/policy/${encodeURIComponent(item.id)}` }, item.title) : item.title;
  return [
    [title, element("br"), element("span", { class: "muted" }, [item.number, item.id].filter(Boolean).join("　"))],
    item.region,
    [element("span", { class: `state ${CLASSES[item.state] ?? "stale"}` }, item.label), item.note ? element("p", { class: "muted" }, item.note) : null].filter(Boolean),
    [validity(item)],
    used ? `${item.clauses} 条，${item.rows} 行${item.pending ? `，待审核 ${item.pending} 行` : ""}` : "",
    [view.dataset.reviews ? element("div", { class: "actions" }, ...actions(item, used)) : "由审核人员办理"],
  ];
}

/** From when to when it holds, and when staff last made sure. */
function validity(item) {
  return element("span", {}, `${item.issued ?? "未写明"} 至 ${item.valid_to ?? "未写明"}`, element("br"), element("span", { class: "muted" }, item.last_verified_on ? `${item.last_verified_on} 核实` : "未核实"));
}

function actions(item, used) {
  const button = (label, onclick) => element("button", { type: "button", class: "plain", "aria-label": `${label}：${item.title}`, onclick }, label);
  const remove = button("删除", () => explain(item, "delete", "删除", "已删除"));
  if (item.state === "deleting") return [remove];
  if (!used) return [button("恢复", () => act(item, "enable", undefined, "已恢复")), remove];
  return [
    button("修订", () => revise(item)),
    button("核实无误", () => act(item, "verify", undefined, "已记下今日核实")),
    button("停用", () => explain(item, "disable", "停用", "已停用，不再用于答复")),
    button("重建", () => act(item, "rebuild", undefined, "已重建")),
    remove,
  ];
}

/** What the document says of itself, and its rows, are changed as a draft that another reviewer publishes. */
async function revise(item) {
  try {
    const made = await whileWorking(view, () => call(`/api/v1/staff/intake/${encodeURIComponent(item.id)}/revise`, { method: "POST" }));
    location.assign(`${root}/staff/intake?policy=${encodeURIComponent(made.id)}`);
  } catch (error) {
    tell(error);
  }
}

function explain(item, what, label, said) {
  const dialog = document.getElementById("reason-dialog");
  const input = document.getElementById("reason");
  document.getElementById("reason-title").textContent = `${label}：${item.title}`;
  input.value = "";
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") act(item, what, { reason: input.value.trim() }, said);
  }, { once: true });
  dialog.showModal();
}

async function act(item, what, body, said) {
  try {
    await whileWorking(view, () => call(`${path}/${encodeURIComponent(item.id)}/${what}`, { method: "POST", body }));
    toast(said);
    await refresh();
  } catch (error) {
    tell(error);
  }
}

function tell(error) {
  fault.textContent = error.message;
  fault.scrollIntoView({ block: "nearest" });
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});
refresh();
