// Makes the timeline quicker to work with; without this file every filter still works by its button.
const day = 86_400_000;

function keepMenusOpen() {
  let open = [], focused = "";
  document.body.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll(".pick[open]")].map((pick) => pick.id);
    focused = document.activeElement?.closest("#filters") ? document.activeElement.id : "";
  });
  // What stands in a closed menu cannot have the focus, so it is given back once the menu is open again.
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    [open, focused] = [[], ""];
    start();
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest?.(".pick")));
  document.addEventListener("keydown", (event) => {
    const pick = event.key === "Escape" && document.querySelector(".pick[open]");
    if (pick) { closeMenus(null); pick.querySelector("summary").focus(); }
  });
}

function closeMenus(except) {
  for (const pick of document.querySelectorAll(".pick[open]")) if (pick !== except) pick.removeAttribute("open");
}

function dragToNarrow(svg) {
  const { first, last, left, right } = svg.dataset;
  const from = Date.parse(first), span = Math.max(Date.parse(last) - from, day);
  let begun = null, moved = false;
  const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  band.setAttribute("class", "window");
  const place = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
    return Math.min(Math.max(at, +left), +right);
  };
  const date = (x) => new Date(from + Math.round((x - left) / (right - left) * span / day) * day).toISOString().slice(0, 10);
  svg.classList.add("drags");
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType === "mouse") { begun = place(event); moved = false; } });
  svg.addEventListener("pointermove", (event) => {
    if (begun === null) return;
    const now = place(event);
    if (!moved && Math.abs(now - begun) < 6) return;
    if (!moved) {
      moved = true;
      svg.setPointerCapture(event.pointerId);
      band.setAttribute("y", 22);
      band.setAttribute("height", svg.viewBox.baseVal.height - 28);
      svg.append(band);
    }
    band.setAttribute("x", Math.min(begun, now));
    band.setAttribute("width", Math.abs(now - begun));
  });
  svg.addEventListener("pointerup", (event) => {
    if (begun !== null && moved) choose(date(Math.min(begun, place(event))), date(Math.max(begun, place(event))));
    begun = null;
  });
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; } }, true);
}

function choose(from, to) {
  const form = document.getElementById("filters");
  form.elements.namedItem("from").value = from;
  form.elements.namedItem("to").value = to;
  form.requestSubmit();
}

function start() {
  document.documentElement.classList.add("enhanced");
  const svg = document.querySelector("#picture svg");
  if (svg && !svg.classList.contains("drags")) dragToNarrow(svg);
}

keepMenusOpen();
start();
