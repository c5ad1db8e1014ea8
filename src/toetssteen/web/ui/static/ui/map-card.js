// The card beside the map: the place that is pointed at, and its mark on the histogram.

import { got } from "./map-data.js";
import { figure } from "./map-words.js";

const WAIT = 120;
// As ui/pictures/histogram.py draws it.
const WIDTH = 268,
  FOOT = 128,
  HIGHEST = 76,
  LEAST = 1.5,
  GREY = "#8794a3";

export function choose(shown, feature, aloud = false) {
  const { map, root } = shown;
  if (shown.chosen?.id === feature?.id && !aloud) return;
  if (shown.chosen) map.setFeatureState({ source: "areas", id: shown.chosen.id }, { chosen: false });
  shown.chosen = feature ?? null;
  if (feature) map.setFeatureState({ source: "areas", id: feature.id }, { chosen: true });
  tell(shown);
  if (feature && aloud) {
    const { name, text } = about(shown);
    root.querySelector(".map-said").textContent = `${name}: ${text}`;
  }
}

// Again, of the year and figure that are on the map now.
export function tell(shown) {
  const { root, chosen } = shown,
    card = root.querySelector(".map-place");
  shown.region ??= card.innerHTML;
  clearTimeout(shown.telling);
  mark(shown, chosen ? shown.values[chosen.id] : null);
  if (!chosen) {
    card.innerHTML = shown.region;
    return;
  }
  const { name, text } = about(shown);
  const head = Object.assign(document.createElement("h2"), { className: "map-name", textContent: name });
  const sentence = Object.assign(document.createElement("p"), { className: "map-sentence", textContent: text });
  card.replaceChildren(head, sentence);
  shown.telling = setTimeout(() => more(shown, chosen), WAIT);
}

function about({ chosen, values, statuses, settings, at }) {
  const { code, name } = chosen.properties;
  const then = settings.years[at].others.includes(code) ? ` · ${settings.words.other}` : "";
  return { name, text: figure(values[chosen.id], statuses[chosen.id], settings) + then };
}

async function more(shown, chosen) {
  const { settings, at } = shown;
  try {
    const card = await made(shown, chosen.properties.code);
    if (shown.chosen?.id !== chosen.id || shown.at !== at || shown.settings !== settings) return;
    shown.root.querySelector(".map-place").innerHTML = card;
  } catch (problem) {
    // The name and the figure stand there already.
    console.warn(problem);
  }
}

// The card of a place that has no outline of its own on this map, until something is pointed at.
export async function tellOf(shown, code) {
  choose(shown, null);
  const card = await made(shown, code);
  if (!shown.chosen) shown.root.querySelector(".map-place").innerHTML = card;
}

// As the site makes it, once for each place, figure and year.
async function made(shown, code) {
  const { settings, at } = shown,
    address = `${settings.card}&plek=${encodeURIComponent(code)}&jaar=${settings.years[at].year}`;
  shown.cards ??= new Map();
  if (!shown.cards.has(address)) shown.cards.set(address, await got(address).then((r) => r.text()));
  return shown.cards.get(address);
}

function along({ low, high }, value) {
  return Math.min(Math.max((value - low) / (high - low), 0), 1) * WIDTH;
}

function mark({ root, settings }, value) {
  const sign = root.querySelector(".histogram-place");
  if (!sign || !settings.axis) return;
  const known = value !== null && value !== undefined;
  sign.setAttribute("visibility", known ? "visible" : "hidden");
  if (known) sign.setAttribute("transform", `translate(${along(settings.axis, value).toFixed(1)} 0)`);
}

// The bars, the middle and the counts of another year, in the same frame.
export function spread(shown) {
  const { root, settings, at } = shown,
    year = settings.years[at],
    bars = root.querySelector(".histogram-bars");
  if (!bars || !settings.axis) return;
  const { steps, most } = settings.axis,
    width = WIDTH / steps,
    tops = {};
  const rects = [];
  for (let i = 0; i < year.bars.length; i += 3) {
    const [step, fill, places] = year.bars.slice(i, i + 3),
      height = Math.max((places / most) * HIGHEST, LEAST);
    tops[step] = (tops[step] ?? FOOT) - height;
    rects.push([step * width, tops[step], Math.max(width - 0.6, 0.4), height, settings.colours[fill]]);
  }
  bars.replaceChildren(...rects.map(bar));
  const middle = root.querySelector(".histogram-middle"),
    known = year.middle !== null;
  middle.setAttribute("visibility", known ? "visible" : "hidden");
  if (known) {
    const [line, words] = middle.children,
      x = along(settings.axis, year.middle);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    words.textContent = year.middle_words;
    const half = words.getComputedTextLength() / 2;
    words.setAttribute("x", Math.min(Math.max(x, half), WIDTH - half));
  }
  const count = (name) => {
    const told = root.querySelector(`.legend-${name}`);
    if (told) told.textContent = year[name].toLocaleString("nl-NL");
  };
  count("secret");
  count("absent");
}

function bar([x, y, width, height, fill]) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ x, y, width, height, fill, stroke: GREY, "stroke-width": 0.4 }))
    one.setAttribute(name, value);
  return one;
}

export function listen(shown) {
  const { map } = shown;
  const under = (point) => map.queryRenderedFeatures(point, { layers: ["areas"] })[0];
  let fixed = false;
  map.on("mousemove", (event) => {
    if (!fixed) choose(shown, under(event.point));
  });
  map.on("mouseout", () => {
    if (!fixed) choose(shown, null);
  });
  map.on("click", (event) => {
    const hit = under(event.point);
    fixed = Boolean(hit);
    choose(shown, hit, true);
    // With one finger the map does not move: it comes along with what is tapped.
    if (hit && event.originalEvent.pointerType === "touch") map.panTo(event.lngLat);
  });
  map.on("moveend", () => {
    if (document.activeElement !== map.getCanvas()) return;
    const { clientWidth, clientHeight } = map.getCanvas();
    fixed = true;
    choose(shown, under([clientWidth / 2, clientHeight / 2]), true);
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      fixed = false;
      choose(shown, null);
    }
    if (event.key !== "Enter" || !shown.chosen) return;
    const { code } = shown.chosen.properties;
    if (!shown.settings.years[shown.at].others.includes(code))
      location.assign(shown.settings.link.replace("{code}", encodeURIComponent(code)));
  });
}
