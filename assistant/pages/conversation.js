// The conversation: shown at once, sent a question at a time, kept in this browser until it is cleared.
// Gradio's events call `send`, `answer`, `renew` and `restore`; each returns the new values of their components.
const conversation = (() => {
  const KEY = `huiqi-conversation:${location.pathname}`;
  const LONGEST = 60;  // exchanges that are kept; the oldest go first
  const LONGEST_WAIT = 60_000;  // milliseconds
  const limit = Number(document.querySelector('meta[name="question-limit"]').content);
  const MARKDOWN = /[!"#$%'()*+,\-./:;=?@[\\\]^_`{|}~]/g;
  const WORKING = '<span class="working">正在查找条款……</span>';

  let exchanges = [];  // {question, content}: what was asked, and the Markdown that answers it
  let picked = null;   // a question chosen from buttons, about to be sent
  let waiting = null;  // the question whose answer is awaited

  /** Return Markdown that shows the question exactly as it was typed. */
  const asTyped = (question) => question.trim().replace(MARKDOWN, "\\$&").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const message = (role, text) => ({ role, content: [{ type: "text", text }], metadata: null, options: null });

  function view() {
    const shown = exchanges.flatMap(({ question, content }) => [message("user", asTyped(question)), message("assistant", content)]);
    return waiting ? [...shown, message("user", asTyped(waiting.question)), message("assistant", WORKING)] : shown;
  }

  function keep() {
    exchanges = exchanges.slice(-LONGEST);
    try {
      if (exchanges.length) localStorage.setItem(KEY, JSON.stringify({ exchanges }));
      else localStorage.removeItem(KEY);
    } catch { /* a browser that keeps nothing: the conversation lasts as long as the page */ }
    document.body.classList.toggle("conversing", exchanges.length > 0 || waiting !== null);
  }

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY))?.exchanges ?? [];
      return kept.filter((one) => typeof one.question === "string" && typeof one.content === "string");
    } catch {
      return [];
    }
  }

  /** Say what keeps a question from being answered, beside the box that still holds it. */
  function tell(fault) {
    let place = document.getElementById("question-fault");
    if (!place) {
      place = Object.assign(document.createElement("p"), { id: "question-fault" });
      place.setAttribute("role", "alert");
      document.getElementById("question").before(place);
    }
    place.textContent = fault;
  }

  /** End the wait without an answer: the question goes back into the box, before what was typed since. */
  function giveBack(text, fault) {
    const { question } = waiting;
    waiting = null;
    keep();
    tell(fault);
    return [[question, text].filter((part) => part.trim()).join("\n"), view()];
  }

  const typed = () => document.querySelector("#question textarea").value;

  async function ask(question) {
    const body = JSON.stringify({ question, earlier: exchanges.map((one) => one.question) });
    try {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch("chat/answer", { method: "POST", headers, body, signal: AbortSignal.timeout(LONGEST_WAIT) });
      const said = await response.json();
      return response.ok ? said : { fault: said.detail };
    } catch (error) {
      const why = error.name === "TimeoutError" ? "服务器没有及时答复。" : "没有连上服务器，这个问题没有得到答复。";
      return { fault: `${why}请检查网络后再按“发送”。` };
    }
  }

  return {
    /** Ask a question from a button, as if it had been typed; what stands in the box stays there. */
    pick(question) {
      if (waiting) return;
      picked = question;
      document.querySelector("#go").click();
    },

    send(text, shown) {
      const question = (picked ?? text).trim();
      const rest = picked === null ? "" : text;
      picked = null;
      if (!question) return [text, shown];
      const length = [...question].length;
      if (waiting || length > limit) {
        tell(waiting ? "上一个问题还在答复，请稍候再发送。" : `问题太长（${length}字），请缩短到${limit}字以内再发送。`);
        return [text, shown];
      }
      tell("");
      waiting = { question, asked: false };
      keep();
      return [rest, view()];
    },

    /** Fetch the answer that is awaited; `text` may have changed when it comes, so the box is left alone then. */
    async answer(text, shown) {
      if (!waiting || waiting.asked) return [text, shown];
      const own = waiting;
      own.asked = true;
      const found = await ask(own.question);
      if (waiting !== own) return [typed(), view()];  // a new conversation was begun meanwhile
      if (found.fault) return giveBack(typed(), found.fault);
      waiting = null;
      exchanges.push({ question: own.question, content: found.content });
      keep();
      return [typed(), view()];
    },

    renew() {
      exchanges = [];
      waiting = null;
      tell("");
      keep();
      return ["", view()];
    },

    restore() {
      exchanges = recall();
      keep();
      return [view()];
    },
  };
})();

// Gradio makes functions of its events' texts, which the page's security policy forbids; ours name a function each.
Object.defineProperty(Object.getPrototypeOf(async () => {}), "constructor", {
  value: function (text) {
    const name = /conversation\.(\w+)/.exec(text)?.[1];
    return async () => conversation[name];
  },
});
