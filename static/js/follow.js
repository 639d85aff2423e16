// Parts of a page that are replaced by themselves: what had the focus keeps it, and what is new is said to those who listen.
const address = (element) => element.getAttribute("href") ?? element.form?.getAttribute("action") ?? element.id;
const alike = (part, { tag, at }) => [...part.querySelectorAll(tag)].filter((one) => address(one) === at);
let kept = null;

document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const held = document.activeElement;
  kept = null;
  if (held === document.body || !detail.target.contains(held)) return;
  kept = { tag: held.tagName, at: address(held) };
  kept.place = alike(detail.target, kept).indexOf(held);
});

document.body.addEventListener("htmx:afterSettle", ({ target: part }) => {
  if (kept && document.activeElement === document.body) {
    const found = alike(part, kept);
    // Where a row has gone, the next one has its place; where nothing like it is left, one goes on from the part itself.
    const next = found[Math.min(kept.place, found.length - 1)] ?? part;
    if (next === part) part.tabIndex = -1;
    next.focus({ preventScroll: true });
  }
  kept = null;
  say();
});

// A region that is replaced is not read out; this one stays, and its words change only when there is something to say.
const region = document.createElement("p");
region.className = "visually-hidden";
region.setAttribute("role", "status");
let last = words();
document.body.append(region);

function words() {
  return document.querySelector("[data-said]")?.dataset.said ?? "";
}

function say() {
  const now = words();
  if (now !== last) region.textContent = now;
  last = now;
}
