// Gradio speaks the browser's language; this page speaks Chinese to everyone.
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN"]]]) {
  Object.defineProperty(navigator, name, { get: () => value });
}

// The latest question stays at the top of the view, or its answer where the screen is too low for both.
let shown = "";
new MutationObserver(() => {
  for (const button of document.querySelectorAll('#chat [aria-label="Copy message"]')) {
    button.ariaLabel = button.title = "复制";  // Gradio has no Chinese for this one
  }
  document.querySelector('#chat [aria-label="chatbot conversation"]')?.setAttribute("aria-label", "问答记录");
  for (const row of document.querySelectorAll('#chat [data-testid][aria-label*="message: "]')) {
    row.ariaLabel = row.dataset.testid === "user" ? "您的问题" : "答复";
  }
  for (const place of document.querySelectorAll("#chat .opinion:not(:has([aria-pressed]))")) showOpinion(place);
  const rows = [...document.querySelectorAll("#chat .message-row")];
  const state = rows.length + (rows.at(-1)?.querySelector(".message-content")?.textContent ?? "");
  if (state === shown) return;
  shown = state;
  showLatest(rows);
}).observe(document, { childList: true, subtree: true });
addEventListener("resize", () => showLatest([...document.querySelectorAll("#chat .message-row")]));  // a keyboard came up

function showLatest(rows) {
  const question = rows.findLast((row) => row.matches(".user-row"));
  question?.scrollIntoView({ block: "start" });
  const answer = rows.at(-1);
  const first = answer?.matches(".bot-row") && answer.querySelector(".prose > :not(blockquote)");
  const bottom = document.querySelector("#chat")?.getBoundingClientRect().bottom;
  if (first && first.getBoundingClientRect().top + 48 > bottom) answer.scrollIntoView({ block: "start" });
  if (first && first.getBoundingClientRect().top + 48 > bottom) first.scrollIntoView({ block: "start" });
}

// Every question goes one way, whatever button it stands on; a second click finds the first one on its way.
document.addEventListener("click", (event) => {
  const button = event.target.closest("#chat .example, #chat button.lead");
  if (button) {
    event.preventDefault();
    event.stopPropagation();
    conversation.pick(button.innerText.trim());
  } else if (event.target.closest("button.renew")) {
    document.querySelector("#renew").click();
  }
}, true);

// Enter that takes a candidate of an input method is no Enter: browsers say so, or give it the number 229.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
}, true);

// One clause at a time: on a wide screen all unfold in the same place.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches("details.chip") || !event.target.open) return;
  for (const other of document.querySelectorAll("details.chip[open]")) {
    if (other !== event.target) other.open = false;
  }
  // Under its answer, not under the question box: what unfolds below the edge comes into view.
  const text = event.target.querySelector(".clause-text");
  if (getComputedStyle(text).position !== "fixed") text.scrollIntoView({ block: "nearest" });
}, true);

// Gradio would copy Markdown and the chips' HTML; people paste the words as they read them.
document.addEventListener("click", (event) => {
  const button = event.target.closest("#chat .bot-row .message-buttons button:first-child");
  if (!button) return;
  event.stopPropagation();
  copyText(readAnswer(button.closest(".bot-row"))).then(() => {
    button.dataset.copied = "";
    setTimeout(() => delete button.dataset.copied, 2000);
  });
}, true);

function readAnswer(row) {
  const chips = row.querySelectorAll(".chips, .leads, .opinion");
  chips.forEach((part) => { part.style.display = "none"; });
  const text = [...row.querySelectorAll(".message-content")].map((part) => part.innerText).join("\n").trim();
  chips.forEach((part) => { part.style.display = ""; });
  return text;
}

async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http inside an office network: browsers offer no clipboard there but this old way.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

// An opinion on an answer goes to the HTTP interface; who finds it useless is asked why, and need not say.
// Gradio lets classes through and no data attributes: the answer's name is one of them.
const opinions = new Map();
const nameOf = (place) => [...place.classList].find((name) => name.startsWith("answer-")).slice("answer-".length);

document.addEventListener("click", (event) => {
  const button = event.target.closest("#chat .opinion > button");
  if (!button) return;
  const opinion = button.getAttribute("aria-pressed") === "true" ? null : button.className;
  sendOpinion(button.closest(".opinion"), { opinion }, opinion === "like" ? "谢谢您的评价。" : "");
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("#chat .opinion form")) return;
  event.preventDefault();
  const comment = new FormData(event.target).get("comment").trim();
  sendOpinion(event.target.closest(".opinion"), { opinion: "dislike", comment, told: true }, "谢谢，工作人员会查看。");
});

async function sendOpinion(place, { opinion, comment = "", told = false }, thanks) {
  const answer = nameOf(place);
  const body = JSON.stringify({ answer_id: answer, opinion, comment: comment || null });
  const sent = await fetch("api/v1/opinions", { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => null);
  if (sent?.ok) opinions.set(answer, { opinion, told, said: thanks });
  else opinions.set(answer, { ...opinions.get(answer), said: "评价没有送达，请稍后再试。" });
  showOpinion(place);
}

function showOpinion(place) {
  const { opinion = null, told = false, said = "" } = opinions.get(nameOf(place)) ?? {};
  for (const button of place.querySelectorAll(":scope > button")) button.ariaPressed = String(button.className === opinion);
  place.querySelector("form")?.remove();
  const note = place.querySelector("output") ?? place.appendChild(document.createElement("output"));
  note.textContent = said;
  if (opinion !== "dislike" || told) return;
  const form = document.createElement("form");
  form.innerHTML = '<input name="comment" maxlength="500" aria-label="哪里不对" placeholder="哪里不对？可不填，请勿写个人信息"><button>提交</button>';
  place.append(form);
  form.elements.comment.focus({ preventScroll: true });
}
