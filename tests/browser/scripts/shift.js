// Returns what has moved since the page began to load, by the browser's own measure.
() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().map(({ value, sources }) => {
    const moved = sources.map(({ node }) => node?.nodeName + (node?.className ? `.${node.className}` : ""));
    return `layout shift ${value.toFixed(4)}: ${moved.join(", ")}`;
  });
}
