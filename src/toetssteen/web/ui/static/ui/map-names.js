// Names on the map: areas with a programme of their own, as links, and gemeenten that are as wide as their name.

import { areas } from "./map-data.js";

const SIZE = 14,
  DOT_BELOW = 24;

export function name(shown) {
  const { map, root } = shown;
  const layer = Object.assign(document.createElement("div"), { className: "map-labels" });
  root.querySelector(".map-canvas").append(layer);
  shown.labels = layer;
  map.on("move", () => stand(shown));
  rename(shown);
}

// Other names, after other outlines.
export function rename(shown) {
  const { labels, names, settings } = shown,
    pen = document.createElement("canvas").getContext("2d");
  pen.font = `700 ${SIZE}px ${getComputedStyle(labels).fontFamily}`;
  const one = (spot, element) => ({ ...spot, element, width: pen.measureText(spot.name).width });
  const programmes = areas(shown).map((spot) => one(spot, link(spot)));
  const towns = settings.codes.length ? [] : names.gemeenten.map((spot) => one(spot, town(spot)));
  shown.spots = { areas: programmes, towns };
  labels.replaceChildren(...[...programmes, ...towns].map((spot) => spot.element));
  stand(shown);
}

function link({ name, address }) {
  const made = Object.assign(document.createElement("a"), { href: address, className: "map-label", ariaLabel: name });
  made.append(Object.assign(document.createElement("span"), { textContent: name }));
  return made;
}

function town({ name }) {
  return Object.assign(document.createElement("span"), {
    className: "map-label",
    textContent: name,
    ariaHidden: "true",
    hidden: true,
  });
}

function stand({ map, spots }) {
  const { clientWidth: wide, clientHeight: high } = map.getCanvas(),
    taken = [];
  const free = (box) =>
    box[0] > 0 && box[1] > 0 && box[2] < wide && box[3] < high && !taken.some((one) => meet(one, box));
  const seenAreas = spots.areas.map((spot) => seen(map, spot, wide, high)).filter(Boolean);
  // No name over a dot of another.
  for (const { x, y, small } of seenAreas) if (small) taken.push([x - 7, y - 7, x + 7, y + 7]);
  for (const { element, width, x, y, top, foot, left, right, small } of seenAreas) {
    const half = small ? 10 : (right - left) / 2 + 6;
    const words = element.firstElementChild,
      places = [
        ...(right - left > width ? [[-width / 2, -9]] : []),
        ...(small
          ? []
          : [
              [-width / 2, top - y - 22],
              [-width / 2, foot - y + 4],
            ]),
        [half, -9],
        [-half - width, -9],
      ];
    const found = places.find(([dx, dy]) => free([x + dx, y + dy, x + dx + width, y + dy + 18]));
    words.hidden = !found;
    if (!found) continue;
    words.style.transform = `translate(${found[0]}px, ${found[1]}px)`;
    taken.push([x + found[0], y + found[1], x + found[0] + width, y + found[1] + 18]);
  }
  for (const { element, at, box, width } of spots.towns) {
    const { x, y } = map.project(at),
      mine = [x - width / 2, y - 9, x + width / 2, y + 9];
    element.hidden = corner(map, box[2], box[1])[0] - corner(map, box[0], box[3])[0] < width || !free(mine);
    if (element.hidden) continue;
    element.style.transform = `translate(${mine[0]}px, ${mine[1]}px)`;
    taken.push(mine);
  }
}

// Where an area lies on the screen, if it does.
function seen(map, { element, at, box, width }, wide, high) {
  const { x, y } = map.project(at),
    [left, top] = corner(map, box[0], box[3]),
    [right, foot] = corner(map, box[2], box[1]),
    small = Math.max(right - left, foot - top) < DOT_BELOW;
  element.hidden = x < 0 || y < 0 || x > wide || y > high;
  if (element.hidden) return null;
  element.classList.toggle("map-small", small);
  element.style.transform = `translate(${x}px, ${y}px)`;
  return { element, width, x, y, left, top, right, foot, small };
}

function corner(map, longitude, latitude) {
  const { x, y } = map.project([longitude, latitude]);
  return [x, y];
}

function meet(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}
