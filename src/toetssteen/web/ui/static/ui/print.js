// Paper has no buttons: open every <details> for the print, and close again what the reader had closed.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
  // A drawing that waits until it is seen is seen now.
  for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened = [];
});
