// Keys, and what makes a page quicker.  Every page works without this file.
"use strict";

// Whatever htmx puts into a page comes from this server, escaped; a script in it is refused.
window.trustedTypes?.createPolicy("default", {
  createHTML(html) {
    if (/<script\b/i.test(html.replace(/<script src="\/static\/[^"]*" defer><\/script>/g, ""))) {
      throw new TypeError("a script in a part of a page");
    }
    return html;
  },
});

document.documentElement.classList.add("js");

/** Tells something in passing, also to those who do not see the page. */
function tell(message) {
  const told = document.getElementById("told");
  told.textContent = message;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { told.textContent = ""; }, 4000);
}

const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

/** Moves on in the list of the page by one; the item at hand gets the focus on its link. */
function step(by) {
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent);
  if (!items.length) return;
  const at = items.findIndex((item) => item.classList.contains("at"));
  const to = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  items[at]?.classList.remove("at");
  to.classList.add("at");
  (to.querySelector("[data-open]") || to).focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}

let going = false; // after "g"

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (going) {
    going = false;
    const page = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (page) page.click();
    return;
  }
  const meant = event.key.length === 1 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (meant && !meant.disabled) {
    event.preventDefault();
    meant.closest("details")?.setAttribute("open", "");
    if (isTyping(meant)) meant.focus();
    else meant.click();
    return;
  }
  const keys = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("keys").showModal(),
    j: () => step(1),
    k: () => step(-1),
    g: () => { going = true; },
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-help]")) document.getElementById("keys").showModal();
  if (event.target.closest("[data-print]")) print();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const from = document.getElementById(copy.dataset.copy);
    await navigator.clipboard.writeText(from.value ?? from.textContent.trim());
    tell("Copied");
  }
});

// What a form leaves empty does not stand in the address.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) {
    if (field.name && field.value === "") field.disabled = true;
  }
});
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[method=get] :disabled")) field.disabled = false;
});

// Parts of a page, the same way for every page: they bring back the word that forms do.
document.addEventListener("htmx:configRequest", (event) => {
  const word = document.querySelector("input[name=csrf]");
  if (word) event.detail.headers["X-CSRF-Token"] = word.value;
});
document.addEventListener("htmx:responseError", () => tell("That did not work; load the page again"));
document.addEventListener("htmx:sendError", () => tell("The server does not answer"));
