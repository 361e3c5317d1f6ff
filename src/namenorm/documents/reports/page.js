"use strict";
const marks = [...document.querySelectorAll("mark")];
const form = document.querySelector(".controls");
const side = document.getElementById("side");
const tip = document.getElementById("tip");
const kindOf = (mark) => ["edit", "ambiguous", "resolved"].find((kind) => mark.classList.contains(kind));

function element(tag, text, children = []) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  node.append(...children);
  return node;
}

function listing(title, entries) {
  const list = element("ul");
  for (const [text, count, act] of entries) {
    const button = element("button", "", [element("span", text), element("span", count)]);
    button.type = "button";
    button.addEventListener("click", () => act(button));
    list.append(element("li", "", [button]));
  }
  side.append(element("h3", title), list);
}

const entities = new Map();
for (const mark of marks) {
  if (!mark.dataset.id) continue;
  const entity = entities.get(mark.dataset.id) || { label: mark.dataset.label, count: 0 };
  entity.count += 1;
  entities.set(mark.dataset.id, entity);
}
const ranked = [...entities].sort((a, b) => b[1].count - a[1].count || a[1].label.localeCompare(b[1].label));
for (const [id, entity] of ranked) {
  const option = element("option");
  option.value = entity.label;
  option.label = id;
  document.getElementById("entities").append(option);
}
const documents = [...document.querySelectorAll(".document")];
if (documents.length > 1) {
  listing("Documents", documents.map((part) => [
    part.querySelector("h2").textContent,
    String(part.querySelectorAll("mark.edit, mark.ambiguous").length || ""),
    () => part.scrollIntoView(),
  ]));
}
listing("Entities", ranked.map(([id, entity]) => [entity.label, String(entity.count), (button) => {
  const chosen = button.getAttribute("aria-pressed") === "true";
  form.entity.value = chosen ? "" : id;
  update();
}]));

function update() {
  const shown = new Set([...form.querySelectorAll("[name=show]:checked")].map((box) => box.value));
  const wanted = form.entity.value.trim().toLocaleLowerCase();
  for (const mark of marks) {
    const { id, label } = mark.dataset;
    const named = !wanted || id.toLocaleLowerCase() === wanted || label.toLocaleLowerCase().includes(wanted);
    mark.classList.toggle("off", !named || !shown.has(kindOf(mark)));
  }
  ranked.forEach(([id, entity], at) => {
    const chosen = wanted && (id.toLocaleLowerCase() === wanted || entity.label.toLocaleLowerCase() === wanted);
    side.querySelectorAll("ul:last-of-type button")[at].setAttribute("aria-pressed", String(Boolean(chosen)));
  });
  document.body.dataset.view = form.view.value;
}

for (const box of form.querySelectorAll("[name=show]")) {
  box.parentNode.querySelector("output").textContent = marks.filter((mark) => kindOf(mark) === box.value).length;
}
form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());

function showTip(event) {
  const mark = event.target.closest && event.target.closest("mark");
  if (!mark || mark.classList.contains("off")) { tip.hidden = true; return; }
  tip.textContent = mark.dataset.tip;
  tip.hidden = false;
  const box = mark.getClientRects()[0];
  const left = Math.min(box.left + scrollX, scrollX + document.documentElement.clientWidth - tip.offsetWidth - 8);
  const below = box.bottom + tip.offsetHeight + 12 < innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - tip.offsetHeight - 6)}px`;
}
document.addEventListener("mouseover", showTip);
document.addEventListener("focusin", showTip);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
update();
