// A server adds index.html to an address that ends in a slash; a folder on a disk does not.
if (location.protocol === "file:")
  addEventListener("DOMContentLoaded", () => {
    for (const link of document.links)
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });
