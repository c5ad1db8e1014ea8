// The map: outlines coloured by value, on paper, without a base map. Everything it needs stands in the page
// (see ui/maps.py); what it shows stands in the table too, so without script or WebGL nothing is lost.

import { follow, slide } from "./map-change.js";
import { fetched } from "./map-data.js";
import { draw } from "./map-drawing.js";

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
