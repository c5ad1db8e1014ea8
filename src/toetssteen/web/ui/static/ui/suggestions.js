// What a search box proposes while somebody types: an editable combobox with a list. Without script the box just sends.

const WAIT = 150;

for (const input of document.querySelectorAll("input[data-suggestions]")) begin(input);

function begin(input) {
  const list = Object.assign(document.createElement("ul"), {
    id: `${input.id}-list`,
    className: "suggestions",
    hidden: true,
  });
  const told = Object.assign(document.createElement("span"), { className: "hidden-text" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  told.setAttribute("role", "status");
  input.form.append(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
  }))
    input.setAttribute(name, value);
  let timer;
  let asking;
  let at = -1;
  close();

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    told.textContent = "";
    mark(-1);
  }

  function mark(position) {
    at = position;
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(index === at));
    }
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((one, index) => option(one, `${list.id}-${index}`)));
    mark(-1);
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = input.dataset.told.replace("{n}", suggestions.length);
  }

  async function ask() {
    asking = new AbortController();
    try {
      const address = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok) show((await response.json()).suggestions);
    } catch (problem) {
      // Who types on asks anew; without an answer the box still sends.
      if (problem.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    if (input.value.trim().length < 2) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") mark(at >= last ? 0 : at + 1);
    else if (event.key === "ArrowUp") mark(at <= 0 ? last : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.address);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // Before the box loses focus, which would close the list under the pointer.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("li");
    if (chosen) location.assign(chosen.dataset.address);
  });
}

function option({ name, what, address }, id) {
  const item = Object.assign(document.createElement("li"), { id });
  const about = Object.assign(document.createElement("span"), { className: "grey", textContent: ` ${what}` });
  item.setAttribute("role", "option");
  item.dataset.address = address;
  item.append(Object.assign(document.createElement("strong"), { textContent: name }), about);
  return item;
}
