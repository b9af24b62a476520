// Returns texts whose colour, as shown, stands out too little from the colour behind it.
() => {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = parts(getComputedStyle(e).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  const faults = [];
  for (const element of document.querySelectorAll("body *:not(.names > li:nth-child(n + 6), .names > li:nth-child(n + 6) *)")) {
    const text = [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
    const pair = [luminance(parts(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: <${element.localName}> ${element.textContent.trim().slice(0, 40)}`);
  }
  return faults;
}
