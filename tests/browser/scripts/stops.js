// Puts `stops` on the window: what the Tab key must reach, in the order of the document.
() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const isStop = (element) =>
    element.tabIndex >= 0 &&
    !element.disabled &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !(element.type === "radio" && !element.checked); // a group of radio buttons is one stop
  // A tab's own radio button is out of sight: its label shows where the focus is.
  const marked = (element) => (element.matches(".tabbed-set > input") ? element.parentElement.querySelector(".tabbed-labels") : element);
  const ring = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(marked(element));
    return `${outlineStyle === "none" ? "" : outlineWidth} ${boxShadow}`;
  };
  const name = (element) => `<${element.localName}> ${(element.textContent || element.id).trim().slice(0, 40)}`;
  const elements = [...document.querySelectorAll(kinds)].filter(isStop);
  const before = elements.map(ring);
  window.stops = {
    names: elements.map(name),
    // Returns the focused element's place in the list, and what is wrong with how it is shown.
    present() {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const index = elements.indexOf(element);
      const faults = [];
      const shown = marked(element);
      const box = shown.getClientRects()[0];
      const at = name(element);
      if (index >= 0 && before[index] === ring(element)) faults.push(`${at}: the focus cannot be seen`);
      if (box.top < 0 || box.left < 0 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1)
        faults.push(`${at}: out of sight at ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
      else {
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!shown.contains(hit)) faults.push(`${at}: covered by ${hit ? name(hit) : "nothing"}`);
      }
      const scrolls = element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX);
      return { index, name: at, faults, scrolls };
    },
  };
  return window.stops.names;
}
