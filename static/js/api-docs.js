// Shows the schema that the page names. Kept in a file of its own, so that the page needs no inline script.
const place = document.getElementById("api-docs");
const page = document.documentElement;
const night = window.matchMedia("(prefers-color-scheme: dark)");

// Swagger UI is dark where the page says so by this class; it follows the switch of the site, and the system.
function followTheme() {
  page.classList.toggle("dark-mode", (page.dataset.theme ?? (night.matches ? "dark" : "light")) === "dark");
}
new MutationObserver(followTheme).observe(page, { attributeFilter: ["data-theme"] });
night.addEventListener("change", followTheme);
followTheme();

window.SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
});
