// Who changed what, latest first.

import { call, element, formatTime, whileWorking } from "./common.js";
import { pager, table } from "./paging.js";

const view = document.getElementById("view");
const fault = document.getElementById("fault");
const SIZE = 50; // rows of a page, as the route has them

async function show(page) {
  try {
    const { items, total } = await whileWorking(view, () => call(`/api/v1/staff/audit?page=${page}`));
    fault.textContent = "";
    const rows = items.map((item) => [formatTime(item.at), item.who, item.what, item.subject ?? "", item.detail ?? ""]);
    view.replaceChildren(...(rows.length
      ? [table(["时间", "人员", "事项", "对象", "说明"], rows, "audit"), pager({ total, page, pages: Math.ceil(total / SIZE) }, show)]
      : [element("p", { class: "empty" }, "还没有操作记录。")]));
  } catch (error) {
    fault.textContent = error.message;
  }
}

show(1);
