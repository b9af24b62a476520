// Filters a list of names that is already in the page. Without this script the list stays whole.
(() => {
  const form = document.querySelector("form[data-filter]");
  if (!form) return;
  const status = document.querySelector("[data-search-status]");
  const lists = form.closest(".signatories");
  // Letters that readers take for others, although Unicode does not take them apart.
  const ALIKE = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ς: "σ" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/gu, "")
      .toLowerCase()
      .replace(/[łøđðþßæœıς]/g, (letter) => ALIKE[letter])
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim();
  const items = [...lists.querySelectorAll(".names > li")].map((item) => ({
    item,
    text: fold(item.textContent),
    group: item.closest("[data-group]")?.dataset.group,
  }));
  const number = new Intl.NumberFormat(document.documentElement.lang);

  const apply = () => {
    const values = new FormData(form);
    const words = fold(values.get("q")).split(" ").filter(Boolean);
    const group = values.get("group"), place = values.get("place"), demand = values.get("demand");
    const isNarrowed = words.length > 0 || group || place || demand;
    let shown = 0;
    for (const { item, text, group: own } of items) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (!group || own === group) &&
        (!place || item.dataset.place === place) &&
        (!demand || (item.dataset.demand ?? "").split(" ").includes(demand));
      item.hidden = !fits;
      shown += fits;
    }
    for (const names of lists.querySelectorAll(".names")) {
      const isEmpty = !names.querySelector(":scope > li:not([hidden])");
      names.hidden = isEmpty;
      if (names.previousElementSibling?.matches("h3")) names.previousElementSibling.hidden = isEmpty;
    }
    for (const section of lists.querySelectorAll(".list-section")) {
      section.hidden = !section.querySelector(".names:not([hidden])");
    }
    for (const alphabet of lists.querySelectorAll(".alphabet")) alphabet.hidden = isNarrowed;
    status.textContent = isNarrowed
      ? form.dataset.result.replace("{shown}", number.format(shown)).replace("{all}", number.format(items.length))
      : "";
    const query = new URLSearchParams([...values].filter(([, value]) => value)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname + location.hash);
  };

  const given = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && given.has(field.name)) field.value = given.get(field.name);
  form.classList.add("is-ready");
  if ([...given.keys()].length) {
    const narrow = form.querySelector("details");
    if (narrow) narrow.open = [...narrow.querySelectorAll("select")].some((select) => select.value);
    apply();
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
})();
