// What every page of the workbench does alike: calls, notices, copying, marked text.

export const root = document.querySelector('meta[name="root-path"]').content;
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export class Problem extends Error {
  constructor(status, detail, body) {
    super(detail);
    this.status = status;
    this.body = body;
  }
}

/** Call a JSON route and return what it says; throw a `Problem` whose message tells the user what to do. */
export async function call(path, { method = "GET", body, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = token;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(root + path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "连不上服务器，请检查网络后再试。");
  }
  if (response.status === 204) return null;
  const said = await response.json().catch(() => null);
  if (response.ok && said !== null) return said;
  if (response.status === 401) throw new Problem(401, "登录已失效，请刷新页面重新登录；未保存的文字请先复制。");
  throw new Problem(response.status, said?.detail ?? "服务暂时没有响应，请稍后再试。", said);
}

/** Send a file and return the one that comes back. */
export async function download(path, file) {
  const response = await fetch(root + path, { method: "POST", headers: { "X-CSRF-Token": token }, body: file }).catch(() => null);
  if (!response) throw new Problem(0, "连不上服务器，请检查网络后再试。");
  if (response.ok) return response.blob();
  const said = await response.json().catch(() => null);
  throw new Problem(response.status, said?.detail ?? "服务暂时没有响应，请稍后再试。", said);
}

/** Return `path` with the parameters that are not empty. */
export function withQuery(path, values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "" && value != null));
  return `${path}${query.size ? `?${query}` : ""}`;
}

/** Return an element; an attribute whose value is false or null is left out. */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function drawing(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(made, attributes, children) {
  setAttributes(made, attributes);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function setAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
}

/** Return `text` as nodes with the spans marked; spans are half-open and count code points. */
export function markSpans(text, spans, mark = (piece) => element("mark", {}, piece)) {
  const points = [...text];
  const nodes = [];
  let position = 0;
  for (const span of [...spans].sort((one, other) => one[0] - other[0])) {
    const start = Math.max(span[0], position);
    if (span[1] <= start) continue;
    if (start > position) nodes.push(points.slice(position, start).join(""));
    nodes.push(mark(points.slice(start, span[1]).join(""), span));
    position = span[1];
  }
  if (position < points.length) nodes.push(points.slice(position).join(""));
  return nodes;
}

let fading;

export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { place.textContent = ""; }, 3000);
}

/** Copy `text` and say so. */
export async function copy(text, said) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyTheOldWay(text);
    toast(said);
  } catch {
    toast("浏览器不允许复制，请选中文字后按 Ctrl+C。");
  }
}

function copyTheOldWay(text) {
  // Plain http inside an office network: browsers offer no clipboard there.
  const focused = document.activeElement;
  const area = element("textarea", { class: "visually-hidden", "aria-hidden": "true" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  focused?.focus();
}

/** Show that it works, but only for what takes longer than 300 ms. */
export async function whileWorking(place, work) {
  const waiting = setTimeout(() => place.setAttribute("aria-busy", "true"), 300);
  try {
    return await work();
  } finally {
    clearTimeout(waiting);
    place.removeAttribute("aria-busy");
  }
}

/** Tell whether keys typed now are text. */
export function isTyping(target) {
  return target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
}

/** Show the name of a chosen file in our own words; the browser's are those of its own language. */
export function nameFile(input) {
  const place = input.parentElement.lastElementChild;
  input.addEventListener("change", () => { place.textContent = input.files[0]?.name ?? "未选择文件"; });
}

/** Return a question as it is shown: one of blanks alone is named. */
export function nameQuestion(question) {
  return question.trim() || "（空白）";
}

export function formatTime(moment) {
  const parts = new Intl.DateTimeFormat("zh-CN", {
    timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(new Date(moment));
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

export function clauseAddress(policy, clause) {
  return `${root}/policy/${encodeURIComponent(policy)}#${encodeURIComponent(clause)}`;
}
