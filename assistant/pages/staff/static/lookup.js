// Clauses as you type: the list on the left, the opened clause on the right (on a phone over the whole screen).

import { call, clauseAddress, copy, element, isTyping, markSpans, toast, whileWorking, withQuery } from "./common.js";

const DELAY = 25; // milliseconds without a key before a search: two keys struck at once are one search
const FILTERS = ["policy", "department", "level", "measure"];
const MEASURES = Object.fromEntries([...document.querySelector('select[name="measure"]').options].map((one) => [one.value, one.text]));
const narrow = window.matchMedia("(max-width: 860px)");

const form = document.getElementById("search");
const several = form.elements.policy.options.length > 2; // documents beside 全部: then each clause says whose it is
const words = document.getElementById("words");
const list = document.getElementById("hits");
const count = document.getElementById("count");
const fault = document.getElementById("fault");
const rejected = document.getElementById("rejected");
const opened = document.getElementById("opened");

let hits = [];
let active = -1;
let timer;
let running;

// ---- state in the address

function readAddress() {
  const query = new URLSearchParams(location.search);
  words.value = query.get("words") ?? "";
  for (const name of FILTERS) {
    const wanted = query.get(name) ?? "";
    form.elements[name].value = [...form.elements[name].options].some((one) => one.value === wanted) ? wanted : "";
  }
  return query.get("clause");
}

function wanted() {
  return { words: words.value.trim(), ...Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value])) };
}

function writeAddress(push = false) {
  const clause = document.body.classList.contains("reading") ? hits[active]?.clause : "";
  const address = withQuery(location.pathname, { ...wanted(), clause });
  if (address === location.pathname + location.search) return;
  if (push) history.pushState({ opened: true }, "", address);
  else history.replaceState(history.state, "", address);
}

// ---- search

function searchSoon() {
  clearTimeout(timer);
  timer = setTimeout(search, DELAY);
}

async function search(clause = null) {
  running?.abort();
  const own = (running = new AbortController());
  try {
    const path = withQuery("/api/v1/staff/search", wanted());
    const found = await whileWorking(count, () => call(path, { signal: own.signal }));
    if (running !== own) return; // a later key has asked for something else
    fault.textContent = "";
    hits = found.hits;
    show(found);
    const at = clause === null ? -1 : hits.findIndex((hit) => hit.clause === clause);
    choose(at >= 0 ? at : 0, { scroll: false });
    if (at >= 0 && narrow.matches) read();
    writeAddress();
  } catch (error) {
    if (error.name === "AbortError") return;
    fault.textContent = error.message;
  }
}

function show(found) {
  const asked = words.value.trim() !== "";
  count.textContent = hits.length
    ? `${asked ? "找到" : "共"} ${hits.length} 条`
    : "没有找到条款。请换一种说法，或把筛选改为“全部”。";
  list.replaceChildren(...hits.map(option));
  list.setAttribute("aria-label", `条款，${count.textContent}`);
  rejected.hidden = !found.rejected.length;
  rejected.firstElementChild.textContent = `另有 ${found.rejected.length} 条相关度不足`;
  rejected.lastElementChild.replaceChildren(
    ...found.rejected.map((one) => element("li", {}, `${one.clause}　${one.title === one.clause ? "" : one.title}　${one.reason}`)),
  );
}

function option(hit, at) {
  const excerpt = cutExcerpt(hit);
  return element(
    "div",
    { role: "option", id: `hit-${at}`, class: "hit", "aria-selected": "false", onclick: () => { choose(at); read(); } },
    several ? element("p", { class: "hit-policy" }, hit.number) : null,
    element("p", { class: "hit-title" }, element("b", {}, hit.clause), hit.title === hit.clause ? null : element("span", {}, hit.title),
      ...hit.measures.map((measure) => element("span", { class: `measure ${measure}` }, MEASURES[measure]))),
    element("p", { class: "excerpt" }, ...markSpans(excerpt.text, excerpt.spans)),
    hit.reasons.length ? element("p", { class: "reasons" }, hit.reasons.join("　")) : null,
  );
}

/** Return about two lines of the clause around its first match, with the spans moved along. */
function cutExcerpt(hit) {
  const points = [...hit.text];
  const first = hit.spans.length ? hit.spans[0][0] : 0;
  const start = first > 30 ? first - 12 : 0;
  const end = Math.min(points.length, start + 90);
  const lead = start ? "……" : "";
  const shift = [...lead].length - start;
  const spans = hit.spans.filter(([from]) => from < end).map(([from, to]) => [from + shift, Math.min(to, end) + shift]);
  return { text: lead + points.slice(start, end).join("") + (end < points.length ? "……" : ""), spans };
}

// ---- selection

function choose(at, { scroll = true } = {}) {
  active = hits.length ? Math.max(0, Math.min(at, hits.length - 1)) : -1;
  for (const [number, one] of [...list.children].entries()) one.setAttribute("aria-selected", String(number === active));
  if (active < 0) {
    words.removeAttribute("aria-activedescendant");
    opened.replaceChildren();
    return;
  }
  words.setAttribute("aria-activedescendant", `hit-${active}`);
  if (scroll) list.children[active].scrollIntoView({ block: "nearest" });
  else list.scrollTop = 0;
  opened.replaceChildren(...describe(hits[active]));
  opened.scrollTop = 0;
}

