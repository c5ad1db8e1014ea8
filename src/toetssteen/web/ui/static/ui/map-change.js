// The map made another: another year, another question; and the page that follows it.

import { fetched, got } from "./map-data.js";
import { box, choose, ours, paint } from "./map-drawing.js";
import { title } from "./map-words.js";

// Show another year, or other settings altogether, on the same canvas.
async function change(shown, settings, at) {
  const { root, map } = shown,
    before = shown.settings.codes;
  shown.wanted = at;
  const candidate = { ...shown };
  const other = await fetched(candidate, settings, at);
  if (shown.wanted !== at) return; // the reader slid on while this one was under way
  Object.assign(shown, candidate);
  choose(shown, null);
  if (other) {
    map.getSource("areas").setData({ type: "FeatureCollection", features: shown.shapes });
    map.removeFeatureState({ source: "areas" });
  }
  if (before.join() !== settings.codes.join()) {
    map.setFilter("ours", ours(settings.codes));
    map.fitBounds(box(shown.shapes, settings.codes), { padding: 24, animate: false });
  }
  paint(shown);
  root.querySelector(".map-title").textContent = title(shown);
  root.querySelector(".map-division").textContent = settings.years[at].note;
  map.getCanvas().ariaLabel = title(shown);
  root.querySelector(".map-said").textContent = title(shown);
}

export function slide(shown) {
  const { root } = shown,
    years = root.querySelector(".map-years");
  if (!years) return;
  const range = years.querySelector("input");
  const tell = () => {
    range.ariaValueText = String(shown.settings.years[range.value].year);
  };
  years.hidden = false;
  tell();
  range.addEventListener("input", async () => {
    tell();
    const at = Number(range.value);
    try {
      await change(shown, shown.settings, at);
      if (shown.at === at) renew(shown, (query) => query.set("jaar", shown.settings.years[at].year));
    } catch (problem) {
      failed(shown, problem);
    }
  });
}

// The questions in the page's form change the map at once; what is written about it follows.
export function follow(shown) {
  if (!shown.root.dataset.change) return;
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form.controls")) return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(event.target)),
      asked = new URLSearchParams(query);
    if (shown.root.dataset.figure) asked.set("cijfer", shown.root.dataset.figure);
    try {
      const { map: settings, legend } = await got(`${shown.root.dataset.change}?${asked}`).then((r) => r.json());
      if (!settings || Boolean(shown.root.querySelector(".map-years")) !== settings.years.length > 1)
        return void location.assign(`?${query}`);
      await change(shown, settings, settings.at);
      shown.root.querySelector(".map-legend").innerHTML = legend;
      const range = shown.root.querySelector(".map-years input"),
        ends = shown.root.querySelectorAll(".map-ends span");
      if (range) {
        Object.assign(range, {
          max: settings.years.length - 1,
          value: settings.at,
          ariaValueText: settings.years[settings.at].year,
        });
        [ends[0].textContent, ends[1].textContent] = [settings.years[0].year, settings.years.at(-1).year];
      }
      renew(
        shown,
        (now) => {
          for (const [name, value] of query) now.set(name, value);
        },
        0,
      );
    } catch {
      location.assign(`?${query}`);
    }
  });
}

// The address, and after a pause the words, pictures and table around the map.
function renew(shown, alter, pause = 400) {
  if (!shown.root.dataset.change) return;
  const address = new URL(location.href);
  alter(address.searchParams);
  history.replaceState(null, "", address);
  clearTimeout(shown.renewal);
  shown.renewal = setTimeout(async () => {
    try {
      const text = await got(address).then((r) => r.text());
      if (location.href !== address.href) return;
      const fresh = new DOMParser().parseFromString(text, "text/html"),
        focus = document.activeElement?.id;
      for (const old of document.querySelectorAll("[data-follows]")) {
        const part = fresh.querySelector(`[data-follows="${old.dataset.follows}"]`);
        if (part) old.replaceWith(document.adoptNode(part));
      }
      document.title = fresh.title;
      if (focus) document.getElementById(focus)?.focus();
    } catch (problem) {
      failed(shown, problem);
    }
  }, pause);
}

function failed({ root, settings }, problem) {
  console.warn(problem);
  root.querySelector(".map-said").textContent = settings.words.offline;
}
