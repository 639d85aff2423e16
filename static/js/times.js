// Puts the moments on a page into the reader's own zone; the exact time in UTC stays on hover. Without it they read in UTC.
const day = 86_400_000;
const time = (at) => at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = (at) => at.toLocaleDateString("en-GB", { weekday: "long" });
const date = (at) => `${at.getDate()} ${at.toLocaleDateString("en-GB", { month: "short" }).slice(0, 3)} ${at.getFullYear()}`;
const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

function words(at, form) {
  const away = Math.abs(Math.round((midnight(at) - midnight(new Date())) / day));
  if (form === "full") return `${date(at)}, ${time(at)}`;
  if (form === "since") return away === 0 ? time(at) : away < 7 ? weekday(at) : date(at);
  return away === 0 ? `at ${time(at)}` : away < 7 ? `on ${weekday(at)} at ${time(at)}` : `on ${date(at)}`;
}

function translate() {
  for (const element of document.querySelectorAll("time[data-clock]")) {
    const at = new Date(element.dateTime);
    if (!Number.isNaN(at.getTime())) element.textContent = words(at, element.dataset.clock);
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const element of document.querySelectorAll("[data-zone]")) element.textContent = zone.replaceAll("_", " ");
}

translate();
document.body.addEventListener("htmx:afterSettle", translate);
