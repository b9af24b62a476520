// Returns targets that WCAG 2.5.8 calls too small: under 24 px, not in a sentence, not apart.
() => {
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, .tabbed-labels > label")].filter(
    (element) => element.checkVisibility() && !element.matches(".tabbed-set > input, .skip"),
  );
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll("a")].map((link) => link.textContent).join("");
    const count = (text) => text.replace(/[\s\p{P}]/gu, "").length;
    return count(block.textContent) > count(links);
  };
  const boxes = all.map((element) => [...element.getClientRects()].map((b) => [b.left, b.top, b.right, b.bottom]));
  const small = ([left, top, right, bottom]) => right - left < 24 || bottom - top < 24;
  const gap = ([x, y], [left, top, right, bottom]) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  const faults = [];
  all.forEach((element, index) => {
    for (const box of boxes[index]) {
      if (!small(box) || inSentence(element)) continue;
      const centre = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      const near = boxes.findIndex((others, other) => other !== index && others.some((o) => gap(centre, o) < 12));
      if (near >= 0) faults.push(`target too small: "${element.textContent.trim().slice(0, 40)}" beside "${all[near].textContent.trim().slice(0, 40)}"`);
    }
  });
  return faults;
}
