// Dropping files and folders, and how far their reading is.
"use strict";

const AT_ONCE = 16 * 1024 * 1024; // bytes handed over in one request, and
const FILES = 40; // files

const form = document.querySelector("[data-adding]");
const drop = document.querySelector("[data-drop]");

/** The files under something dropped, with their paths in the folder that was dropped. */
async function under(entry, path = "") {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [[path + file.name, file]];
  }
  const found = [];
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) if (!one.name.startsWith(".")) found.push(...await under(one, `${path}${entry.name}/`));
  }
}

/** Some files at a time, each time no more than one request takes. */
function* parcels(files) {
  let some = [];
  let size = 0;
  for (const file of files) {
    if (some.length && (some.length >= FILES || size + file[1].size > AT_ONCE)) { yield some; some = []; size = 0; }
    some.push(file);
    size += file[1].size;
  }
  yield some;
}

async function handOver(files) {
  const sent = document.querySelector("[data-sent]");
  let batch = "";
  let number = 0;
  for (const some of parcels(files)) {
    const body = new FormData();
    for (const name of ["csrf", "outlet", "published", ...(batch ? [] : ["text"])]) body.append(name, form.elements[name].value);
    body.append("batch", batch);
    for (const [path, file] of some) body.append("files", file, path);
    const answer = await fetch("/add", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) {
      const why = (await answer.json().catch(() => ({}))).wrong || `Not taken (${answer.status}):`;
      sent.textContent = `${why} ${some.map(([path]) => path).join(", ").slice(0, 200)}`;
      if (!batch) return;
      continue;
    }
    batch = (await answer.json()).batch;
    number += some.length;
    sent.textContent = `${number} of ${files.length} handed over`;
  }
  if (batch) location.href = `/add/${batch}`;
}

if (form) {
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("[type=file]")].flatMap((field) => [...field.files]);
    if (files.length <= 1) return;
    event.preventDefault();
    handOver(files.map((file) => [file.webkitRelativePath || file.name, file]));
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
    });
  }
  document.addEventListener("drop", async (event) => {
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = (await Promise.all(entries.map((entry) => under(entry)))).flat();
    if (files.length) handOver(files);
  });
}

function follow() {
  const batch = document.querySelector("[data-progress]");
  if (!batch) return;
  const source = new EventSource(batch.dataset.progress);
  const renew = () => htmx.ajax("GET", location.pathname, { target: "#batch", select: "#batch", swap: "outerHTML" });
  source.addEventListener("progress", renew);
  source.addEventListener("finished", async () => { source.close(); await renew(); document.title = document.title.replace("Reading", "Read"); });
}
follow();