/** Open the chosen clause: the keys go there, and on a phone it fills the screen. */
function read() {
  if (active < 0) return;
  const was = document.body.classList.contains("reading");
  document.body.classList.add("reading");
  writeAddress(narrow.matches && !was);
  opened.focus({ preventScroll: !narrow.matches });
}

function leave() {
  document.body.classList.remove("reading");
  writeAddress();
  words.focus();
}

function describe(hit) {
  const script = describeScript(hit);
  return [
    element("p", { class: "back" }, element("button", { type: "button", onclick: () => history.state?.opened ? history.back() : leave() }, "返回列表")),
    element("p", { class: "clause-name" }, `${hit.number}　${hit.place}${hit.section ? `　${hit.section}` : ""}`),
    element("h2", {}, hit.title),
    element("div", { class: "actions" },
      element("button", { type: "button", class: "primary", onclick: () => copyCitation(hit) }, "复制引用"),
      element("button", { type: "button", onclick: () => copyScript(hit, script.spoken()) }, "复制话术"),
      element("a", { href: clauseAddress(hit.policy, hit.clause), target: "_blank", rel: "noopener" }, "在文件全文中查看")),
    script.node,
    hit.window ? element("p", { class: hit.closed ? "notice" : "muted" }, `${hit.window}。`) : null,
    element("h3", {}, "原文"),
    element("p", { class: "clause-text" }, ...markSpans(hit.text, hit.spans)),
    hit.departments.length ? element("p", { class: "departments" }, `责任单位：${hit.departments.join("、")}`) : null,
    hit.rewards.length ? rewardTable(hit) : null,
  ].filter(Boolean);
}

/** The reply on what was looked for stands on top; another programme or level of the clause is one choice away. */
function describeScript(hit) {
  const chosen = Math.max(0, hit.scripts.findIndex((one) => one.text === hit.script));
  const text = element("p", { class: "script" }, hit.scripts[chosen].text);
  const choice = element("select", { "aria-label": "话术针对的项目和级别", onchange: () => { text.textContent = hit.scripts[choice.selectedIndex].text; } },
    ...hit.scripts.map((one, at) => element("option", { selected: at === chosen }, one.label)));
  const node = element("div", { class: "spoken" },
    element("div", { class: "heading" }, element("h3", {}, "话术"), hit.scripts.length > 1 ? choice : null), text);
  return { node, spoken: () => text.textContent };
}

function rewardTable(hit) {
  const row = (reward, at) => element("tr", {},
    element("th", { scope: "row" }, reward.name),
    element("td", { "data-label": "级别" }, reward.level ?? reward.payer ?? ""),
    element("td", { "data-label": "标准" }, element("b", {}, hit.standards[at])),
    element("td", { "data-label": "条件" }, reward.condition ?? reward.beneficiary ?? ""));
  const head = () => ["项目", "级别", "标准", "条件"].map((label) => element("th", { scope: "col" }, label));
  const groups = Object.entries({ award: "奖补", threshold: "门槛", target: "目标" });
  return element("div", {}, ...groups.flatMap(([kind, label]) => {
    const rows = hit.rewards.map(row).filter((_, at) => hit.rewards[at].kind === kind);
    if (!rows.length) return [];
    return [
      element("h3", {}, label),
      element("table", { class: "grid stacked" }, element("thead", {}, element("tr", {}, ...head())), element("tbody", {}, ...rows)),
    ];
  }));
}

function copyCitation(hit) {
  copy(hit.citation, `已复制${hit.place}的引用`);
}

function copyScript(hit, spoken) {
  copy(spoken, `已复制${hit.place}的话术`);
}

// ---- keys

words.addEventListener("input", (event) => {
  if (!event.isComposing) searchSoon(); // pinyin half typed is no word yet
});
words.addEventListener("compositionend", searchSoon);
form.addEventListener("change", (event) => { if (event.target !== words) search(); });
form.addEventListener("submit", (event) => event.preventDefault());

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = isTyping(event.target);
  if (event.key === "/" && (!typing || event.target === words || event.target.matches("select"))) {
    event.preventDefault();
    document.body.classList.remove("reading");
    words.focus();
    words.select();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === words || !typing)) {
    event.preventDefault();
    choose(active + (event.key === "ArrowDown" ? 1 : -1));
  } else if (event.key === "Enter" && (event.target === words || event.target === document.body)) {
    event.preventDefault();
    read();
  } else if (event.key === "c" && !typing) {
    if (active >= 0) copyCitation(hits[active]);
    else toast("请先选择条款");
  } else if (event.key === "Escape" && document.body.classList.contains("reading")) {
    leave();
  }
});

window.addEventListener("popstate", () => {
  const clause = readAddress();
  document.body.classList.toggle("reading", clause !== null);
  search(clause);
});

search(readAddress());
