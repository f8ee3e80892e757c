// Whom to ask: what is verified, and its changes, which answers have from then on.

import { call, element, toast, whileWorking } from "./common.js";
import { table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const dialog = document.getElementById("contact-dialog");
const form = dialog.querySelector("form");
const told = document.getElementById("contact-fault");

async function refresh() {
  try {
    const { items } = await whileWorking(view, () => call("/api/v1/staff/contacts"));
    fault.textContent = "";
    const headings = ["单位", "电话", "地址", "办公时间", "核实日期", ...(view.dataset.mayChange ? ["操作"] : [])];
    view.replaceChildren(items.length ? table(headings, items.map(describe), "contacts") : element("p", { class: "empty" }, "还没有登记联系方式。"));
  } catch (error) {
    fault.textContent = error.message;
  }
}

function describe(contact) {
  const { department, phone, address, hours, last_verified: verified } = contact;
  const shown = phone ? element("a", { href: `tel:${phone.replace(/转|分机/g, ",").replace(/[^0-9+,;-]/g, "")}` }, phone) : element("span", { class: "muted" }, "未填写");
  const state = phone && verified ? verified : element("span", { class: "state stale" }, "未核实");
  const change = element("button", { type: "button", "aria-label": `修改${department}的联系方式`, onclick: () => open(contact) }, "修改");
  return [department, [shown], address ?? "", hours ?? "", [state], ...(view.dataset.mayChange ? [[change]] : [])];
}

function open(contact) {
  form.reset();
  told.textContent = "";
  for (const [name, value] of Object.entries(contact)) form.elements[name].value = value ?? "";
  form.elements.department.readOnly = Boolean(contact.department);
  dialog.showModal();
  form.elements[contact.department ? "phone" : "department"].focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = Object.fromEntries(new FormData(form));
  body.last_verified ||= null;
  try {
    await call("/api/v1/staff/contacts", { method: "POST", body });
    dialog.close();
    toast("已保存，即时生效");
    await refresh();
  } catch (error) {
    told.textContent = error.body?.errors?.length ? error.body.errors.map((one) => one.message).join("；") : error.message;
  }
});
document.getElementById("cancel").addEventListener("click", () => dialog.close());
document.getElementById("add")?.addEventListener("click", () => open({}));
refresh();
