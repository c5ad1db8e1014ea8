// The map drawn: its layers, colours and patterns, and where it looks.

import { areas, ESTIMATED, PROVISIONAL, SECRET, within } from "./map-data.js";

const PAPER = "#ffffff",
  INK = "#15191e",
  ACCENT = "#005a64",
  EDGE = "#6b7683";
const DUTCH = {
  "NavigationControl.ZoomIn": "Dichterbij",
  "NavigationControl.ZoomOut": "Verder weg",
  "CooperativeGesturesHandler.WindowsHelpText": "Houd Ctrl ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MacHelpText": "Houd ⌘ ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MobileHelpText": "Beweeg de kaart met twee vingers",
};

export async function draw(shown, maplibre, title) {
  const { root, settings } = shown,
    canvas = root.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = new maplibre.Map({
    container: canvas,
    locale: { ...DUTCH, "Map.Title": title },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 16,
    bounds: box(within(shown)),
    fitBoundsOptions: { padding: room(root) },
    style: { version: 8, sources: {}, layers: [] },
  });
  shown.map = map;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation?.();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-left");
  canvas.append(Object.assign(document.createElement("span"), { className: "map-cross", ariaHidden: "true" }));
  await map.once("load");
  map.addImage("hatch", hatch(settings.hatching), { pixelRatio: 2 });
  map.addImage("dots", dots(INK), { pixelRatio: 2 });
  map.addImage("light-dots", dots(PAPER), { pixelRatio: 2 });
  for (const id of ["areas", "borders", "focus"]) map.addSource(id, { type: "geojson", data: collection([]) });
  place(shown);
  for (const layer of layers()) map.addLayer(layer);
  paint(shown);
  await map.once("idle");
}

// The outlines of now on the map.
export function place(shown) {
  const { map, borders, settings } = shown,
    line = (coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } });
  map.getSource("areas").setData(collection(within(shown)));
  map
    .getSource("borders")
    .setData(collection(settings.codes.length ? [] : [{ type: "Feature", properties: {}, geometry: borders }]));
  map.getSource("focus").setData(collection(areas(shown).map((area) => line(area.rings))));
}

function collection(features) {
  return { type: "FeatureCollection", features };
}

// The still drawing has the place the map must have too: then nothing jumps.
export function room(root) {
  const stage = root.querySelector(".map-stage").getBoundingClientRect(),
    still = root.querySelector(".map-still")?.getBoundingClientRect() ?? stage,
    known = still.width ? still : (room.last ?? stage);
  room.last = known;
  return {
    top: known.top - stage.top,
    left: known.left - stage.left,
    right: stage.right - known.right,
    bottom: stage.bottom - known.bottom,
  };
}

// Colour and pattern are states of an outline: another year or figure changes these, not the outlines.
function layers() {
  const pattern = (id, image) => ({
    id,
    type: "fill",
    source: "areas",
    paint: {
      "fill-pattern": image,
      "fill-opacity": ["case", ["==", ["feature-state", "pattern"], id], 1, 0],
    },
  });
  const line = (id, source, colour, width) => ({
    id,
    type: "line",
    source,
    layout: { "line-join": "round" },
    paint: { "line-color": colour, "line-width": width },
  });
  const chosen = (width) => ["case", ["boolean", ["feature-state", "chosen"], false], width, 0];
  const growing = (far, near) => ["interpolate", ["linear"], ["zoom"], 6, far, 11, near];
  return [
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: { "fill-color": ["to-color", ["feature-state", "colour"], PAPER], "fill-antialias": false },
    },
    pattern("uncertain", "dots"),
    pattern("uncertain-dark", "light-dots"),
    pattern("secret", "hatch"),
    line("edges", "areas", EDGE, growing(0.2, 0.8)),
    line("borders", "borders", INK, growing(0.5, 1.6)),
    line("focus-edge", "focus", PAPER, growing(3, 6)),
    line("focus", "focus", ACCENT, growing(1.6, 3)),
    line("chosen-edge", "areas", PAPER, chosen(7)),
    line("chosen", "areas", INK, chosen(4)),
  ];
}

export function paint({ map, settings: { breaks, colours }, shapes, values, statuses }) {
  for (const { id } of shapes) {
    const value = values[id],
      step = breaks.filter((low) => value >= low).length;
    const uncertain = value !== null && [ESTIMATED, PROVISIONAL].includes(statuses[id]);
    const dark = breaks.length > 0 && step > Math.floor(breaks.length / 2);
    map.setFeatureState(
      { source: "areas", id },
      {
        colour: value === null ? PAPER : colours[step],
        pattern: statuses[id] === SECRET ? "secret" : uncertain ? (dark ? "uncertain-dark" : "uncertain") : "",
      },
    );
  }
}

export function box(shapes) {
  let [west, south, east, north] = [180, 90, -180, -90];
  const visit = (part) => {
    if (typeof part[0] !== "number") return part.forEach(visit);
    west = Math.min(west, part[0]);
    east = Math.max(east, part[0]);
    south = Math.min(south, part[1]);
    north = Math.max(north, part[1]);
  };
  for (const shape of shapes) if (shape.geometry?.coordinates) visit(shape.geometry.coordinates);
  return [
    [west, south],
    [east, north],
  ];
}

// Patterns at twice the size, for sharp screens.
function pattern(size, paint) {
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const pen = canvas.getContext("2d");
  paint(pen);
  return pen.getImageData(0, 0, size, size);
}

function hatch(colour) {
  return pattern(16, (pen) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 2.5;
    for (const start of [-16, 0, 16]) {
      pen.beginPath();
      pen.moveTo(start - 2, 18);
      pen.lineTo(start + 18, -2);
      pen.stroke();
    }
  });
}

function dots(colour) {
  return pattern(16, (pen) => {
    pen.fillStyle = colour;
    for (const [x, y] of [
      [4, 4],
      [12, 12],
    ]) {
      pen.beginPath();
      pen.arc(x, y, 2.2, 0, 7);
      pen.fill();
    }
  });
}
