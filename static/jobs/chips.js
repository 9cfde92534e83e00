// A field of words separated by commas, as chips. Without this script it stays a plain field, and means the same.
const PARTED = /[,，、;；\n]+/;

function enhance(field) {
  const { remove, full, list, most } = field.dataset;
  const words = [];
  const box = document.createElement("div");
  const chips = document.createElement("ul");
  const entry = document.createElement("input");
  const said = document.createElement("span");
  box.className = "chips";
  chips.setAttribute("aria-label", list);
  Object.assign(entry, { type: "text", id: field.id, autocomplete: "off", maxLength: 1000 }); // a whole list may be pasted
  entry.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  if (field.ariaInvalid) entry.ariaInvalid = field.ariaInvalid;
  said.className = "hint";
  said.setAttribute("role", "status");

  const show = () => {
    field.value = words.join(", ");
    chips.replaceChildren(...words.map(chip));
    chips.hidden = words.length === 0;
  };
  const chip = (word) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    item.className = "chip";
    item.append(word);
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", remove.replace("{word}", word));
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the field's blur would draw the chips anew under the click
    button.addEventListener("click", () => {
      words.splice(words.indexOf(word), 1);
      said.textContent = "";
      show();
      entry.focus();
    });
    item.append(button);
    return item;
  };
  const take = (text) => {
    for (const part of text.split(PARTED)) {
      const word = part.trim().replace(/\s+/g, " ");
      if (!word || words.includes(word)) continue;
      if (words.length >= Number(most)) {
        said.textContent = full;
        break;
      }
      words.push(word);
    }
    show();
  };

  entry.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && entry.value.trim()) {
      event.preventDefault();
      take(entry.value);
      entry.value = "";
    } else if (event.key === "Backspace" && !entry.value && words.length) {
      event.preventDefault();
      entry.value = words.pop();
      show();
    }
  });
  entry.addEventListener("input", (event) => {
    if (event.isComposing || !PARTED.test(entry.value)) return;
    take(entry.value);
    entry.value = "";
  });
  entry.addEventListener("compositionend", () => entry.dispatchEvent(new Event("input")));
  entry.addEventListener("blur", () => {
    take(entry.value);
    entry.value = "";
  });

  const before = field.value;
  field.removeAttribute("id");
  field.type = "hidden";
  box.append(chips, entry);
  field.after(box, said);
  take(before);
}

for (const field of document.querySelectorAll("[data-chips]")) enhance(field);
