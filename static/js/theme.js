// The theme switch: follows the system until a reader chooses, and then remembers the choice on this device.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function remembered() {
  try { return localStorage.getItem("theme"); } catch { return null; }
}

function remember(theme) {
  try { localStorage.setItem("theme", theme); } catch { /* private windows may refuse; the choice then holds for this page */ }
}

function isDark() {
  return (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
}

const chosen = remembered();
if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

function connect() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const show = () => { button.textContent = isDark() ? "Light" : "Dark"; button.hidden = false; };
  button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; remember(root.dataset.theme); show(); });
  dark.addEventListener("change", show);
  show();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", connect); else connect();
