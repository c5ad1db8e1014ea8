// The map: outlines coloured by value, on paper, without a base map. Everything it needs stands in the page (see ui/maps.py).
// Until it is ready, and without script or WebGL, a still drawing stands in its box.

import { listen } from "./map-card.js";
import { follow, slide } from "./map-change.js";
import { fetched } from "./map-data.js";
import { draw } from "./map-drawing.js";
import { locate } from "./map-locate.js";
import { name } from "./map-names.js";
import { still, title } from "./map-words.js";

for (const root of document.querySelectorAll(".map[data-engine]")) start(root);

// The outlines are seen before the engine of the map takes the browser's time.
async function painted(root) {
  await root
    .querySelector(".map-still img")
    ?.decode()
    .catch(() => {});
  await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
}

async function start(root) {
  const settings = JSON.parse(document.getElementById(root.dataset.settings).textContent);
  const no = root.querySelector(".map-no"),
    said = root.querySelector(".map-said");
  if (!root.dataset.engine || !document.createElement("canvas").getContext("webgl2")) {
    if (root.dataset.engine) no.textContent = still(root, settings, "no_webgl");
    document.documentElement.classList.add("map-stands");
    return;
  }
  no.textContent = settings.words.loading;
  try {
    await painted(root);
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
      names: null,
      chosen: null,
    };
    await fetched(shown, settings, settings.at);
    await draw(shown, maplibre, title(shown));
    name(shown);
    listen(shown);
    no.hidden = true;
    root.classList.add("drawn"); // the still drawing goes, and comes back on paper
    said.textContent = settings.words.ready;
    slide(shown);
    follow(shown);
    locate(shown);
  } catch (problem) {
    console.warn(problem);
    root.querySelector(".map-canvas").hidden = true;
    root.classList.remove("drawn");
    document.documentElement.classList.add("map-stands");
    no.hidden = false;
    no.textContent = still(root, settings, "offline");
  }
}
