// Who may use the workbench, and as what.

import { call, element, toast, whileWorking } from "./common.js";
import { table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const form = document.getElementById("add");
const roles = JSON.parse(document.getElementById("roles").textContent);

async function refresh() {
  try {
    const { items } = await whileWorking(view, () => call("/api/v1/staff/accounts"));
    view.replaceChildren(table(["姓名", "角色", "状态", "操作"], items.map(describe), "accounts"));
  } catch (error) {
    fault.textContent = error.message;
  }
}

function describe(account) {
  const { name, role, disabled, single_sign_on: vouched } = account;
  const own = name === view.dataset.me;
  const choice = element("select", { "aria-label": `${name}的角色`, disabled: own, onchange: () => act(name, "role", { role: choice.value }, "已更改角色") },
    ...Object.entries(roles).map(([value, label]) => element("option", { value, selected: value === role }, label)));
  return [name, [choice], [element("span", { class: `state ${disabled ? "stale" : "approved"}` }, disabled ? "已停用" : "在用"), vouched ? " 统一认证" : ""], [element("div", { class: "actions" },
    vouched ? null : element("button", { type: "button", onclick: () => setPassword(name, disabled) }, disabled ? "启用并设密码" : "重设密码"),
    vouched ? null : element("button", { type: "button", onclick: () => act(name, "unlock", undefined, "已解除登录限制") }, "解除登录限制"),
    vouched && disabled ? element("button", { type: "button", onclick: () => act(name, "enable", undefined, "已启用") }, "启用") : null,
    own || disabled ? null : element("button", { type: "button", class: "plain", onclick: () => act(name, "disable", undefined, "已停用，登录立即失效") }, "停用"))]];
}

function setPassword(name, disabled) {
  const dialog = document.getElementById("password-dialog");
  const input = document.getElementById("new-password");
  document.getElementById("password-title").textContent = `${disabled ? "启用" : "重设密码"}：${name}`;
  input.value = "";
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    const password = input.value;
    input.value = "";
    if (dialog.returnValue === "yes") act(name, "password", { password }, "已设置密码，请当面告知本人");
  }, { once: true });
  dialog.showModal();
}

async function act(name, what, body, said) {
  await send(`/api/v1/staff/accounts/${encodeURIComponent(name)}/${what}`, body, said);
}

async function send(path, body, said) {
  try {
    await call(path, { method: "POST", body });
    fault.textContent = "";
    toast(said);
    await refresh();
    return true;
  } catch (error) {
    fault.textContent = error.body?.errors?.length ? error.body.errors.map((one) => one.message).join("；") : error.message;
    await refresh();
    return false;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await send("/api/v1/staff/accounts", Object.fromEntries(new FormData(form)), "已新增账号")) form.reset();
});
refresh();
