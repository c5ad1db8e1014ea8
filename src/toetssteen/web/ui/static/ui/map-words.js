// What the map says: of itself, and of a figure.

import { ESTIMATED, PROVISIONAL, SECRET } from "./map-data.js";

export function title({ settings, at }) {
  return settings.words.title.replace("{name}", settings.name).replace("{year}", settings.years[at].year);
}

// Why the map does not move, and where its figures stand when the page has them as a table too.
export function still({ dataset }, { words }, reason) {
  return dataset.table ? `${words[reason]} ${words.table}` : words[reason];
}

export function figure(value, status, { unit, decimals, words }) {
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
