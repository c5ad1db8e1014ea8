// A picture as PNG, made in the browser from its SVG at twice the size; without script the SVG is there.
const SHARP = 2;

for (const button of document.querySelectorAll("[data-png]")) button.parentElement.hidden = false;
// Parts of the page can be renewed (map.js): listen above them, and show the buttons that come.
new MutationObserver(() => {
  for (const button of document.querySelectorAll("[hidden] > [data-png]")) button.parentElement.hidden = false;
}).observe(document.body, { childList: true, subtree: true });

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-png]");
  if (!button) return;
  const said = button.closest("details").querySelector(".png-said");
  said.textContent = "";
  try {
    save(await png(button.dataset.png), button.dataset.name);
  } catch (problem) {
    console.warn(problem);
    said.textContent = "Het plaatje kon niet worden gemaakt. Neem de SVG.";
  }
});

async function png(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const image = new Image();
  const fonts = `<style>${(await Promise.all(ownFonts())).join("")}</style>`;
  const drawing = (await response.text()).replace(/<svg [^>]*>/, (start) => start + fonts);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.width * SHARP,
    height: image.height * SHARP,
  });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no PNG"))), "image/png"),
  );
}

// An image sees no fonts of the page: those of the house style go into it.
function ownFonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [rule, sheet.href]));
  const faces = rules.filter(
    ([rule]) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-style") === "normal",
  );
  return faces.map(async ([rule, base]) => {
    const [found, address] = rule.cssText.match(/url\("?([^")]+)"?\)/);
    const bytes = new Uint8Array(await fetch(new URL(address, base)).then((r) => r.arrayBuffer()));
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return rule.cssText.replace(found, `url("data:font/woff2;base64,${text}")`);
  });
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
