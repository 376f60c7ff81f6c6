// Charts that can be walked through: what each mark counts, and a way to the statements.
// Without this file a chart is a picture with its numbers in a table.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 40rem)");

/** Puts the drawing itself in the place of its picture. */
async function draw(figure) {
  const theme = dark.matches ? "dark" : "light";
  const answer = await fetch(`${figure.dataset.chart}?theme=${theme}&size=${narrow.matches ? "narrow" : "wide"}`);
  if (!answer.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  if (drawn.namespaceURI !== SVG) return;
  const picture = figure.querySelector("picture, svg");
  const name = figure.querySelector("img")?.alt || picture.getAttribute("aria-label");
  drawn.dataset.theme = theme;
  drawn.setAttribute("role", "group");
  drawn.setAttribute("aria-label", name);
  const marks = [...drawn.querySelectorAll("a")].map((link) => linked(link));
  if (marks.length) marks[0].setAttribute("tabindex", "0");
  drawn.addEventListener("keydown", (event) => walk(event, marks));
  picture.replaceWith(drawn);
  for (const kind of ["mouseover", "focusin"]) drawn.addEventListener(kind, (event) => show(figure, event.target.closest("a")));
  for (const kind of ["mouseleave", "focusout"]) drawn.addEventListener(kind, () => show(figure, null));
}

/** A mark as a link of its own with its number as its name; only one of all is a stop of the tabulator. */
function linked(link) {
  const shape = link.querySelector("[aria-label]");
  const { pathname, search } = new URL(link.getAttribute("xlink:href"));
  link.setAttribute("href", pathname + search); // of this server, however it is reached
  link.setAttribute("aria-label", shape.getAttribute("aria-label"));
  for (const name of ["role", "aria-label", "aria-roledescription"]) shape.removeAttribute(name);
  shape.setAttribute("aria-hidden", "true");
  link.setAttribute("tabindex", "-1");
  return link;
}

/** The arrows go from mark to mark. */
function walk(event, marks) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -marks.length, End: marks.length };
  const at = marks.indexOf(event.target.closest("a"));
  if (!(event.key in steps) || at < 0) return;
  event.preventDefault();
  const to = marks[Math.min(Math.max(at + steps[event.key], 0), marks.length - 1)];
  marks[at].setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
  to.focus();
}

/** Tells beside a mark what it counts. */
function show(figure, link) {
  const told = figure.querySelector(".chart-told");
  told.hidden = !link;
  if (!link) return;
  told.textContent = link.getAttribute("aria-label");
  const [mark, all] = [link.getBoundingClientRect(), figure.getBoundingClientRect()];
  const middle = mark.left - all.left + mark.width / 2;
  told.style.left = `${Math.min(Math.max(middle, told.offsetWidth / 2), all.width - told.offsetWidth / 2)}px`;
  told.style.top = `${mark.top - all.top}px`;
}

for (const figure of document.querySelectorAll("[data-chart]")) {
  const told = document.createElement("p");
  told.className = "chart-told";
  told.hidden = true;
  told.setAttribute("aria-hidden", "true");
  figure.append(told);
  draw(figure);
  for (const wish of [dark, narrow]) wish.addEventListener("change", () => draw(figure));
}
