// The map made another: another year, another question; and the page that follows it.

import { choose, spread, tell } from "./map-card.js";
import { fetched, got, within } from "./map-data.js";
import { box, paint, place, room } from "./map-drawing.js";
import { rename } from "./map-names.js";
import { still, title } from "./map-words.js";

const STEP = 1200; // a year, while they play

// Show another year, or other settings altogether, on the same canvas.
async function change(shown, settings, at) {
  const { root, map } = shown,
    before = shown.settings;
  shown.wanted = at;
  const candidate = { ...shown };
  if (before.names !== settings.names) candidate.names = null;
  const other = await fetched(candidate, settings, at);
  if (shown.wanted !== at) return; // the reader slid on while this one was under way
  const moved = before.codes.join() !== settings.codes.join();
  if (other || moved) choose(shown, null);
  Object.assign(shown, candidate);
  if (other || moved) {
    map.removeFeatureState({ source: "areas" });
    place(shown);
    rename(shown);
  }
  if (moved) map.fitBounds(box(within(shown)), { padding: room(root), animate: false });
  paint(shown);
  spread(shown);
  if (shown.chosen) tell(shown);
  for (const one of root.querySelectorAll(".map-title")) one.textContent = title(shown);
  root.querySelector(".map-division").textContent = settings.years[at].note;
  map.getCanvas().ariaLabel = title(shown);
  root.querySelector(".map-said").textContent = title(shown);
}

const slider = (root) => document.getElementById(`${root.id}-jaar`);

export function slide(shown) {
  const range = slider(shown.root);
  if (!range) return;
  told(shown, range);
  range.addEventListener("input", () => go(shown, range));
  play(shown, range);
}

function told({ settings }, range) {
  const { year } = settings.years[range.value];
  range.ariaValueText = String(year);
  range.parentElement.querySelector("output").textContent = year;
}

async function go(shown, range) {
  told(shown, range);
  const at = Number(range.value);
  try {
    await change(shown, shown.settings, at);
    if (shown.at === at) renew(shown, (query) => query.set("jaar", shown.settings.years[at].year));
  } catch (problem) {
    failed(shown, problem);
  }
}

function play(shown, range) {
  const button = range.parentElement.querySelector(".map-play");
  let playing;
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    button.ariaLabel = button.title = shown.settings.words.play;
    button.classList.remove("playing");
  };
  const next = (at) => {
    range.value = at;
    go(shown, range);
    if (at >= Number(range.max)) stop();
  };
  button.addEventListener("click", () => {
    if (playing) return stop();
    button.ariaLabel = button.title = shown.settings.words.pause;
    button.classList.add("playing");
    playing = setInterval(() => next(Number(range.value) + 1), STEP);
    next(Number(range.value) >= Number(range.max) ? 0 : Number(range.value) + 1);
  });
  range.addEventListener("pointerdown", stop);
  range.addEventListener("keydown", stop);
}

// The questions in the page's form change the map at once; what is written about it follows.
export function follow(shown) {
  if (!shown.root.dataset.change) return;
  document.addEventListener("submit", async (event) => {
    if (!event.target.matches("form.controls")) return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(event.target));
    try {
      const answer = await asked(shown, query);
      if (!answer || Boolean(slider(shown.root)) !== answer.map.years.length > 1) {
        location.assign(`?${query}`);
        return;
      }
      await change(shown, answer.map, answer.map.at);
      shown.root.querySelector(".map-legend").innerHTML = answer.legend;
      if (shown.chosen) tell(shown);
      const range = slider(shown.root);
      if (range) {
        Object.assign(range, { max: answer.map.years.length - 1, value: answer.map.at });
        told(shown, range);
      }
      renew(
        shown,
        (now) => {
          if (!query.has("jaar")) now.delete("jaar");
          for (const [name, value] of query) now.set(name, value);
        },
        0,
      );
    } catch {
      location.assign(`?${query}`);
    }
  });
}

// The answer for these questions; without the year when there is no map of it.
async function asked({ root }, query) {
  for (;;) {
    const whole = new URLSearchParams(query);
    if (root.dataset.figure) whole.set("cijfer", root.dataset.figure);
    const response = await fetch(`${root.dataset.change}?${whole}`);
    const answer = response.ok ? await response.json() : { map: null };
    if (answer.map) return answer;
    if (!query.has("jaar")) return null;
    query.delete("jaar");
  }
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
      // The still drawing is for paper now: who only looks does not fetch it.
      for (const image of fresh.querySelectorAll(".map-still img")) image.loading = "lazy";
      for (const old of document.querySelectorAll("[data-follows]")) {
        const part = fresh.querySelector(`[data-follows="${old.dataset.follows}"]`);
        if (part) old.replaceWith(document.adoptNode(part));
      }
      shown.region = undefined;
      if (shown.chosen) {
        shown.region = shown.root.querySelector(".map-place").innerHTML;
        tell(shown);
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
  root.querySelector(".map-said").textContent = still(root, settings, "offline");
}
