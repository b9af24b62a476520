// On the page for missing addresses: an earlier version of the long list had addresses of three
// letters and more, as individuals/mar/. They lead to the page of their letter, individuals/m/.
(() => {
  const path = decodeURI(location.pathname);
  for (const section of document.currentScript.dataset.sections.split(" ").filter(Boolean)) {
    const at = path.indexOf(`/${section}`) + section.length + 1;
    const found = at > section.length && /^(?:(all-[^-/]+)-[^/]+|(?!all-)([^/])[^/]+)\/?$/u.exec(path.slice(at));
    if (found) return location.replace(`${path.slice(0, at)}${found[1] ?? found[2]}/`);
  }
})();
