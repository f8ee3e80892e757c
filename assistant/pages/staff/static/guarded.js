// A text with what the guard found in it: every figure marked, every finding said and linked to its mark.

import { clauseAddress, element, markSpans } from "./common.js";

const VERDICTS = {
  wrong: "有误",
  unverifiable: "无法核实",
  supported: "相符",
  user: "来电人所述",
  not_policy: "不涉政策",
};

/** Return the marked text and the findings on it, as nodes; `policy` is where clauses are looked up. */
export function describeCheck(text, result, policy) {
  const marks = collectMarks(result);
  return [
    element("p", { class: result.ok && !isUnread(text, result) ? "summary" : "summary wrong", role: "status" }, summarise(text, result, marks)),
    element("div", { class: "checked", role: "group", "aria-label": "标出数字的答复" },
      ...markSpans(text, marks.map((mark) => [mark.start, mark.end, mark]), (piece, span) => markFigure(piece, span[2]))),
    result.findings.length
      ? element("ol", { class: "findings" }, ...result.findings.map((finding, at) => describeFinding(finding, at, policy)))
      : null,
    legend(marks),
  ].filter(Boolean);
}

/** Whether a text has digits and nothing in it was read as a figure: it was not checked, so it has not passed. */
function isUnread(text, result) {
  return result.read === 0 && /[0-9０-９①-⑳]/.test(text);
}

function summarise(text, result, marks) {
  if (!marks.length && isUnread(text, result)) return "没有读到金额，未能核验，请对照原文核对。";
  if (!marks.length) return "没有需要核对的数字。";
  const times = (verdict) => marks.filter((mark) => mark.verdict === verdict).length;
  const parts = [["wrong", "有误"], ["unverifiable", "无法核实"]].filter(([verdict]) => times(verdict)).map(([verdict, words]) => `${times(verdict)} 处${words}`);
  return `共 ${marks.length} 处数字：${parts.length ? parts.join("，") : "没有发现错误"}。`;
}

/** One mark for each figure and each finding; a finding takes the place of the figures in its span. */
function collectMarks(result) {
  const marks = result.findings.map((finding, at) => ({
    start: finding.start, end: finding.end, finding: at,
    verdict: finding.reason === "unverifiable" ? "unverifiable" : "wrong",
  }));
  for (const figure of result.figures) {
    if (marks.some((mark) => figure.start < mark.end && mark.start < figure.end)) continue;
    marks.push({ start: figure.start, end: figure.end, verdict: figure.verdict });
  }
  return marks.sort((one, other) => one.start - other.start);
}

function markFigure(piece, mark) {
  const number = mark.finding === undefined ? "" : `${mark.finding + 1} `;
  return element("mark", { class: `figure ${mark.verdict}`, id: mark.finding === undefined ? null : `mark-${mark.finding}`, tabindex: mark.finding === undefined ? null : "-1" },
    piece, element("span", { class: "tag" }, `${number}${VERDICTS[mark.verdict]}`));
}

function describeFinding(finding, at, policy) {
  return element("li", {},
    element("button", { type: "button", class: "locate", onclick: () => locate(at) }, finding.message.replace(`，应为${finding.expected}`, "")),
    element("span", { class: "details" },
      finding.expected ? element("span", {}, "应为", element("b", {}, finding.expected)) : null,
      finding.clause && policy ? element("a", { href: clauseAddress(policy, finding.clause), target: "_blank", rel: "noopener" }, finding.clause) : finding.clause));
}

function locate(at) {
  const mark = document.getElementById(`mark-${at}`);
  mark?.focus({ preventScroll: true });
  mark?.scrollIntoView({ block: "center" });
}

function legend(marks) {
  const seen = Object.keys(VERDICTS).filter((verdict) => marks.some((mark) => mark.verdict === verdict));
  const meant = {
    wrong: "与文件不符", unverifiable: "文件没有确定的依据", supported: "与文件一致",
    user: "来电人自己说的数字", not_policy: "与政策标准无关",
  };
  return seen.length ? element("p", { class: "muted" }, seen.map((verdict) => `${VERDICTS[verdict]}：${meant[verdict]}`).join("；")) : null;
}
