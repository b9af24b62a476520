// Searches the site's pages. Its worker and its index are loaded when a reader begins to type.
(() => {
  const form = document.querySelector("form.search");
  const input = form.elements.q;
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const root = new URL(form.dataset.root, document.baseURI);
  const SHORTEST = 2;
  let worker;

  // The words that were asked for, marked where they stand.
  const marked = (text) => {
    const words = input.value.match(/[\p{L}\p{M}\p{N}]+/gu);
    if (!words) return [text];
    return text.split(new RegExp(`(${words.join("|")})`, "giu")).map((part, at) => {
      if (at % 2 === 0) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  };

  const show = (results) => {
    list.replaceChildren(
      ...results.map(({ location, title, summary, language }) => {
        const item = document.createElement("li");
        if (language && language !== form.dataset.language) {
          item.lang = language;
          item.dir = "auto";
        }
        const link = document.createElement("a");
        const text = document.createElement("p");
        link.href = new URL(location, root);
        link.textContent = title;
        text.append(...marked(summary));
        item.append(link, text);
        return item;
      }),
    );
    const words = results.length ? status.dataset.found.replace("{n}", results.length) : status.dataset.nothing;
    status.textContent = input.value.trim() ? words : "";
  };

  // The next question tries again: the line may be back.
  const fail = () => {
    worker?.terminate();
    worker = undefined;
    list.replaceChildren();
    status.textContent = status.dataset.failed;
  };

  const begin = () => {
    const begun = new Worker(new URL("assets/search-worker.js", root));
    begun.addEventListener("error", fail);
    begun.addEventListener("message", ({ data }) => {
      if (!data.results) fail();
      else if (data.query === input.value.trim()) show(data.results);
    });
    return begun;
  };

  const ask = () => {
    const query = input.value.trim();
    history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    if (query.length < SHORTEST) return show([]);
    try {
      worker ??= begin();
    } catch {
      return fail(); // a page opened from a disk may start no worker
    }
    worker.postMessage({ query, ...form.dataset });
  };

  input.value = new URLSearchParams(location.search).get("q") ?? input.value;
  input.addEventListener("input", ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.classList.add("is-ready");
  if (input.value) ask();
})();
