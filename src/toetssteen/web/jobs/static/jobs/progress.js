// A job that waits or runs: ask now and again how far it is, and show it in place. Without script the page stands still.
const EVERY = 2000;
const part = document.getElementById("stand");

async function look() {
  if (!part.dataset.active) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("stand");
    // Signed out meanwhile, or the job is gone: what is shown stays, and so does a link that works.
    if (!answer.ok || !now) return;
    if (now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
    // A job that ended has other buttons, and a log.
    if (!now.dataset.active) return location.reload();
  } catch {
    // No connection for a moment.
  }
  setTimeout(look, EVERY);
}

if (part) setTimeout(look, EVERY);
