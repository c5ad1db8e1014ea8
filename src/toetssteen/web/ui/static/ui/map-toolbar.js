// The questions above the map: a choice is shown at once, and a figure is found by typing a part of its name.

for (const form of document.querySelectorAll("form.map-toolbar")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=radio]")) form.requestSubmit();
  });
  for (const select of form.querySelectorAll("select[data-none]")) filterable(select);
}

// An editable combobox in the place of a select, which stays behind it with the choice.
function filterable(select) {
  const input = Object.assign(document.createElement("input"), {
    type: "text",
    id: `${select.id}-zoek`,
    autocomplete: "off",
    spellcheck: false,
    className: "utrecht-textbox utrecht-textbox--html-input",
  });
  const list = Object.assign(document.createElement("ul"), {
    id: `${select.id}-lijst`,
    className: "suggestions",
    hidden: true,
  });
  list.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  }))
    input.setAttribute(name, value);
  const label = select.labels[0];
  list.setAttribute("aria-label", label.textContent);
  label.htmlFor = input.id;
  select.hidden = true;
  select.after(input, list);
  const all = [...select.options].map((option, at) => ({
    at,
    id: `${list.id}-${at}`,
    name: option.text.trim(),
    group: option.closest("optgroup")?.label ?? "",
  }));
  let marked = -1;
  const chosen = () => all[select.selectedIndex].name;
  input.value = chosen();

  function show(text) {
    const words = folded(text).split(/\s+/).filter(Boolean);
    const found = all.filter((one) => words.every((word) => folded(`${one.name} ${one.group}`).includes(word)));
    let group = "";
    list.replaceChildren();
    for (const one of found) {
      if (one.group !== group) list.append(item("presentation", one.group, "grey"));
      group = one.group;
      const option = item("option", one.name);
      option.id = one.id;
      option.dataset.at = one.at;
      list.append(option);
    }
    if (!found.length) list.append(item("presentation", select.dataset.none, "grey"));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.value = chosen();
  }

  function mark(at) {
    const options = list.querySelectorAll("[role=option]");
    marked = at < 0 || !options.length ? -1 : at % options.length;
    for (const [index, option] of options.entries()) option.setAttribute("aria-selected", String(index === marked));
    if (marked < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[marked].id);
    options[marked].scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    select.selectedIndex = Number(option.dataset.at);
    close();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => show(""));
  input.addEventListener("input", () => show(input.value));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const options = list.querySelectorAll("[role=option]");
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      if (list.hidden) show("");
      mark(event.key === "ArrowDown" ? marked + 1 : marked <= 0 ? options.length - 1 : marked - 1);
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      if (!list.hidden && options.length) take(options[Math.max(marked, 0)]);
    } else return;
    event.preventDefault();
  });
  // Before the box loses focus, which would close the list under the pointer.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

function item(role, text, className = "") {
  const made = Object.assign(document.createElement("li"), { textContent: text, className });
  made.setAttribute("role", role);
  return made;
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
