// New policies: taken in, reviewed row by row beside the text they were read from, published.

import { call, element, formatTime, isTyping, nameFile, root, toast, whileWorking } from "./common.js";
import { send } from "./intake_file.js";
import { metaEditor } from "./intake_meta.js";
import { editor, KINDS } from "./intake_row.js";
import { showClause } from "./intake_source.js";
import { sayTier } from "./intake_tier.js";
import { table } from "./paging.js";

const POLL = 1000; // milliseconds
const place = document.getElementById("intake");
const fault = document.getElementById("fault");
const { policy } = place.dataset;
const path = `/api/v1/staff/intake/${encodeURIComponent(policy)}`;
const STAGES = { reviewing: "审核中", publishing: "正在发布", published: "已发布" };
const STATES = { open: "待审核", approved: "已核准", dropped: "已舍去" };

let draft;
let current;
let editing = false;
let correcting = false;
let changing = false; // whether the server is at a change
let adding = null; // the row that is being added

// ---- the list

async function list() {
  const view = document.getElementById("drafts");
  const { items } = await whileWorking(view, () => call("/api/v1/staff/intake"));
  view.replaceChildren(items.length ? table(["文件", "状态", "待审核", "提交"], items.map(describe)) : element("p", { class: "empty" }, "还没有提交的文件。"));
}

function describe(item) {
  return [
    [element("a", { href: `${root}/staff/intake?policy=${encodeURIComponent(item.id)}` }, item.title)],
    (item.revises ? "修订" : "") + STAGES[item.stage] + (item.fault ? "（上次发布未成）" : ""),
    `${item.left} / ${item.rows} 行`,
    `${item.uploaded_by} ${formatTime(item.uploaded_at)}`,
  ];
}

// ---- one draft

async function refresh() {
  show(await call(path));
  if (draft.stage === "publishing") setTimeout(() => refresh().catch(tell), POLL);
}

function show(now) {
  draft = now;
  if (!draft.listed.some((row) => row.id === current)) current = (draft.listed.find((row) => row.state === "open") ?? draft.listed[0])?.id;
  document.getElementById("review").replaceChildren(
    head(),
    element("div", { class: "review-body" },
      element("section", { class: "source", id: "source", "aria-label": "原文", tabindex: "0" }),
      element("div", {}, adding && element("div", { class: "drafted-new" }, editor(adding, draft.clauses, add, () => { adding = null; show(draft); })), element("ol", { class: "drafted", "aria-label": "草稿各行" }, ...draft.listed.map(card)), remarks())));
  measureHead();
  showSource();
}

/** Nothing of a row or its clause may lie behind the head, however many lines that takes. */
function measureHead() {
  place.style.setProperty("--head", `${document.querySelector(".review-head")?.offsetHeight ?? 0}px`);
}

function head() {
  const done = draft.rows - draft.left;
  const [open, publishing] = [draft.stage === "reviewing", draft.stage === "publishing"];
  return element("div", { class: "review-head" },
    element("div", { class: "heading" },
      element("h2", {}, draft.title),
      element("div", { class: "actions" },
        element("progress", { max: Math.max(draft.rows, 1), value: done, "aria-label": "审核进度" }),
        element("span", { id: "progress", role: "status" }, publishing ? `正在发布：${draft.step}` : draft.stage === "published" ? "已发布" : `已审核 ${done} / ${draft.rows} 行`),
        open && draft.may_publish ? element("button", { type: "button", class: "primary", disabled: draft.left > 0, onclick: publish }, "发布") : null,
        !publishing && draft.may_withdraw ? element("button", { type: "button", class: "plain", onclick: withdraw }, draft.stage === "published" ? "移出列表" : "撤回") : null)),
    correcting && open ? metaEditor(draft.meta, saveMeta, () => { correcting = false; show(draft); })
      : element("p", { class: "muted" }, metadata(), " ", open ? element("button", { type: "button", class: "plain", onclick: () => { correcting = true; show(draft); document.querySelector(".correct input")?.focus(); } }, "更正文件信息") : null),
    draft.fault ? element("p", { class: "fault", role: "alert" }, draft.fault) : null,
    draft.stage === "published" ? element("p", { class: "notice" }, draft.reloads ? "已写入语料，本服务已载入，可以问答；同一语料上的其他服务进程随即载入。" : "已写入语料，服务在下次启动时载入。") : null,
    open ? element("p", { class: "muted" }, element("kbd", {}, "↑"), " ", element("kbd", {}, "↓"), " 换行，", element("kbd", {}, "回车"), " 核准当前行，", element("kbd", {}, "Shift+回车"), " 核准本条各行，", element("kbd", {}, "F2"), " 更正，", element("kbd", {}, "Ctrl+回车"), " 保存更正；存疑的排在前面，其余按原文顺序。") : null,
    open ? waiting() : null);
}

