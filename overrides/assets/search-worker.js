// Holds the index of the site's pages, off the main thread: lunr, over what MkDocs' search wrote.
const folder = new URL("../search/", self.location);
const SUMMARY = 200;
const BEFORE = 60;
// Scripts that set no space between words: the browser knows their words.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u30fc\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+/gu;
const wordsOf = (run) =>
  Intl.Segmenter ? [...new Intl.Segmenter([], { granularity: "word" }).segment(run)].map(({ segment }) => segment) : [...run];
const spaced = (text) => text.replace(UNSPACED, (run) => ` ${wordsOf(run).join(" ")} `);

// The part of a text in which the words stand, cut between words where there are spaces.
const excerpt = (raw, words) => {
  // The index has a space wherever markup ended: before a full stop that follows a link.
  const text = raw.replace(/ (?=[.,)\]”،])/g, "").replace(/([([“]) /g, "$1");
  const places = words.map((word) => {
    const border = word.search(UNSPACED) ? "(^|[^\\p{L}\\p{N}])" : "()";
    const found = new RegExp(`${border}${word.replace(/[^\p{L}\p{N}\p{M}]/gu, "\\$&")}`, "iu").exec(text);
    return found ? found.index + found[1].length : Infinity;
  });
  const at = Math.min(...places);
  const cut = (place, limit) => {
    const space = text.lastIndexOf(" ", place);
    return space > limit ? space : place;
  };
  const start = Number.isFinite(at) && at > BEFORE ? cut(at - BEFORE, at - 2 * BEFORE) : 0;
  const end = text.length - start > SUMMARY ? cut(start + SUMMARY, start + BEFORE) : text.length;
  const part = text.slice(start, end).trim();
  return (start ? "…" : "") + (end < text.length ? `${part.replace(/[\s,;:·]+$/, "")}…` : part);
};

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
  const tokenize = lunr.tokenizer;
  lunr.tokenizer = (said, ...more) => tokenize(typeof said === "string" ? spaced(said) : said, ...more);
  lunr.tokenizer.separator = tokenize.separator;
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

const answer = async ({ query, language, main, others }) => {
  const { index, byLocation } = await ready;
  const words = lunr.tokenizer(query).map(String);
  // Words are given as words: what a reader types is no query language, and cannot be malformed.
  const found = index.query((clause) => {
    for (const word of words) {
      clause.term(word, { boost: 10 });
      clause.term(word, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
    }
  });
  const results = found.map(({ ref }) => {
    const { title: heading, text } = byLocation.get(ref);
    // "Why it matters" stands on every demand's page: a section is shown with its page.
    const page = byLocation.get(ref.split("#")[0])?.title ?? heading;
    const title = page === heading ? heading : `${page} · ${heading}`;
    const own = (others ?? "").split(" ").find((code) => code && ref.startsWith(`${code}/`)) ?? main;
    return { location: ref, title, summary: excerpt(text, words), language: own };
  });
  // The reader's language first; the order of likeness holds within each.
  if (language) results.sort((a, b) => (b.language === language) - (a.language === language));
  return results;
};

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage({ query: data.query, results: await answer(data) });
  } catch {
    self.postMessage({ query: data.query });
  }
});
