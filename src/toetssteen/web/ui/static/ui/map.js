// The map: outlines coloured by value, on paper, without a base map. Everything it needs stands in the page
// (see ui/maps.py); what it shows stands in the table too, so without script or WebGL nothing is lost.

const SECRET = 2, ESTIMATED = 5, PROVISIONAL = 6; // kernel.cells.Status
const PAPER = "#ffffff", INK = "#15191e", EDGE = "#6b7683";
const DUTCH = {
  "NavigationControl.ZoomIn": "Dichterbij",
  "NavigationControl.ZoomOut": "Verder weg",
  "Map.Title": "Kaart",
  "CooperativeGesturesHandler.WindowsHelpText": "Houd Ctrl ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MacHelpText": "Houd ⌘ ingedrukt en scrol om in te zoomen",
  "CooperativeGesturesHandler.MobileHelpText": "Beweeg de kaart met twee vingers",
};

for (const root of document.querySelectorAll(".map[data-engine]")) start(root);

async function start(root) {
  const settings = JSON.parse(document.getElementById(root.dataset.settings).textContent);
  const no = root.querySelector(".map-no"), said = root.querySelector(".map-said");
  if (!document.createElement("canvas").getContext("webgl2")) return void (no.textContent = settings.words.no_webgl);
  no.textContent = settings.words.loading;
  try {
    const [maplibre, outlines, values] = await Promise.all([
      import(root.dataset.engine), got(settings.outlines).then((r) => r.json()),
      got(settings.values).then((r) => r.arrayBuffer()), import(root.dataset.topojson),
    ]);
    maplibre.setWorkerUrl(new URL(root.dataset.worker, location.href).href);
    const shapes = features(outlines, values);
    await draw(root, maplibre, settings, shapes);
    no.hidden = true;
    said.textContent = settings.words.ready;
  } catch (problem) {
    console.warn(problem);
    root.querySelector(".map-canvas").hidden = true;
    no.textContent = settings.words.offline;
  }
}

async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// One feature an area, numbered, with its value and status. `bytes`: a little-endian float64 for each outline in
// the order of the file (NaN: no number), then a byte of status for each.
function features(topology, bytes) {
  const shapes = globalThis.topojson.feature(topology, Object.values(topology.objects)[0]).features;
  if (bytes.byteLength !== 9 * shapes.length) throw new Error(`${bytes.byteLength} bytes for ${shapes.length} outlines`);
  const numbers = new DataView(bytes), statuses = new Uint8Array(bytes, 8 * shapes.length);
  return shapes.map((shape, id) => {
    const code = shape.id ?? shape.properties.code, number = numbers.getFloat64(8 * id, true);
    const value = Number.isNaN(number) ? null : number;
    return { type: "Feature", id, geometry: shape.geometry, properties: { code, name: shape.properties?.naam ?? code, value, status: statuses[id] } };
  });
}

async function draw(root, maplibre, settings, shapes) {
  const canvas = root.querySelector(".map-canvas");
  canvas.hidden = false;
  const map = new maplibre.Map({
    container: canvas, locale: { ...DUTCH, "Map.Title": settings.words.label }, attributionControl: false,
    cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, maxZoom: 16,
    bounds: box(shapes, settings.codes), fitBoundsOptions: { padding: 24 },
    style: { version: 8, sources: {}, layers: [{ id: "paper", type: "background", paint: { "background-color": PAPER } }] },
  });
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
  listen(map, root, settings);
  await map.once("idle");
}

