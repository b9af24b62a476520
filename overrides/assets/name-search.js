// Searches an index of all names that lies in small files beside the list (name_search.py says
// how it is built). Nothing is loaded before a reader types, and then only what the words need.
(() => {
  const form = document.querySelector("form[data-index]");
  if (!form) return;
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const more = document.querySelector("[data-search-more]");
  const AT_ONCE = 20;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const loaded = new Map();
  let latest = 0;

  const load = (name) => {
    if (!loaded.has(name)) {
      const answer = fetch(new URL(form.dataset.index + name, document.baseURI)).then((response) => {
        if (!response.ok) throw new Error(response.status);
        return name.endsWith(".json") ? response.json() : response.text();
      });
      answer.catch(() => loaded.delete(name));
      loaded.set(name, answer);
    }
    return loaded.get(name);
  };

  const within = (ranges, character) => {
    for (let at = 0; at < ranges.length; at += 3) if (character >= ranges[at] && character <= ranges[at + 2]) return true;
    return false;
  };

  const words = (text, index) => {
    let folded = "";
    for (const character of text.normalize("NFKD").toLowerCase().normalize("NFKD")) {
      if (within(index.accents, character)) continue;
      folded += index.spellings[character] ?? (/[\p{L}\p{N}\p{M}]/u.test(character) ? character : " ");
    }
    return folded.split(" ").filter(Boolean);
  };

  // As the index sorts: by code points, which JavaScript's own comparison does not.
  const isAfter = (a, b) => {
    const x = [...a], y = [...b];
    for (let at = 0; at < x.length && at < y.length; at++) {
      if (x[at] !== y[at]) return x[at].codePointAt() > y[at].codePointAt();
    }
    return x.length > y.length;
  };

  const lastUpTo = (sorted, isBeyond) => {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBeyond(sorted[middle])) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  };

  const lettersFor = (letters, index) => {
    const unspaced = letters.some((letter) => within(index.unspaced, letter));
    if (letters.length < 3 && !unspaced) return "^" + letters.join("");
    for (let size = Math.min(3, letters.length); size <= letters.length; size++) {
      for (let at = 0; at + size <= letters.length; at++) {
        const gram = letters.slice(at, at + size).join("");
        if (!Object.hasOwn(index.common, gram)) return gram;
      }
    }
    return letters.join("");
  };

  const positions = (text) => {
    let at = 0;
    return text.split(",").map((step) => (at += parseInt(step, 36)));
  };

  const everyBit = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt());

  const common = async (file) => ({ bits: everyBit(await load(`c${file}.txt`)) });

  // The signatories with a word: as sorted positions, or as a set of bits for common letters.
  const having = async (word, index) => {
    const gram = lettersFor([...word], index);
    if (Object.hasOwn(index.common, gram)) return common(index.common[gram]);
    const file = lastUpTo(index.files, (first) => isAfter(first, gram));
    if (file < 0) return { found: [] };
    const text = "\n" + (await load(`w${file}.txt`)) + "\n#";
    const start = text.indexOf(`\n#${gram}\n`);
    if (start < 0) return { found: [] };
    const begin = start + gram.length + 3;
    const found = new Set();
    for (const line of text.slice(begin, text.indexOf("\n#", begin)).split("\n")) {
      const space = line.indexOf(" ");
      const entry = line.slice(0, space);
      if (gram[0] === "^" ? entry.startsWith(word) : entry.includes(word)) {
        for (const position of positions(line.slice(space + 1))) found.add(position);
      }
    }
    return { found: [...found].sort((a, b) => a - b) };
  };

  const bit = (bits, position) => (bits[position >> 3] >> (position & 7)) & 1;

  const search = async (text, chosen) => {
    const index = await load("index.json");
    const terms = [...new Set(words(text, index))].map((word) => having(word, index));
    for (const [name, value] of chosen) {
      const facet = index.facets.find((candidate) => candidate.name === name);
      const entry = facet?.values.find((candidate) => candidate[0] === value);
      if (entry) terms.push(common(entry[1]));
    }
    const parts = await Promise.all(terms);
    const group = chosen.get("group");
    const at = index.sections.findIndex((section) => section[1] === group);
    const from = at < 0 ? 0 : index.sections[at][0];
    const to = at < 0 || at + 1 === index.sections.length ? index.total : index.sections[at + 1][0];
    const lists = parts.filter((part) => part.found).sort((a, b) => a.found.length - b.found.length);
    const bits = parts.filter((part) => part.bits).map((part) => part.bits);
    let result;
    if (lists.length) {
      const others = lists.slice(1).map((part) => new Set(part.found));
      result = lists[0].found.filter((position) => others.every((set) => set.has(position)));
    } else {
      result = Array.from({ length: to - from }, (_, step) => from + step);
    }
    result = result.filter(
      (position) => position >= from && position < to && bits.every((set) => bit(set, position)),
    );
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
