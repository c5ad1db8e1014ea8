// The outlines and the figures of the map: fetched, and unpacked.

// kernel.cells.Status
export const SECRET = 2,
  ESTIMATED = 5,
  PROVISIONAL = 6;

export async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// The outlines with their names (only when they are others than the ones on the map) and the figures of a year.
export async function fetched(shown, settings, at) {
  const year = settings.years[at],
    other = year.outlines !== shown.outlines;
  const [topology, bytes, names] = await Promise.all([
    other ? got(year.outlines).then((r) => r.json()) : null,
    got(year.values).then((r) => r.arrayBuffer()),
    shown.names ?? got(settings.names).then((r) => r.json()),
  ]);
  const drawn = other ? features(topology) : { shapes: shown.shapes, borders: shown.borders };
  Object.assign(shown, { settings, at, names, ...drawn, outlines: year.outlines });
  Object.assign(shown, unpacked(bytes, drawn.shapes.length));
  return other;
}

export const gemeente = (code) => `GM${code.slice(2, 6)}`;

// What lies on the map: all outlines, or those within a gemeente.
export function within({ shapes, settings: { codes } }) {
  const own = new Set(codes);
  return own.size ? shapes.filter((shape) => own.has(shape.properties.code)) : shapes;
}

// Areas with a programme of their own: all, or those within a gemeente.
export function areas({ names, settings: { codes } }) {
  const own = new Set(codes);
  return own.size ? names.focus.filter((area) => area.codes.some((code) => own.has(code))) : names.focus;
}

function features(topology) {
  const object = Object.values(topology.objects)[0];
  const shapes = globalThis.topojson.feature(topology, object).features.map((shape, id) => {
    const code = shape.id ?? shape.properties.code;
    return {
      type: "Feature",
      id,
      geometry: shape.geometry,
      properties: { code, name: shape.properties?.naam ?? code },
    };
  });
  // Only between gemeenten: lines around gemeenten themselves are drawn already.
  const borders = globalThis.topojson.mesh(topology, object, (a, b) => gemeente(a.id) !== gemeente(b.id));
  return { shapes, borders };
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