function layers({ breaks, colours, codes }) {
  const value = ["get", "value"], known = ["!=", value, null];
  const colour = breaks.length
    ? ["case", known, ["step", ["to-number", value], colours[0], ...breaks.flatMap((b, i) => [b, colours[i + 1]])], PAPER]
    : ["case", known, colours[0], PAPER];
  const uncertain = ["all", known, ["in", ["get", "status"], ["literal", [ESTIMATED, PROVISIONAL]]]];
  const dark = breaks.length ? [">=", ["to-number", value], breaks[Math.floor(breaks.length / 2)]] : ["literal", false];
  const fill = (id, paint, filter) => ({ id, type: "fill", source: "areas", paint, ...(filter && { filter }) });
  return [
    fill("areas", { "fill-color": colour, "fill-antialias": false }),
    fill("uncertain", { "fill-pattern": "dots" }, ["all", uncertain, ["!", dark]]),
    fill("uncertain-dark", { "fill-pattern": "light-dots" }, ["all", uncertain, dark]),
    fill("secret", { "fill-pattern": "hatch" }, ["==", ["get", "status"], SECRET]),
    { id: "edges", type: "line", source: "areas", paint: { "line-color": EDGE, "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.2, 11, 0.8] } },
    { id: "ours", type: "line", source: "areas", filter: ["in", ["get", "code"], ["literal", codes]], paint: { "line-color": INK, "line-width": 2.5 } },
    { id: "chosen", type: "line", source: "areas", layout: { "line-join": "round" }, paint: {
      "line-color": INK, "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 4, 0] } },
  ];
}

function listen(map, root, settings) {
  const said = root.querySelector(".map-said");
  let chosen = null;
  const choose = (feature, aloud) => {
    if (chosen !== null) map.setFeatureState({ source: "areas", id: chosen }, { chosen: false });
    chosen = feature ? feature.id : null;
    if (!feature) return;
    map.setFeatureState({ source: "areas", id: chosen }, { chosen: true });
    said.ariaLive = aloud ? "polite" : "off"; // the mouse passes over many places: not read out
    said.replaceChildren(...words(feature.properties, settings, aloud));
  };
  const under = (point) => map.queryRenderedFeatures(point, { layers: ["areas"] })[0];
  let fixed = false;
  map.on("mousemove", (event) => { if (!fixed) choose(under(event.point), false); });
  map.on("click", (event) => { const hit = under(event.point); fixed = Boolean(hit); choose(hit, true); });
  map.on("moveend", () => {
    if (document.activeElement !== map.getCanvas()) return;
    const { clientWidth, clientHeight } = map.getCanvas();
    choose(under([clientWidth / 2, clientHeight / 2]), true);
  });
  map.getCanvas().addEventListener("keydown", (event) => {
    const link = said.querySelector("a");
    if (event.key === "Enter" && link) link.click();
  });
}

function words({ code, name, value, status }, settings, aloud) {
  const strong = Object.assign(document.createElement("strong"), { textContent: name });
  const parts = [strong, document.createTextNode(`: ${figure(value, status, settings)}`)];
  if (settings.link && aloud) {
    const href = settings.link.replace("{code}", encodeURIComponent(code));
    parts.push(document.createTextNode(" · "), Object.assign(document.createElement("a"), { href, className: "nl-link", textContent: settings.words.page }));
  }
  return parts;
}

function figure(value, status, { unit, decimals, words }) {
  if (status === SECRET) return words.secret;
  if (value === null || value === undefined) return words.absent;
  const thousands = unit === "x 1.000 euro";
  const number = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: thousands ? 0 : decimals, maximumFractionDigits: thousands ? 0 : decimals })
    .format(thousands ? value * 1000 : value).replace("-", "−");
  const told = ["", "aantal", "score", "klasse"].includes(unit) ? number : thousands || unit === "euro" ? `€ ${number}` : `${number} ${unit}`;
  return status === ESTIMATED || status === PROVISIONAL ? `${told} (${words.uncertain})` : told;
}

function box(shapes, codes) {
  const own = shapes.filter((shape) => codes.includes(shape.properties.code));
  let [west, south, east, north] = [180, 90, -180, -90];
  const visit = (part) => {
    if (typeof part[0] !== "number") return part.forEach(visit);
    west = Math.min(west, part[0]); east = Math.max(east, part[0]);
    south = Math.min(south, part[1]); north = Math.max(north, part[1]);
  };
  for (const shape of own.length ? own : shapes) if (shape.geometry?.coordinates) visit(shape.geometry.coordinates);
  const room = own.length ? 0.6 : 0; // this area with what lies around it
  const [wide, high] = [(east - west) * room, (north - south) * room];
  return [[west - wide, south - high], [east + wide, north + high]];
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
    pen.strokeStyle = colour; pen.lineWidth = 2.5;
    for (const start of [-16, 0, 16]) { pen.beginPath(); pen.moveTo(start - 2, 18); pen.lineTo(start + 18, -2); pen.stroke(); }
  });
}

function dots(colour) {
  return pattern(16, (pen) => {
    pen.fillStyle = colour;
    for (const [x, y] of [[4, 4], [12, 12]]) { pen.beginPath(); pen.arc(x, y, 2.2, 0, 7); pen.fill(); }
  });
}
