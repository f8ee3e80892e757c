// A reply is checked while it is typed.

import { call, element, whileWorking } from "./common.js";
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
    if (running === own) verdict.replaceChildren(...describeCheck(checked, result, policy));
  } catch (error) {
    if (error.name !== "AbortError") verdict.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}

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
