// The reward table narrows and sorts in place; without this script the form does it page by page.

import { root, toast, whileWorking, withQuery } from "./common.js";

const form = document.getElementById("filters");
let timer;
let running;

async function refresh() {
  running?.abort();
  const own = (running = new AbortController());
  const address = withQuery(`${root}/staff/rewards`, Object.fromEntries(new FormData(form)));
  const kind = form.elements.kind.value;
  const full = kind === "" ? `${address}${address.includes("?") ? "&" : "?"}kind=` : address;
  const results = document.getElementById("results");
  const focused = document.activeElement?.dataset?.sort;
  try {
    const response = await whileWorking(results, () => fetch(full, { signal: own.signal }));
    const page = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("results");
    if (running !== own) return;
    if (!page) {
      location.assign(full); // logged out meanwhile: the login leads back here
      return;
    }
    results.replaceChildren(...page.childNodes);
    history.replaceState(null, "", full);
    if (focused) results.querySelector(`[data-sort="${focused}"]`)?.focus();
  } catch (error) {
    if (error.name !== "AbortError") toast("连不上服务器，请检查网络后再试。");
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  refresh();
});

// Up, down, and back to the order of the policy.
document.getElementById("results").addEventListener("click", (event) => {
  const button = event.target.closest("[data-sort]");
  if (!button) return;
  const { sort, descending } = form.elements;
  if (sort.value !== button.dataset.sort) [sort.value, descending.value] = [button.dataset.sort, "false"];
  else if (descending.value === "false") descending.value = "true";
  else [sort.value, descending.value] = ["", "false"];
  refresh();
});
