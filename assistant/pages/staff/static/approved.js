// Answers that staff have written: what is in use, what waits, what was withdrawn; each with its wordings and versions.

import { call, element, formatTime, toast, whileWorking } from "./common.js";
import { openEditor } from "./editor.js";
import { table } from "./paging.js";
import { askReason } from "./reason.js";
import { describeTrial } from "./trial.js";
import { STATES } from "./wording.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("filters");
const reviewer = view.dataset.reviewer === "true";
const place = element("div", {});
const side = element("section", { class: "editor opened-answer", "aria-label": "答复详情", hidden: true });

const HEADINGS = ["问题", "答复", "状态", "撰写", "审核", "使用", "操作"];
let items = [];

async function refresh() {
  try {
    items = (await whileWorking(view, () => call("/api/v1/staff/approved"))).items;
    fault.textContent = "";
    show();
  } catch (error) {
    fault.textContent = error.message;
  }
}

function show() {
  const { words, state } = Object.fromEntries(new FormData(form));
  const fits = (item) => (!state || item.state === state) && words.split(/\s+/).every((word) => `${item.question}\n${item.text}`.includes(word));
  const found = items.filter(fits);
  const none = items.length ? "没有符合条件的答复。" : "还没有核准答复。可在“待处理”中为问题写答复。";
  place.replaceChildren(found.length ? table(HEADINGS, found.map(describe), "answers") : element("p", { class: "empty" }, none));
}

function describe(item) {
  return [
    [item.question, item.earlier.length ? element("p", { class: "muted" }, `追问，此前问过：${item.earlier.join("；")}`) : ""],
    [element("p", { class: "answer" }, item.text)],
    [element("span", { class: `state ${item.state}` }, STATES[item.state]), item.reason ? element("p", { class: "muted" }, item.reason) : ""],
    `${item.author} ${formatTime(item.created_at)}`,
    item.reviewer ? `${item.reviewer} ${formatTime(item.reviewed_at)}` : "",
    `${item.uses} 次`,
    [actions(item)],
  ];
}

function actions(item) {
  const own = item.author === view.dataset.me && view.dataset.atOnce !== "true";
  const approve = element("button", { type: "button", class: "primary", onclick: () => act(item, "approve", {}, "已核准启用") }, "核准");
  return element("div", { class: "actions" },
    element("button", { type: "button", onclick: () => open(item.id) }, "查看"),
    reviewer && ["proposed", "stale"].includes(item.state) ? (own && item.state === "proposed" ? element("span", { class: "muted" }, "须由他人核准") : approve) : null,
    reviewer && item.state !== "revoked" ? element("button", { type: "button", onclick: () => revoke(item) }, item.state === "proposed" ? "退回" : "撤销") : null);
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

/** Show one answer: its context, how its question was asked, what was answered before, and a try. */
async function open(id) {
  side.hidden = false;
  try {
    const detail = await whileWorking(side, () => call(`/api/v1/staff/approved/${encodeURIComponent(id)}`));
    const { answer, wordings, versions } = detail;
    side.replaceChildren(
      element("div", { class: "heading" }, element("h2", { tabindex: "-1" }, answer.question), element("div", { class: "actions" },
        element("button", { type: "button", onclick: () => edit(answer) }, "改写"),
        element("button", { type: "button", class: "plain", onclick: () => { side.hidden = true; } }, "收起"))),
      answer.earlier.length ? element("p", { class: "context" }, `追问，此前问过：${answer.earlier.join("；")}`) : null,
      element("p", { class: "answer" }, answer.text),
      element("h3", {}, `用于这些问法（${wordings.length}）`),
      wordings.length ? element("ul", {}, ...wordings.map((one) => element("li", {}, one))) : element("p", { class: "muted" }, "记录里还没有人这样问过。"),
      describeTrial(answer),
      element("h3", {}, `历次版本（${versions.length}）`),
      element("ol", { class: "versions" }, ...versions.map((one) => element("li", {},
        element("span", { class: `state ${one.state}` }, STATES[one.state]), ` ${one.author} ${formatTime(one.created_at)}${one.reason ? `，${one.reason}` : ""}`,
        element("p", { class: "answer" }, one.text)))));
    side.scrollIntoView({ block: "nearest" });
    side.querySelector("h2").focus({ preventScroll: true });
  } catch (error) {
    side.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

function edit(answer) {
  const asked = { revises: answer.id, question: answer.question, earlier: answer.earlier, answer: answer.text };
  openEditor(side, asked, { policy: view.dataset.policy, disclaimer: view.dataset.disclaimer, atOnce: view.dataset.atOnce === "true", after: refresh });
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
view.append(side, place);
const wanted = new URLSearchParams(location.search).get("answer");
refresh().then(() => { if (wanted) open(wanted); });
