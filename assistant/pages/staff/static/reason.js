// A question that must be answered before something is undone: why?

/** Ask for a reason; return it, or null where the user thinks better of it. */
export function askReason(title) {
  const dialog = document.getElementById("reason");
  const text = document.getElementById("reason-text");
  document.getElementById("reason-title").textContent = title;
  text.value = "";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? text.value.trim() : null), { once: true });
  });
}
