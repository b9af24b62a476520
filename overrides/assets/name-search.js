// Searches an index of all names that lies in small files beside the list (name_search.py says
// how it is built). Nothing is loaded before a reader types, and then only what the words need.
(() => {
  const form = document.querySelector("form[data-index]");
  if (!form) return;
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const more = document.querySelector("[data-search-more]");
  const AT_ONCE = 10;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const loaded = new Map();
  let latest = 0;

  const load = (name) => {
    if (!loaded.has(name)) {
      const answer = fetch(new URL(form.dataset.index + name, document.baseURI)).then((response) => {
        if (!response.ok) throw new Error(response.status);
        return response.json();
      });
      answer.catch(() => loaded.delete(name));
      loaded.set(name, answer);
    }
    return loaded.get(name);
  };

  const isAccent = (character, { accents }) => {
    for (let at = 0; at < accents.length; at += 3) if (character >= accents[at] && character <= accents[at + 2]) return true;
    return false;
  };

  const wordsOf = (text, index) => {
    let folded = "";
    for (const character of text.normalize("NFKD").toLowerCase().normalize("NFKD")) {
      if (isAccent(character, index)) continue;
      folded += index.spellings[character] ?? (/[\p{L}\p{N}\p{M}]/u.test(character) ? character : " ");
    }
    return new Set(folded.split(" ").filter(Boolean));
  };

  // The last of what is sorted that does not stand behind a place in it.
  const lastUpTo = (sorted, isBehind) => {
    const after = sorted.findIndex(isBehind);
    return after < 0 ? sorted.length - 1 : after - 1;
  };

  const mark = (mask, text) => {
    if (text[0] === "=") {
      const bits = atob(text.slice(1));
      for (let at = 0; at < mask.length; at++) if ((bits.charCodeAt(at >> 3) >> (at & 7)) & 1) mask[at] = 1;
    } else {
      let at = 0;
      for (const step of text.split(",")) mask[(at += Number(step))] = 1;
    }
  };

  // A mask of the signatories with a word under a key that begins as asked.
  const having = async (key, begin, index) => {
    const mask = new Uint8Array(index.total);
    const file = lastUpTo(index.files, (first) => first > key);
    const words = file < 0 ? {} : ((await load(`w${file}.json`))[key] ?? {});
    for (const [word, positions] of Object.entries(words)) if (word.startsWith(begin)) mark(mask, positions);
    return mask;
  };

  const keyOf = (word, index) => {
    const letters = [...word].slice(0, index.letters);
    return (letters.length < index.letters ? "^" : "") + letters.join("");
  };

  const search = async (text, chosen) => {
    const index = await load("index.json");
    const terms = [...wordsOf(text, index)].map((word) => having(keyOf(word, index), word, index));
    for (const [name, value] of chosen) if (name !== "group") terms.push(having(`${name}:${value}`, "", index));
    const masks = await Promise.all(terms);
    const at = index.sections.findIndex((section) => section[1] === chosen.get("group"));
    const from = at < 0 ? 0 : index.sections[at][0];
    const to = (at < 0 ? undefined : index.sections[at + 1]?.[0]) ?? index.total;
    const result = [];
    for (let position = from; position < to; position++) {
      if (masks.every((mask) => mask[position])) result.push(position);
    }
    return { index, result };
  };

  const show = async ({ index, result }, start, turn) => {
    const slice = result.slice(start, start + AT_ONCE);
    const blocks = await Promise.all(slice.map((position) => load(`n${Math.floor(position / index.block)}.json`)));
    if (turn !== latest) return;
    slice.forEach((position, at) => {
      const [name, detail] = blocks[at][position % index.block];
      const page = index.pages[lastUpTo(index.pages, ([first]) => first > position)];
      const section = index.sections[lastUpTo(index.sections, ([first]) => first > position)];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const bdi = document.createElement("bdi");
      const rest = document.createElement("span");
      bdi.textContent = name;
      // The browser goes to the name itself where it knows how, else to the page.
      link.href = new URL(form.dataset.root + page[1], document.baseURI) + "#:~:text=" + encodeURIComponent(name).replaceAll("-", "%2D");
      link.append(bdi);
      rest.className = "detail";
      rest.textContent = [detail, groupName(section[1])].filter(Boolean).join(" · ");
      item.append(link, " ", rest);
      list.append(item);
    });
    more.hidden = start + AT_ONCE >= result.length;
    more.onclick = async () => {
      const next = list.children.length;
      await show({ index, result }, next, turn);
      list.children[next]?.querySelector("a").focus();
    };
  };

  // The index names groups in the main language; the form has them in the reader's own.
  const groupName = (group) =>
    [...(form.elements.group?.options ?? [])].find((option) => option.value === group)?.textContent ?? group;

  const answer = async () => {
    const turn = ++latest;
    const values = new FormData(form);
    const text = values.get("q") ?? "";
    const chosen = new Map([...values].filter(([name, value]) => name !== "q" && value));
    const query = new URLSearchParams([...values].filter(([, value]) => value)).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    if (!text.trim() && !chosen.size) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      return;
    }
    try {
      const found = await search(text, chosen);
      if (turn !== latest) return;
      list.replaceChildren();
      status.textContent = form.dataset.result
        .replace("{shown}", number.format(found.result.length))
        .replace("{all}", number.format(found.index.total));
      await show(found, 0, turn);
    } catch {
      if (turn === latest) status.textContent = form.dataset.failed;
    }
  };

  const given = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && given.has(field.name)) field.value = given.get(field.name);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(answer, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.classList.add("is-ready");
  if ([...given.keys()].length) {
    const narrow = form.querySelector("details");
    if (narrow) narrow.open = [...narrow.querySelectorAll("select")].some((select) => select.value);
    answer();
  }
})();
