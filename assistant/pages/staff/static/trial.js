// A question is put as a firm would put it, to see whether an answer serves it.

import { call, element, whileWorking } from "./common.js";

/** Return a form that tries `answer`: first with the words that it was written for. */
export function describeTrial(answer) {
  const outcome = element("div", { class: "tried", role: "status" });
  const earlier = element("textarea", { rows: String(Math.max(1, answer.earlier.length)), "aria-label": "此前问过，一行一句", placeholder: "此前问过的话，一行一句；没有则不填" });
  earlier.value = answer.earlier.join("\n");
  const question = element("input", { value: answer.question, maxlength: "2000", "aria-label": "试问", required: true });

  async function attempt(event) {
    event?.preventDefault();
    const body = { question: question.value, earlier: earlier.value.split("\n").map((turn) => turn.trim()).filter(Boolean) };
    try {
      const tried = await whileWorking(outcome, () => call(`/api/v1/staff/approved/${encodeURIComponent(answer.id)}/try`, { method: "POST", body }));
      const verdict = tried.served ? "这样问，用的就是这条答复。" : tried.same ? "这样问属于同一问题，核准后即用这条答复；现在的答复是：" : "这样问不是同一问题，不用这条答复；得到的答复是：";
      outcome.replaceChildren(element("p", {}, element("b", {}, verdict)), element("p", { class: "answer" }, tried.text));
    } catch (error) {
      outcome.replaceChildren(element("p", { class: "fault" }, error.message));
    }
  }

  return element("form", { class: "trial", onsubmit: attempt },
    element("h3", {}, "试一试"),
    element("p", { class: "field" }, element("span", {}, "此前问过"), earlier),
    element("p", { class: "field" }, element("span", {}, "换个问法"), question),
    element("div", { class: "actions" }, element("button", {}, "试问")),
    outcome);
}
