// Send a file to be taken in.

import { Problem, root } from "./common.js";

const token = document.querySelector('meta[name="csrf-token"]').content;

/** Send a file and return its draft; throw a `Problem` whose message says what to do. */
export async function send(file, largest) {
  if (file.size > largest) throw new Problem(413, `文件过大，最大 ${largest / 1048576} MB；请只保留政策正文后重试。`);
  const address = `${root}/api/v1/staff/intake?name=${encodeURIComponent(file.name)}`;
  const response = await fetch(address, { method: "POST", headers: { "X-CSRF-Token": token, Accept: "application/json" }, body: file }).catch(() => null);
  if (!response) throw new Problem(0, "连不上服务器，请检查网络后再试。");
  const said = await response.json().catch(() => null);
  if (response.ok && said) return said;
  throw new Problem(response.status, said?.detail ?? "服务暂时没有响应，请稍后再试。", said);
}
