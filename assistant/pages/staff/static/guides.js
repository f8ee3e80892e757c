// Guides: how awards are applied for, proposed by one, approved by another; and what is overdue for verification.

import { call, element, root, toast, whileWorking } from "./common.js";
import { table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("form");
const fields = JSON.parse(document.getElementById("fields").textContent);
const path = "/api/v1/staff/guides";

let known = []; // the ids in use
let rows = []; // the awards that there may be a guide of

async function refresh() {
  const { items, awards, overdue } = await whileWorking(view, () => call(path));
  known = items.map(({ policy, guide }) => `${policy} ${guide.id}`);
  rows = awards;
  view.replaceChildren(items.length ? table(["指南", "内容", "状态", "操作"], items.map(describe), "guides") : element("p", { class: "empty" }, "还没有申报指南。"));
  const documents = [...new Map(awards.map(({ policy, title }) => [policy, title]))];
  const chosen = form.elements.policy.value;
  form.elements.policy.replaceChildren(...documents.map(([policy, title]) => element("option", { value: policy }, title)));
  if (chosen) form.elements.policy.value = chosen;
  listAwards();
  document.getElementById("overdue").replaceChildren(overdue.length
    ? table(["名称", "类别", "上次核实", "办理"], overdue.map((one) => [one.name, one.kind, one.since ?? "未核实", [handle(one)]]))
    : element("p", { class: "empty" }, "没有逾期未核实的内容。"));
}

/** List the awards of the chosen document. */
function listAwards() {
  const kept = form.elements.award.value;
  const listed = rows.filter(({ policy }) => policy === form.elements.policy.value);
  form.elements.award.replaceChildren(...listed.map((award) => element("option", { value: award.id }, `${award.clause} ${award.name}`)));
  if (listed.some(({ id }) => id === kept)) form.elements.award.value = kept;
}

function handle(one) {
  if (one.policy) return element("a", { href: `${root}/staff/policies?words=${encodeURIComponent(one.policy)}` }, "到政策文件核实");
  return one.kind === "联系方式" ? element("a", { href: `${root}/staff/contacts` }, "到联系方式更新") : "修改后由另一位审核人员核准";
}

function describe(item) {
  const { guide, policy } = item;
  const said = Object.entries(fields).map(([field, label]) => [label, field === "materials" ? guide.materials.join("；") : guide[field]]).filter(([, value]) => value);
  const state = item.verified ? `${guide.verified_on} 由${guide.verified_by}核实` : `${guide.proposed_by}提交，待核准`;
  return [
    [guide.name, element("br"), element("span", { class: "muted" }, rows.find((row) => row.policy === policy)?.title ?? policy)],
    [element("dl", {}, ...said.flatMap(([label, value]) => [element("dt", {}, label), element("dd", {}, value)]))],
    [element("span", { class: `state ${item.overdue ? "stale" : item.verified ? "approved" : "proposed"}` }, state)],
    [element("div", { class: "actions" },
      item.may_approve ? element("button", { type: "button", class: "primary", onclick: () => act(`${path}/${encodeURIComponent(policy)}/approve`, guide, "已核准，可用于答复") }, "核准") : null,
      element("button", { type: "button", onclick: () => edit(item) }, "修改"),
      item.verified ? null : element("button", { type: "button", class: "plain", onclick: () => act(`${path}/${encodeURIComponent(policy)}/dismiss`, guide, "已退回") }, "退回"))],
  ];
}

function edit({ guide, policy }) {
  document.getElementById("add").open = true;
  for (const field of ["name", ...Object.keys(fields)]) {
    form.elements[field].value = field === "materials" ? guide.materials.join("\n") : guide[field];
  }
  form.elements.policy.value = policy;
  listAwards();
  form.elements.award.value = guide.awards[0];
  form.dataset.awards = JSON.stringify(guide.awards);
  form.dataset.id = guide.id;
  form.elements.name.focus();
}

/** An id that no guide of the document has: that of the award, where it will do. */
function free(policy, row) {
  const base = /^[a-z0-9][a-z0-9-]{0,59}$/.test(row) ? row : "guide";
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!known.includes(`${policy} ${id}`)) return id;
  }
}

async function act(address, guide, said) {
  try {
    await whileWorking(view, () => call(address, { method: "POST", body: guide }));
    fault.textContent = "";
    toast(said);
    await refresh();
    return true;
  } catch (error) {
    fault.textContent = error.body?.errors?.length ? error.body.errors.map((one) => one.message).join("；") : error.message;
    fault.scrollIntoView({ block: "nearest" });
    return false;
  }
}

form.elements.policy.addEventListener("change", listAwards);
document.getElementById("reset").addEventListener("click", () => {
  form.reset();
  delete form.dataset.awards;
  delete form.dataset.id;
  document.getElementById("add").open = false;
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { policy, award: row, ...said } = Object.fromEntries(new FormData(form));
  const kept = JSON.parse(form.dataset.awards ?? "[]");
  const materials = said.materials.split("\n").map((line) => line.trim()).filter(Boolean);
  const guide = { ...said, id: form.dataset.id ?? free(policy, row), materials, awards: kept.includes(row) ? kept : [row] };
  if (await act(`${path}/${encodeURIComponent(policy)}`, guide, "已提交，待另一位审核人员核准")) {
    form.reset();
    delete form.dataset.awards;
    delete form.dataset.id;
    document.getElementById("add").open = false;
  }
});
refresh().catch((error) => { fault.textContent = error.message; });
