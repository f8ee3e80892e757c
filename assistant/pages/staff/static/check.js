// A reply is checked while it is typed.

import { call, copy, download, element, nameFile, toast, whileWorking } from "./common.js";
import { describeCheck } from "./guarded.js";

const PAUSE = 250; // milliseconds
const form = document.getElementById("draft");
const text = document.getElementById("text");
const question = document.getElementById("question");
const verdict = document.getElementById("verdict");
const policy = document.getElementById("check").dataset.policy;

let timer;
let running;

async function check() {
  clearTimeout(timer);
  running?.abort();
  if (!text.value.trim()) {
    verdict.replaceChildren(element("p", { class: "empty" }, "这里显示核验结果：每个数字是否与文件一致，不一致的应为多少，依据哪一条。"));
    return;
  }
  const own = (running = new AbortController());
  const checked = text.value;
  try {
    const body = { text: checked, question: question.value };
    const result = await whileWorking(verdict, () => call("/api/v1/check", { method: "POST", body, signal: own.signal }));
    if (running === own) verdict.replaceChildren(...(result.ok ? [] : [correction()]), ...describeCheck(checked, result, policy));
  } catch (error) {
    if (error.name !== "AbortError") verdict.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

/** One click puts right what the table says, reads the whole again, and copies it. */
function correction() {
  return element("div", { class: "actions" }, element("button", { type: "button", class: "primary", onclick: correct }, "更正并复制"));
}

async function correct() {
  try {
    const body = { text: text.value, question: question.value };
    const { text: corrected, changes, result } = await whileWorking(verdict, () => call("/api/v1/staff/correct", { method: "POST", body }));
    if (!changes) {
      toast("没有可以自动更正的数字，请按标出的内容改写。");
      return;
    }
    text.value = corrected;
    const left = result.findings.length;
    verdict.replaceChildren(...describeCheck(corrected, result, policy));
    await copy(corrected, left ? `已更正 ${changes} 处并复制，尚有 ${left} 处须人工改正` : `已更正 ${changes} 处并复制，核对无误`);
  } catch (error) {
    verdict.prepend(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

// ---- many at once

async function checkSheet() {
  const fault = document.getElementById("sheet-fault");
  const file = document.getElementById("sheet").files[0];
  fault.textContent = file ? "" : "请先选择 .xlsx 文件。";
  if (!file) return;
  try {
    const checked = await whileWorking(fault.parentElement, () => download("/api/v1/staff/check.xlsx", file));
    const link = element("a", { href: URL.createObjectURL(checked), download: `${file.name.replace(/\.xlsx$/i, "")}-核验结果.xlsx` });
    link.click();
    URL.revokeObjectURL(link.href);
    toast("核验完毕，已下载结果表格");
  } catch (error) {
    fault.textContent = error.message;
  }
}

nameFile(document.getElementById("sheet"));
document.getElementById("check-sheet").addEventListener("click", checkSheet);

function checkSoon(event) {
  if (event.isComposing) return;
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

form.addEventListener("input", checkSoon);
form.addEventListener("compositionend", checkSoon);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    check();
  }
});
check();
