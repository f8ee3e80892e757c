// An answer is written for a question, in its context: checked while it is typed, kept as a draft, tried when it is in.

import { call, element, root, toast, whileWorking } from "./common.js";
import { dropDraft, keepDraft, readDraft } from "./drafts.js";
import { describeCheck } from "./guarded.js";
import { describeTrial } from "./trial.js";

const PAUSE = 250; // milliseconds
let timer;

/** Show the editor in `side`; `asked` names a record, or the answer that it revises. */
export function openEditor(side, asked, { policy, disclaimer, atOnce, after }) {
  const name = asked.record !== undefined ? `record-${asked.record}` : `answer-${asked.revises}`;
  const original = withoutAdditions(asked.answer, disclaimer);
  const draft = readDraft(name);
  const text = element("textarea", { id: "answer", rows: "9", maxlength: "4000", required: true });
  const state = element("p", { class: "fault", role: "alert" });
  const checked = element("div", { class: "checked-answer" });
  const question = [...asked.earlier, asked.question].join("\n");
  const check = () => showCheck(text.value, question, checked, policy);
  text.value = draft ?? original;
  text.addEventListener("input", (event) => {
    keepDraft(name, text.value);
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(check, PAUSE);
  });
  const undo = element("button", { type: "button", class: "plain", onclick: () => { dropDraft(name); text.value = original; check(); undo.parentElement.remove(); } }, "改用原答复");
  const form = element("form", { onsubmit: (event) => { event.preventDefault(); submit(); } },
    element("h2", {}, asked.question),
    describeContext(asked),
    draft !== null && draft !== original ? element("p", { class: "muted" }, "已恢复您上次没有提交的草稿。 ", undo) : null,
    element("p", { class: "field" }, element("label", { for: "answer" }, "答复（已填入原答复，请改正；认定期限提示和免责说明自动附上）"), text),
    state,
    element("div", { class: "actions" },
      element("button", { class: "primary" }, atOnce ? "核准并启用" : "提交审核"),
      element("span", { class: "muted" }, atOnce ? "启用后，同一问题及其同义问法都用这一答复。" : "由另一位审核人员核准后启用。")),
    checked);

  async function submit() {
    state.textContent = "";
    const body = { question: asked.question, text: text.value, record: asked.record, revises: asked.revises };
    try {
      const kept = await whileWorking(state, () => call("/api/v1/staff/approved", { method: "POST", body }));
      dropDraft(name);
      const inUse = kept.state === "approved";
      toast(inUse ? "已启用，再问这一问题即用此答复" : "已提交，等待审核人员核准");
      side.replaceChildren(
        element("p", {}, inUse ? "答复已启用。" : "答复已提交。", element("a", { href: `${root}/staff/records?view=approved&answer=${kept.id}` }, "查看核准答复")),
        describeTrial(kept));
      after();
    } catch (error) {
      state.textContent = error.message;
      if (!error.body?.findings?.length) return;
      state.textContent = "答复没有通过核验，请按下面标出的内容改正后再提交。";
      checked.replaceChildren(...describeCheck(text.value, { ok: false, figures: [], findings: error.body.findings }, policy));
    }
  }

  side.replaceChildren(form);
  check();
  side.scrollIntoView({ block: matchMedia("(max-width: 860px)").matches ? "start" : "nearest" });
  text.focus({ preventScroll: true });
}

/** Say what was asked before: an answer to a follow-up serves where the conversation was about the same. */
function describeContext({ earlier }) {
  if (!earlier.length) return null;
  return element("div", { class: "context" },
    element("p", {}, "这是追问，此前依次问过："),
    element("ol", {}, ...earlier.map((turn) => element("li", {}, turn))),
    element("p", { class: "muted" }, "答复用于前文所指事项相同的同样追问。"));
}

/** Return an answer without its notices and its disclaimer, which are put to it anew whenever it is used. */
function withoutAdditions(answer, disclaimer) {
  const plain = answer.replace(/^> .*\n*/gm, "").trim();
  return plain.endsWith(disclaimer) ? plain.slice(0, -disclaimer.length).trim() : plain;
}

async function showCheck(text, question, place, policy) {
  if (!text.trim()) {
    place.replaceChildren();
    return;
  }
  try {
    const result = await call("/api/v1/check", { method: "POST", body: { text, question } });
    place.replaceChildren(...describeCheck(text, result, policy));
  } catch (error) {
    place.replaceChildren(element("p", { class: "fault", role: "alert" }, error.message));
  }
}
