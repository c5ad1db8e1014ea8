// The box in which a place is typed: the map goes there. Without script it searches.

import { choose, tellOf } from "./map-card.js";
import { gemeente, got, within } from "./map-data.js";
import { box, room } from "./map-drawing.js";

const WAIT = 150;

export function locate(shown) {
  const { root } = shown,
    form = root.querySelector(".map-locate");
  if (!form) return;
  const input = form.querySelector("input"),
    list = Object.assign(document.createElement("datalist"), { id: `${input.id}-lijst` });
  form.append(list);
  input.setAttribute("list", list.id);
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return;
    timer = setTimeout(async () => {
      const found = await places(shown, form, input.value).catch(() => []);
      list.replaceChildren(...found.map(({ name, what }) => new Option(what, name)));
    }, WAIT);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = root.querySelector(".map-said"),
      words = shown.settings.words;
    try {
      const found = await places(shown, form, input.value);
      said.textContent = found.length ? go(shown, found[0]) : words.not_found;
    } catch {
      form.submit();
      return;
    }
    form.querySelector(".map-answer")?.remove();
    form.append(
      Object.assign(document.createElement("p"), { className: "map-answer small", textContent: said.textContent }),
    );
  });
}

// Of what the site proposes, the places; that of which this is the name first.
async function places({ settings }, form, text) {
  const { suggestions } = await got(`${form.dataset.places}?q=${encodeURIComponent(text)}`).then((r) => r.json());
  const [before, after] = settings.link.split("{code}");
  const found = suggestions
    .filter(({ address }) => address.startsWith(before) && address.endsWith(after))
    .map((one) => ({ ...one, code: decodeURIComponent(one.address.slice(before.length, -after.length || undefined)) }));
  const named = (one) => one.name.toLowerCase() === text.trim().toLowerCase();
  return [...found.filter(named), ...found.filter((one) => !named(one))];
}

function go(shown, { name, code, address }) {
  const { map, names, root, settings } = shown,
    area = names.focus.find((one) => one.address === address),
    shapes = area ? [] : part(within(shown), code);
  if (!area && !shapes.length) return settings.words.nowhere;
  const bounds = area
    ? [
        [area.box[0], area.box[1]],
        [area.box[2], area.box[3]],
      ]
    : box(shapes);
  map.fitBounds(bounds, { padding: room(root), maxZoom: 12 });
  if (shapes.length === 1) choose(shown, shapes[0], true);
  else tellOf(shown, code).catch((problem) => console.warn(problem));
  return settings.words.found.replace("{name}", name);
}

// The outlines that are the place, lie in it, or in which it lies.
function part(shapes, code) {
  const inside = (shape) => {
    const own = shape.properties.code;
    return own === code || (code.startsWith("GM") ? gemeente(own) === code : own.slice(2).startsWith(code.slice(2)));
  };
  const found = shapes.filter(inside);
  return found.length ? found : shapes.filter((shape) => code.slice(2).startsWith(shape.properties.code.slice(2)));
}
