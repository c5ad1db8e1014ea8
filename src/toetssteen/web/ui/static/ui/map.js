// The map: outlines coloured by value, on paper, without a base map. Everything it needs stands in the page
// (see ui/maps.py); what it shows stands in the table too, so without script or WebGL nothing is lost.

const SECRET = 2,
  ESTIMATED = 5,
  PROVISIONAL = 6; // kernel.cells.Status
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

for (const root of document.querySelectorAll(".map[data-engine]")) start(root);

async function start(root) {
  const settings = JSON.parse(document.getElementById(root.dataset.settings).textContent);
  const no = root.querySelector(".map-no"),
    said = root.querySelector(".map-said");
  if (!document.createElement("canvas").getContext("webgl2")) {
    no.textContent = settings.words.no_webgl;
    return;
  }
  no.textContent = settings.words.loading;
  try {
    const [maplibre] = await Promise.all([import(root.dataset.engine), import(root.dataset.topojson)]);
    maplibre.setWorkerUrl(new URL(root.dataset.worker, location.href).href);
    const shown = {
      root,
      settings,
      at: settings.at,
      wanted: settings.at,
      shapes: [],
      values: [],
      statuses: [],
      outlines: "",
      chosen: null,
    };
    await fetched(shown, settings, settings.at);
    await draw(shown, maplibre);
    no.hidden = true;
    root.classList.add("drawn"); // the drawing for who has no script goes, and comes back on paper
    said.textContent = settings.words.ready;
    slide(shown);
    follow(shown);
  } catch (problem) {
    console.warn(problem);
    root.querySelector(".map-canvas").hidden = true;
    root.classList.remove("drawn");
    no.hidden = false;
    no.textContent = settings.words.offline;
  }
}

async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// The outlines (only when they are others than the ones on the map) and the figures of a year.
async function fetched(shown, settings, at) {
  const year = settings.years[at],
    other = year.outlines !== shown.outlines;
  const [topology, bytes] = await Promise.all([
    other ? got(year.outlines).then((r) => r.json()) : null,
    got(year.values).then((r) => r.arrayBuffer()),
  ]);
  const shapes = other ? features(topology) : shown.shapes;
  Object.assign(shown, { settings, at, shapes, outlines: year.outlines, ...unpacked(bytes, shapes.length) });
  return other;
}

function features(topology) {
  const shapes = globalThis.topojson.feature(topology, Object.values(topology.objects)[0]).features;
  return shapes.map((shape, id) => {
    const code = shape.id ?? shape.properties.code;
    return {
      type: "Feature",
      id,
      geometry: shape.geometry,
      properties: { code, name: shape.properties?.naam ?? code },
    };
  });
}

// The bytes that ui/maps.py packs: in the order of the outlines a number (null: none) and a status for each.
function unpacked(bytes, count) {
  const view = new DataView(bytes),
    size = view.getUint8(0),
    scale = 10 ** view.getUint8(1);
  if (bytes.byteLength !== 8 + count * (size + 1)) throw new Error(`${bytes.byteLength} bytes for ${count} outlines`);
  const read = {
    2: (i) => view.getInt16(i, true),
    4: (i) => view.getInt32(i, true),
    8: (i) => view.getFloat64(i, true),
  }[size];
  const none = { 2: -32768, 4: -2147483648, 8: NaN }[size];
  const values = Array.from({ length: count }, (_, i) => {
    const number = read(8 + i * size);
    return Object.is(number, none) ? null : size === 8 ? number : number / scale;
  });
  return { values, statuses: new Uint8Array(bytes, 8 + count * size) };
}

async function draw(shown, maplibre) {
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

function ours(codes) {
  return ["in", ["get", "code"], ["literal", codes]];
}

function paint({ map, settings: { breaks, colours }, shapes, values, statuses }) {
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

function title({ settings, at }) {
  return settings.words.title.replace("{name}", settings.name).replace("{year}", settings.years[at].year);
}

function slide(shown) {
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
function follow(shown) {
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

function choose(shown, feature, aloud = false) {
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

function words({ settings, at, values, statuses }, { id, properties: { code, name } }, aloud) {
  const strong = Object.assign(document.createElement("strong"), { textContent: name });
  const parts = [strong, document.createTextNode(`: ${figure(values[id], statuses[id], settings)}`)];
  const others = settings.years[at].others;
  if (others.includes(code)) {
    parts.push(document.createTextNode(` · ${settings.words.other}`));
  } else if (settings.link && aloud) {
    const href = settings.link.replace("{code}", encodeURIComponent(code));
    parts.push(
      document.createTextNode(" · "),
      Object.assign(document.createElement("a"), { href, className: "nl-link", textContent: settings.words.page }),
    );
  }
  return parts;
}

function figure(value, status, { unit, decimals, words }) {
  if (status === SECRET) return words.secret;
  if (value === null || value === undefined) return words.absent;
  const thousands = unit === "x 1.000 euro";
  const number = new Intl.NumberFormat("nl-NL", {
    minimumFractionDigits: thousands ? 0 : decimals,
    maximumFractionDigits: thousands ? 0 : decimals,
  })
    .format(thousands ? value * 1000 : value)
    .replace("-", "−");
  const told = ["", "aantal", "score", "klasse"].includes(unit)
    ? number
    : thousands || unit === "euro"
      ? `€ ${number}`
      : `${number} ${unit}`;
  return status === ESTIMATED || status === PROVISIONAL ? `${told} (${words.uncertain})` : told;
}

function box(shapes, codes) {
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
