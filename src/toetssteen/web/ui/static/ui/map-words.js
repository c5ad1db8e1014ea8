// What the map says: of itself, of a place, of a figure.

import { ESTIMATED, PROVISIONAL, SECRET } from "./map-data.js";

export function title({ settings, at }) {
  return settings.words.title.replace("{name}", settings.name).replace("{year}", settings.years[at].year);
}

export function words({ settings, at, values, statuses }, { id, properties: { code, name } }, aloud) {
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
