// Links the text of an article with the statements in its margin.
"use strict";

const margin = document.querySelector("[data-margin]");
const text = document.querySelector("[data-text]");

/** Shows one statement in both places; what was shown before is not any more. */
function show(id, { scroll = null } = {}) {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  if (!id) return;
  const note = document.getElementById(`m-${id}`);
  note?.classList.add("lit");
  for (const part of text.querySelectorAll("[data-s]")) {
    if (part.dataset.s.split(" ").includes(id)) part.classList.add("lit");
  }
  if (scroll === "text") document.getElementById(`s-${id}`)?.scrollIntoView({ block: "center" });
  if (scroll === "margin") note?.scrollIntoView({ block: "nearest" });
}

const noteOf = (event) => event.target.closest?.("[data-statement]")?.dataset.statement;
const partOf = (event) => event.target.closest?.("[data-s]")?.dataset.s.split(" ").at(-1);

margin.addEventListener("mouseover", (event) => show(noteOf(event)));
margin.addEventListener("focusin", (event) => show(noteOf(event), { scroll: "text" }));
text.addEventListener("mouseover", (event) => { if (partOf(event)) show(partOf(event), { scroll: "margin" }); });
text.addEventListener("click", (event) => { if (partOf(event)) show(partOf(event), { scroll: "margin" }); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const notes = [...margin.children];
  const at = notes.findIndex((note) => note.classList.contains("lit"));
  const to = notes[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!to || (at < 0 && event.key === "ArrowUp")) return;
  event.preventDefault();
  to.querySelector("[data-open]").focus({ preventScroll: true });
});

const named = location.hash.match(/^#[sm]-(\w+)$/);
if (named) show(named[1], { scroll: "text" });
window.addEventListener("hashchange", () => {
  const to = location.hash.match(/^#[sm]-(\w+)$/);
  if (to) show(to[1]);
});
