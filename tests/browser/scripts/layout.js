// Returns what is cut off or sticks out sideways at the present width.
() => {
  const root = document.documentElement;
  const faults = [];
  if (root.scrollWidth > innerWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth} px at ${innerWidth} px`);
  const aside = (element) => element.closest(".visually-hidden, .skip:not(:focus)");
  const scrolls = (element) => {
    for (let e = element; e && e !== document.body; e = e.parentElement)
      if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true;
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || aside(element) || !element.checkVisibility()) continue;
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if ((box.left < -1 || box.right > innerWidth + 1) && !scrolls(element))
      faults.push(`text sticks out: "${text.data.trim().slice(0, 40)}" from ${box.left} to ${box.right} px`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (aside(element) || !element.checkVisibility() || element.matches("input, svg, svg *")) continue;
    const style = getComputedStyle(element);
    const cut = (way, inner, outer) => /hidden|clip/.test(way) && inner > outer + 1;
    if (cut(style.overflowX, element.scrollWidth, element.clientWidth) || cut(style.overflowY, element.scrollHeight, element.clientHeight))
      faults.push(`text is cut off in <${element.localName} class="${element.className}">`);
  }
  for (const button of document.querySelectorAll(".button"))
    if (button.scrollWidth > button.clientWidth + 1) faults.push(`text leaves the button "${button.textContent}"`);
  return faults;
}
