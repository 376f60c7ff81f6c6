// Other words for a statement: selected in the report by mouse or keys.
"use strict";

const text = document.querySelector("[data-text]");
const form = document.getElementById("spans");

/** Where in the article the selection stands, in characters as the record counts them. */
function selected() {
  const selection = getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start = null;
  let end = null;
  for (const piece of text.querySelectorAll("[data-start]")) {
    const node = piece.firstChild;
    if (!node || !range.intersectsNode(node)) continue;
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : node.length;
    const words = node.data.slice(from, to);
    if (!words.trim()) continue;
    const at = Number(piece.dataset.start) + [...node.data.slice(0, from)].length;
    start ??= at + [...words].length - [...words.trimStart()].length;
    end = at + [...words.trimEnd()].length;
  }
  return start === null ? null : [start, end];
}

/** Selects what the statement has now, to be changed from there. */
function begin() {
  const said = text.querySelectorAll(".content[data-s]");
  if (!said.length) return;
  const range = document.createRange();
  range.setStartBefore(said[0].firstChild);
  range.setEndAfter(said[said.length - 1].firstChild);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  text.focus();
}

/** Moves the other end from now on. */
function turn() {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  getSelection().setBaseAndExtent(focusNode, focusOffset, anchorNode, anchorOffset);
}

function keep(button) {
  const at = selected();
  if (!at) return;
  const spans = [at];
  for (const old of (button.dataset.more || "").split(",").filter(Boolean)) spans.push(old.split("-").map(Number));
  spans.sort((one, other) => one[0] - other[0]);
  form.elements.value.value = spans.map((span) => span.join("-")).join(",");
  form.requestSubmit(button);
}

if (form) {
  document.addEventListener("selectionchange", () => { form.hidden = !selected(); });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || form.elements.value.value) return;
    event.preventDefault();
    keep(button);
  });
  form.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "w") { event.preventDefault(); begin(); return; }
    if (form.hidden) return;
    const [said, more, source, cue] = form.querySelectorAll("button");
    const keys = {
      Enter: () => keep(said),
      "+": () => keep(more),
      s: () => keep(source),
      c: () => keep(cue),
      o: turn,
      Escape: () => getSelection().removeAllRanges(),
      ArrowRight: () => event.shiftKey && getSelection().modify("extend", "forward", "word"),
      ArrowLeft: () => event.shiftKey && getSelection().modify("extend", "backward", "word"),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }, true);
}
