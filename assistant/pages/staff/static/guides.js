// Guides: how awards are applied for, proposed by one, approved by another; and what is overdue for verification.

import { call, element, toast, whileWorking } from "./common.js";
import { table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("form");
const fields = JSON.parse(document.getElementById("fields").textContent);
const path = "/api/v1/staff/guides";

async function refresh() {
  const { items, awards, overdue } = await whileWorking(view, () => call(path));
  view.replaceChildren(items.length ? table(["指南", "内容", "状态", "操作"], items.map(describe), "guides") : element("p", { class: "empty" }, "还没有申报指南。"));
  const chosen = form.elements.award.value;
  form.elements.award.replaceChildren(...awards.map((award) => element("option", { value: JSON.stringify([award.policy, award.id]) }, `${award.clause} ${award.name}（${award.policy}）`)));
  if (chosen) form.elements.award.value = chosen;
  document.getElementById("overdue").replaceChildren(overdue.length
    ? table(["名称", "类别", "上次核实"], overdue.map((one) => [one.name, one.kind, one.since ?? "未核实"]))
    : element("p", { class: "empty" }, "没有逾期未核实的内容。"));
}

function describe(item) {
  const { guide, policy } = item;
  const said = Object.entries(fields).map(([field, label]) => [label, field === "materials" ? guide.materials.join("；") : guide[field]]).filter(([, value]) => value);
  const state = item.verified ? `${guide.verified_on} 由${guide.verified_by}核实` : `${guide.proposed_by}提交，待核准`;
  return [
    [guide.name, element("br"), element("span", { class: "muted" }, `${policy}　${guide.id}`)],
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
  for (const field of ["id", "name", ...Object.keys(fields)]) {
    form.elements[field].value = field === "materials" ? guide.materials.join("\n") : guide[field];
  }
  form.elements.award.value = JSON.stringify([policy, guide.awards[0]]);
  form.dataset.awards = JSON.stringify(guide.awards);
  form.elements.name.focus();
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

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { award, ...said } = Object.fromEntries(new FormData(form));
  const [policy, row] = JSON.parse(award);
  const kept = JSON.parse(form.dataset.awards ?? "[]");
  const materials = said.materials.split("\n").map((line) => line.trim()).filter(Boolean);
  const guide = { ...said, materials, awards: kept.includes(row) ? kept : [row] };
  if (await act(`${path}/${encodeURIComponent(policy)}`, guide, "已提交，待另一位审核人员核准")) {
    form.reset();
    delete form.dataset.awards;
    document.getElementById("add").open = false;
  }
});
refresh().catch((error) => { fault.textContent = error.message; });
