// Answers that staff have written: what is in use, what waits, what was withdrawn.

import { call, element, formatTime, toast, whileWorking } from "./common.js";
import { table } from "./paging.js";
import { askReason } from "./reason.js";
import { STATES } from "./wording.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const reviewer = view.dataset.reviewer === "true";

const HEADINGS = ["问题", "答复", "状态", "撰写", "审核", "使用", ...(reviewer ? ["操作"] : [])];

async function refresh() {
  try {
    const { items } = await whileWorking(view, () => call("/api/v1/staff/approved"));
    fault.textContent = "";
    view.replaceChildren(items.length
      ? table(HEADINGS, items.map(describe), "answers")
      : element("p", { class: "empty" }, "还没有核准答复。可在“待处理”中为问题写答复。"));
  } catch (error) {
    fault.textContent = error.message;
  }
}

function describe(item) {
  return [
    item.question,
    [element("p", { class: "answer" }, item.text)],
    [element("span", { class: `state ${item.state}` }, STATES[item.state]), item.reason ? element("p", { class: "muted" }, item.reason) : ""],
    `${item.author} ${formatTime(item.created_at)}`,
    item.reviewer ? `${item.reviewer} ${formatTime(item.reviewed_at)}` : "",
    `${item.uses} 次`,
    ...(reviewer ? [actions(item)] : []),
  ];
}

function actions(item) {
  return element("div", { class: "actions" },
    item.state === "proposed" ? element("button", { type: "button", class: "primary", onclick: () => act(item, "approve", {}, "已核准启用") }, "核准") : null,
    item.state !== "revoked" ? element("button", { type: "button", onclick: () => revoke(item) }, item.state === "proposed" ? "退回" : "撤销") : null);
}

async function revoke(item) {
  const reason = await askReason(`${item.state === "proposed" ? "退回" : "撤销"}“${item.question}”的答复`);
  if (reason) act(item, "revoke", { reason }, "已撤销，不再使用");
}

async function act(item, what, body, said) {
  try {
    await call(`/api/v1/staff/approved/${encodeURIComponent(item.id)}/${what}`, { method: "POST", body });
    toast(said);
    refresh();
  } catch (error) {
    fault.textContent = error.body?.findings ? "答复没有通过核验，不能启用。请退回，由撰写人改正后重新提交。" : error.message;
  }
}

refresh();
