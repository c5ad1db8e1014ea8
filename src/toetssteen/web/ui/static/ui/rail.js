// The rail follows the reader: of the links to parts of this page, the one whose part is at the top of the screen is marked.
const links = new Map();
for (const link of document.querySelectorAll(".rail a[href^='#']")) {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (part) links.set(part, link);
}

// A part counts once its head has passed the upper third.
const READING_LINE = 1 / 3;
let marked = null;

function mark() {
  let current = null;
  for (const part of links.keys()) {
    if (part.getBoundingClientRect().top > innerHeight * READING_LINE) break;
    current = part;
  }
  if (current === marked) return;
  marked = current;
  for (const [part, link] of links) {
    if (part === current) {
      link.setAttribute("aria-current", "location");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}
