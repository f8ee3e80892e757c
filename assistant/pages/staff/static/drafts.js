// Answers half written, kept in this browser until they are submitted: switching to another question loses none.

const PREFIX = "huiqi-draft:";

export function readDraft(name) {
  try { return localStorage.getItem(PREFIX + name); } catch { return null; }
}

export function keepDraft(name, text) {
  try { localStorage.setItem(PREFIX + name, text); } catch { /* a browser that keeps nothing */ }
}

export function dropDraft(name) {
  try { localStorage.removeItem(PREFIX + name); } catch { /* nothing was kept */ }
}
