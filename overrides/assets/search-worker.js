// Holds the index of the site's pages, off the main thread: lunr, over what MkDocs' search wrote.
const folder = new URL("../search/", self.location);
const SUMMARY = 200;

const ready = (async () => {
  const { config, docs } = await (await fetch(new URL("search_index.json", folder))).json();
  const others = config.lang.filter((language) => language !== "en");
  const scripts = ["lunr.js"];
  if (others.length) scripts.push("lunr.stemmer.support.js", ...others.map((language) => `lunr.${language}.js`));
  if (config.lang.length > 1) scripts.push("lunr.multi.js");
  importScripts(...scripts.map((script) => new URL(script, folder)));
  // lunr's own takes letters beyond English for punctuation at a word's ends.
  const trim = (token) => token.update((word) => word.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, ""));
  lunr.Pipeline.registerFunction(trim, "trim");
  lunr.trimmer = trim;
  if (lunr.trimmerSupport) lunr.trimmerSupport.generateTrimmer = () => trim;
  const byLocation = new Map(docs.map((doc) => [doc.location, doc]));
  const index = lunr(function () {
    if (config.lang.length > 1) this.use(lunr.multiLanguage(...config.lang));
    else if (others.length && lunr[others[0]]) this.use(lunr[others[0]]);
    this.ref("location");
    this.field("title", { boost: 10 });
    this.field("text");
    docs.forEach((doc) => this.add(doc));
  });
  return { index, byLocation };
})();

self.addEventListener("message", async ({ data: { query, language, main, others } }) => {
  const { index, byLocation } = await ready;
  // Words are given as words: what a reader types is no query language, and cannot be malformed.
  const found = index.query((clause) => {
    for (const token of lunr.tokenizer(query)) {
      clause.term(token.toString(), { boost: 10 });
      clause.term(token.toString(), { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
    }
  });
  const results = found.map(({ ref }) => {
    const { title: heading, text } = byLocation.get(ref);
    // "Why it matters" stands on every demand's page: a section is shown with its page.
    const page = byLocation.get(ref.split("#")[0])?.title ?? heading;
    const title = page === heading ? heading : `${page} · ${heading}`;
    const summary = text.length > SUMMARY ? `${text.slice(0, SUMMARY)}…` : text;
    const own = (others ?? "").split(" ").find((code) => code && ref.startsWith(`${code}/`)) ?? main;
    return { location: ref, title, summary, language: own };
  });
  // The reader's language first; the order of likeness holds within each.
  if (language) results.sort((a, b) => (b.language === language) - (a.language === language));
  self.postMessage({ query, results });
});