/** What is left is not for everybody who looks at it. */
function waiting() {
  const left = draft.listed.filter((row) => row.state === "open");
  const mine = left.filter((row) => row.author === place.dataset.me && !row.may_approve);
  return left.length && mine.length === left.length ? element("p", { class: "notice" }, `其余 ${left.length} 行由您提交或更正，待另一位审核人员核准。`) : null;
}

function metadata() {
  const { number, issuer, region, issued, effective, valid_to: until } = draft.meta;
  const said = [["文号", number], ["发文机关", issuer], ["适用地区", region], ["发文日期", issued], ["施行日期", effective], ["有效期至", until]];
  const by = draft.meta_by ? `，${draft.meta_by}更正了文件信息` : "";
  return `${draft.uploaded_by}${draft.revises ? "修订在用的文件" : `提交（${draft.file}）`}${by}。${said.map(([name, value]) => `${name}：${value ?? "未写明"}`).join("；")}`;
}

function card(row) {
  const { row: data } = row;
  const chosen = row.id === current;
  const said = [["对象", data.beneficiary], ["条件", data.condition], ["标准", data.tiers.map((tier) => sayTier(tier)).join("；")], ["说明", data.note]];
  const open = draft.stage === "reviewing";
  const held = row.state === "approved" ? `，${row.approved_by}核准` : "";
  return element("li", { id: `row-${row.id}`, class: `${chosen ? "current" : ""} ${row.state === "open" ? "" : "settled"}`, tabindex: chosen ? "0" : "-1", "aria-current": chosen ? "true" : null, onclick: (event) => choose(row.id, event), onfocus: () => choose(row.id, null, "nearest") },
    element("h3", {}, `${row.clause} ${data.name} `, element("span", { class: `state ${row.state === "approved" ? "approved" : row.state === "dropped" ? "stale" : "proposed"}` }, STATES[row.state])),
    element("dl", {}, ...said.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
    element("p", { class: "muted more" }, `${KINDS[row.kind]}；把握 ${Math.round(row.confidence * 100)}%；${row.author}${row.revision ? "更正" : "提交"}${held}`),
    row.unsure.length ? element("ul", { class: "doubts more", "aria-label": "为何存疑" }, ...row.unsure.map((why) => element("li", {}, why))) : null,
    open && chosen ? (editing ? editor(row, draft.clauses, (changed) => act(row, "correct", changed, "已更正，待另一位审核人员核准"), () => { editing = false; show(draft); focus(); }) : actions(row)) : null);
}

function actions(row) {
  const why = row.may_approve ? null : element("span", { class: "muted" }, "由另一位审核人员核准");
  const together = sure(row.clause);
  return element("div", { class: "actions" },
    row.state === "open" && row.may_approve ? element("button", { type: "button", class: "primary", onclick: () => approve([row]) }, "核准") : null,
    together.length > 1 ? element("button", { type: "button", onclick: () => approve(together) }, `本条${together.length}行一并核准`) : null,
    element("button", { type: "button", onclick: edit }, "更正"),
    row.state !== "dropped" && row.may_approve ? element("button", { type: "button", class: "plain", onclick: () => act(row, "drop", {}, "已舍去") }, "舍去") : null,
    row.state === "open" ? why : null);
}

/** The rows of a clause that are open, without doubts and may be approved. */
function sure(clause) {
  return draft.listed.filter((row) => row.clause === clause && row.state === "open" && row.may_approve && !row.unsure.length);
}

function edit() {
  editing = true;
  show(draft);
  focus();
  document.querySelector(".current .correct input")?.focus({ preventScroll: true });
}

function remarks() {
  const lists = [["文件的存疑之处", draft.doubts], ["未收入正文", draft.omissions]].filter(([, said]) => said.length);
  return element("div", {}, ...lists.map(([title, said]) => element("details", {}, element("summary", {}, `${title}（${said.length}）`), element("ul", {}, ...said.map((one) => element("li", {}, one))))));
}

function showSource() {
  const row = draft.listed.find((one) => one.id === current);
  const label = row?.clause ?? draft.clauses[0]?.label;
  const beside = draft.listed.filter((one) => one.clause === label && one.id !== current && one.state !== "dropped");
  showClause(document.getElementById("source"), draft.clauses, label, row, beside, draft.stage === "reviewing" ? begin : null);
}

function begin(clause, quote) {
  adding = { kind: "award", clause, row: { clause, quote, tiers: [{}] } };
  show(draft);
  document.querySelector(".drafted-new [name=name]").focus();
}

// ---- what is done

/** Look at a row: on top, so that those of its clause are seen below; where it stands if it was clicked at. */
function choose(id, event, block = event ? "nearest" : "start") {
  if (id === current || event?.target.closest?.("button, input, select, textarea")) return;
  current = id;
  editing = false;
  show(draft);
  focus(block);
}

function focus(block = "start") {
  const item = document.getElementById(`row-${current}`);
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block });
}

