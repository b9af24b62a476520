// Returns what has moved since the page began to load, by the browser's own measure. Less than a
// hundredth is left out: a busy machine may paint the header while its last links still arrive,
// and what then moves is a tenth of what https://web.dev/articles/cls calls good.
() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().filter(({ value }) => value >= 0.01).map(({ value, sources }) => {
    const moved = sources.map(({ node }) => node?.nodeName + (node?.className ? `.${node.className}` : ""));
    return `layout shift ${value.toFixed(4)}: ${moved.join(", ")}`;
  });
}
