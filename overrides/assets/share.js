// Copies a link or a citation, and opens the system's own share sheet where there is one.
(() => {
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard without https, or without leave: the older way needs neither.
      const field = document.createElement("textarea");
      field.value = text;
      field.readOnly = true;
      field.className = "visually-hidden";
      document.body.append(field);
      field.select();
      const isCopied = document.execCommand("copy");
      field.remove();
      return isCopied;
    }
  };
  for (const tools of document.querySelectorAll("[data-tools]")) {
    const status = tools.querySelector("[role=status]");
    const say = (text) => {
      status.textContent = "";
      setTimeout(() => (status.textContent = text), 50); // so that the same words are said again
    };
    const copying = tools.querySelector("[data-copy]");
    copying.addEventListener("click", async () => {
      const { copy: text, done } = copying.dataset;
      const isCopied = await copy(text);
      copying.focus();
      say(isCopied ? done : `${status.dataset.failed} ${text}`);
    });
    const sharing = tools.querySelector("[data-share]");
    if (sharing && navigator.share) {
      const { share: text, url } = sharing.dataset;
      sharing.hidden = false;
      // Readers who close the sheet have changed their mind; nothing has failed.
      sharing.addEventListener("click", () => navigator.share({ title: document.title, text, url }).catch(() => {}));
    }
    tools.classList.add("is-ready");
  }
})();