/** Approve rows, one or those of a clause, all or none. */
async function approve(rows) {
  await change(`${path}/approve`, { rows: rows.map(({ id, revision }) => ({ id, revision })) }, (now) => {
    current = next(now, rows.at(-1).id);
  }, rows.length > 1 ? `已核准${rows.length}行` : "已核准");
}

async function add(row) {
  const known = new Set(draft.listed.map(({ id }) => id));
  await change(`${path}/rows`, row, (now) => {
    adding = null;
    current = now.listed.find(({ id }) => !known.has(id))?.id ?? current;
  }, "已增补，待另一位审核人员核准");
}

async function act(row, what, body, said) {
  await change(`${path}/rows/${encodeURIComponent(row.id)}/${what}`, { revision: row.revision, ...body }, (now) => {
    if (what !== "correct") current = next(now, row.id);
  }, said);
}

/** Change the draft; one change at a time, so that keys pressed while the server works do nothing. */
async function change(address, body, done, said) {
  if (changing) return;
  changing = true;
  try {
    const now = await whileWorking(document.getElementById("progress"), () => call(address, { method: "POST", body }));
    fault.textContent = "";
    editing = false;
    done(now);
    show(now);
    focus();
    toast(said);
  } catch (error) {
    tell(error);
    if (error.status === 409) await refresh();
  } finally {
    changing = false;
  }
}

/** The next row that is still open, from here on and then from the top. */
function next(now, id) {
  const at = now.listed.findIndex((row) => row.id === id);
  const order = [...now.listed.slice(at + 1), ...now.listed.slice(0, at)];
  return order.find((row) => row.state === "open")?.id ?? id;
}

async function saveMeta(meta) {
  try {
    const now = await call(`${path}/meta`, { method: "POST", body: { revision: draft.meta_revision, meta } });
    fault.textContent = "";
    correcting = false;
    show(now);
    toast("已更正，由另一位审核人员发布");
  } catch (error) {
    tell(error);
    if (error.status === 409) await refresh();
  }
}

async function publish() {
  try {
    show(await call(`${path}/publish`, { method: "POST" }));
    fault.textContent = "";
    setTimeout(() => refresh().catch(tell), POLL);
  } catch (error) {
    tell(error);
  }
}

async function withdraw() {
  if (draft.stage !== "published" && !confirm("撤回后，草稿和审核结果都将删除。确定撤回？")) return;
  try {
    await call(`${path}/withdraw`, { method: "POST" });
    location.assign(`${root}/staff/intake`);
  } catch (error) {
    tell(error);
  }
}

function tell(error) {
  fault.textContent = error.message;
  fault.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (!draft || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const at = draft.listed.findIndex((row) => row.id === current);
  const to = draft.listed[at + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0)];
  if (event.key.startsWith("Arrow") && to && to.id !== current) {
    event.preventDefault();
    choose(to.id);
  } else if (event.key === "F2" && draft.stage === "reviewing" && current) {
    event.preventDefault();
    edit();
  } else if (event.key === "Enter" && !event.repeat && !event.target.closest("button, a, summary")) {
    const row = draft.listed[at];
    if (draft.stage === "reviewing" && row?.state === "open") {
      event.preventDefault();
      const rows = event.shiftKey ? sure(row.clause) : [row].filter(() => row.may_approve);
      if (rows.length) approve(rows);
      else toast(event.shiftKey ? "本条没有可一并核准的行" : "本人提交或更正的行，由另一位审核人员核准");
    }
  }
});

window.addEventListener("resize", measureHead);
if (!policy) nameFile(document.getElementById("file"));
document.getElementById("send")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    fault.textContent = "";
    const made = await whileWorking(event.target, () => send(document.getElementById("file").files[0], Number(place.dataset.largest)));
    location.assign(`${root}/staff/intake?policy=${encodeURIComponent(made.id)}`);
  } catch (error) {
    tell(error);
  }
});
(policy ? refresh() : list()).catch(tell);
