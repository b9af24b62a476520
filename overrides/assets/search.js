// Searches the site's pages: MkDocs' own worker and index, which only this page loads.
(() => {
  const form = document.querySelector("form.search");
  const input = form.elements.q;
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const root = new URL(form.dataset.root, document.baseURI);
  const worker = new Worker(new URL("search/worker.js", root));
  let shortest = 1;

  const show = (results) => {
    list.replaceChildren(
      ...results.map(({ location, title, summary }) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const text = document.createElement("p");
        link.href = new URL(location, root);
        link.textContent = title;
        text.textContent = summary;
        item.append(link, text);
        return item;
      }),
    );
    const words = results.length ? status.dataset.found.replace("{n}", results.length) : status.dataset.nothing;
    status.textContent = input.value.trim() ? words : "";
  };

  const ask = () => {
    const query = input.value.trim();
    history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    if (query.length < shortest) show([]);
    else worker.postMessage({ query });
  };

  worker.addEventListener("message", ({ data }) => {
    if (data.config) shortest = data.config.min_search_length;
    if (data.results) show(data.results);
    if (data.allowSearch) {
      input.value = new URLSearchParams(location.search).get("q") ?? input.value;
      input.addEventListener("input", ask);
      if (input.value) ask();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.classList.add("is-ready");
  worker.postMessage({ init: true });
})();
