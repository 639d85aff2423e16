// Keys for the desk. Without this file everything works by links and buttons.
const typing = "input:not([type=checkbox]), select, textarea, dialog[open] *";

function press(key) {
  const here = document.querySelector(`[data-key-here="${key}"]`);
  const target = (key === "u" && document.querySelector('[data-key="u"]')) || here || document.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  if (target.tagName === "DETAILS") {
    target.open = true;
    target.querySelector("input:not([type=hidden]), select, textarea").focus();
    target.scrollIntoView({ block: "nearest" });
  } else target.click();
  return true;
}

function step(by) {
  const links = [...document.querySelectorAll(".queue-say a")];
  const row = document.activeElement?.closest(".queue-item");
  const at = row ? links.indexOf(row.querySelector(".queue-say a")) : by > 0 ? -1 : links.length;
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

function count() {
  const chosen = document.querySelectorAll('[name="chosen"]:checked').length;
  document.querySelector("[data-chosen]").textContent = chosen ? `${chosen} chosen` : "";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || event.target.closest(typing)) return;
  const list = document.querySelector(".queue");
  let handled = true;
  if (event.key === "?") document.getElementById("keys").showModal();
  else if (list && (event.key === "j" || event.key === "k")) step(event.key === "j" ? 1 : -1);
  else if (list && event.key === "x") document.activeElement?.closest(".queue-item")?.querySelector("input").click();
  else if ("aerujk".includes(event.key)) handled = press(event.key);
  else handled = false;
  if (handled) event.preventDefault();
});

const all = document.querySelector("[data-choose-all]");
if (all) {
  all.hidden = false;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const box of document.querySelectorAll('[name="chosen"]')) box.checked = event.target.checked;
    count();
  });
  document.querySelector(".queue").addEventListener("change", count);
  count();
}

for (const name of document.querySelectorAll("[id$=holder], [id$=actor]")) if (document.getElementById("names")) name.setAttribute("list", "names");
