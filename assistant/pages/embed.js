// Puts the policy chat on another site: a button at the lower right, and the chat in a panel above it.
// One line of the host's page loads it:  <script src="https://…/embed.js" async></script>
(() => {
  const script = document.currentScript;
  if (!script || window.huiqiEmbedded) return;
  window.huiqiEmbedded = true;
  const home = new URL(".", script.src).href;
  const label = script.dataset.label || "惠企政策问答";
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" }); // neither site's style reaches into the other
  root.innerHTML = `<style>
    :host { all: initial; position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; }
    * { box-sizing: border-box; font: 16px/1.5 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    button { display: block; margin-left: auto; padding: 10px 18px; border: 0; border-radius: 4px; background: #174a8c;
      color: #fff; cursor: pointer; }
    button:focus-visible { outline: 3px solid #174a8c; outline-offset: 2px; }
    .panel { width: min(420px, calc(100vw - 40px)); height: min(640px, calc(100vh - 110px)); margin-bottom: 10px;
      border: 1px solid #d5dae1; background: #fff; }
    .panel[hidden] { display: none; }
    iframe { width: 100%; height: 100%; border: 0; }
  </style><div class="panel" id="panel" role="dialog" hidden></div>
  <button type="button" aria-expanded="false" aria-controls="panel"></button>`;
  const panel = root.querySelector(".panel"), button = root.querySelector("button");
  panel.setAttribute("aria-label", label);
  button.textContent = label;
  const show = (open) => {
    if (open && !panel.firstChild) {
      const frame = document.createElement("iframe"); // loaded when first opened: the host's page pays nothing before
      frame.src = home;
      frame.title = label;
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "origin";
      panel.append(frame);
    }
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "收起" : label;
  };
  button.addEventListener("click", () => show(panel.hidden));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) { show(false); button.focus(); } });
  const attach = () => document.body.append(host);
  document.body ? attach() : addEventListener("DOMContentLoaded", attach);
})();
