// Filters a list of names that is already in the page. Without this script the list stays whole.
(() => {
  // Letters that readers take for others, although Unicode does not take them apart.
  const ALIKE = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .replace(/[łøđðþßæœı]/g, (letter) => ALIKE[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  for (const list of document.querySelectorAll("[data-filter]")) {
    const items = [...list.querySelectorAll(".names > li")].map((item) => ({ item, text: fold(item.textContent) }));
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const label = document.createElement("label");
    const input = document.createElement("input");
    const status = document.createElement("p");
    label.className = "filter";
    label.append(list.dataset.label, input);
    input.type = "search";
    input.autocomplete = "off";
    input.spellcheck = false;
    status.className = "filter-status";
    status.setAttribute("role", "status");
    const box = document.createElement("div");
    box.className = "filter-box";
    box.append(label, status);
    list.prepend(box);
    list.classList.add("has-filter");

    const apply = () => {
      const words = fold(input.value).split(" ").filter(Boolean);
      let shown = 0;
      for (const { item, text } of items) {
        item.hidden = !words.every((word) => text.includes(word));
        shown += !item.hidden;
      }
      for (const names of list.querySelectorAll(".names")) {
        const empty = !names.querySelector(":scope > li:not([hidden])");
        names.hidden = empty;
        if (names.previousElementSibling?.matches("h3")) names.previousElementSibling.hidden = empty;
      }
      for (const alphabet of list.querySelectorAll(".alphabet")) alphabet.hidden = words.length > 0;
      status.textContent = words.length
        ? list.dataset.result.replace("{shown}", number.format(shown)).replace("{all}", number.format(items.length))
        : "";
    };
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 120);
    });
  }
})();
