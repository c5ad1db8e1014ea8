// The map drawn: its layers, colours and patterns, and where it looks.

import { ESTIMATED, PROVISIONAL, SECRET } from "./map-data.js";
import { title, words } from "./map-words.js";

const PAPER = "#ffffff",
  INK = "#15191e",
  EDGE = "#6b7683";
const DUTCH = {
  "NavigationControl.ZoomIn": "Dichterbij",
  "NavigationControl.ZoomOut": "Verder weg",
  "Map.Title": "Kaart",
  "CooperativeGesturesHandler.WindowsHelpText": "Houd Ctrl ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MacHelpText": "Houd ⌘ ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MobileHelpText": "Beweeg de kaart met twee vingers",
};

export async function draw(shown, maplibre) {
  const { root, settings, shapes } = shown,
    canvas = root.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = new maplibre.Map({
    container: canvas,
    locale: { ...DUTCH, "Map.Title": title(shown) },
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 16,
    bounds: box(shapes, settings.codes),
    fitBoundsOptions: { padding: 24 },
    style: {
      version: 8,
      sources: {},
      layers: [{ id: "paper", type: "background", paint: { "background-color": PAPER } }],
    },
  });
  shown.map = map;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation?.();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  canvas.append(Object.assign(document.createElement("span"), { className: "map-cross", ariaHidden: "true" }));
  await map.once("load");
  map.addImage("hatch", hatch(settings.hatching), { pixelRatio: 2 });
  map.addImage("dots", dots(INK), { pixelRatio: 2 });
  map.addImage("light-dots", dots(PAPER), { pixelRatio: 2 });
  map.addSource("areas", { type: "geojson", data: { type: "FeatureCollection", features: shapes } });
  for (const layer of layers(settings)) map.addLayer(layer);
  paint(shown);
  listen(shown);
  await map.once("idle");
}

// Colour and pattern are states of an outline: another year or figure changes these, not the outlines.
function layers({ codes }) {
  const pattern = (id, image) => ({
    id,
    type: "fill",
    source: "areas",
    paint: {
      "fill-pattern": image,
      "fill-opacity": ["case", ["==", ["feature-state", "pattern"], id], 1, 0],
    },
  });
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
    {
      id: "edges",
      type: "line",
      source: "areas",
      paint: { "line-color": EDGE, "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.2, 11, 0.8] },
    },
    { id: "ours", type: "line", source: "areas", filter: ours(codes), paint: { "line-color": INK, "line-width": 2.5 } },
    {
      id: "chosen",
      type: "line",
      source: "areas",
      layout: { "line-join": "round" },
      paint: {
        "line-color": INK,
        "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 4, 0],
      },
    },
  ];
}

export function ours(codes) {
  return ["in", ["get", "code"], ["literal", codes]];
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

export function box(shapes, codes) {
  const own = shapes.filter((shape) => codes.includes(shape.properties.code));
  let [west, south, east, north] = [180, 90, -180, -90];
  const visit = (part) => {
    if (typeof part[0] !== "number") return part.forEach(visit);
    west = Math.min(west, part[0]);
    east = Math.max(east, part[0]);
    south = Math.min(south, part[1]);
    north = Math.max(north, part[1]);
  };
  for (const shape of own.length ? own : shapes) if (shape.geometry?.coordinates) visit(shape.geometry.coordinates);
  const room = own.length ? 0.6 : 0; // this area with what lies around it
  const [wide, high] = [(east - west) * room, (north - south) * room];
  return [
    [west - wide, south - high],
    [east + wide, north + high],
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

export function choose(shown, feature, aloud = false) {
  const { map, root } = shown;
  if (shown.chosen !== null) map.setFeatureState({ source: "areas", id: shown.chosen }, { chosen: false });
  shown.chosen = feature ? feature.id : null;
  if (!feature) return;
  map.setFeatureState({ source: "areas", id: shown.chosen }, { chosen: true });
  const said = root.querySelector(".map-said");
  said.ariaLive = aloud ? "polite" : "off"; // the mouse passes over many places: not read out
  said.replaceChildren(...words(shown, feature, aloud));
}

function listen(shown) {
  const { map, root } = shown;
  const under = (point) => map.queryRenderedFeatures(point, { layers: ["areas"] })[0];
  let fixed = false;
  map.on("mousemove", (event) => {
    if (!fixed) choose(shown, under(event.point));
  });
  map.on("click", (event) => {
    const hit = under(event.point);
    fixed = Boolean(hit);
    choose(shown, hit, true);
  });
  map.on("moveend", () => {
    if (document.activeElement !== map.getCanvas()) return;
    const { clientWidth, clientHeight } = map.getCanvas();
    choose(shown, under([clientWidth / 2, clientHeight / 2]), true);
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    const link = root.querySelector(".map-said a");
    if (event.key === "Enter" && link) link.click();
  });
}
