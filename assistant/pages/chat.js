// Gradio speaks the browser's language; this page speaks Chinese to everyone.
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN"]]]) {
  Object.defineProperty(navigator, name, { get: () => value });
}

// The top of the latest question stays in view: an answer is read from its first line, where its notice is.
let shown = "";
new MutationObserver(() => {
  for (const button of document.querySelectorAll('#chat [aria-label="Copy message"]')) {
    button.ariaLabel = button.title = "复制";  // Gradio has no Chinese for this one
  }
  const rows = [...document.querySelectorAll("#chat .message-row")];
  const state = rows.length + (rows.at(-1)?.querySelector(".message-content")?.textContent ?? "");
  if (state === shown) return;
  shown = state;
  rows.findLast((row) => row.matches(".user-row"))?.scrollIntoView({ block: "start" });
}).observe(document, { childList: true, subtree: true });

// One clause at a time: on a wide screen all unfold in the same place.
document.addEventListener("toggle", (event) => {
  if (!event.target.matches("details.chip") || !event.target.open) return;
  for (const other of document.querySelectorAll("details.chip[open]")) {
    if (other !== event.target) other.open = false;
  }
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
  const chips = row.querySelectorAll(".chips");
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
