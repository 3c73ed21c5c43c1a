"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const titles = [...document.querySelectorAll("details.title")].map((element) => ({
    element,
    wasOpen: element.open,
    words: element.dataset.words.toLowerCase(),
    scopes: [...element.querySelectorAll("tbody")].map((body) => ({ body, words: null })),
  }));
  const all = titles.reduce((sum, title) => sum + title.scopes.length, 0);
  const shown = document.getElementById("shown");
  const unfold = document.getElementById("unfold");
  const MOST_UNFOLDED = 20;
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  const wordsOf = (scope) => (scope.words ??= scope.body.textContent.toLowerCase());

  const takes = (scope, title, asked) =>
    (!asked.territory || scope.body.dataset.territory === asked.territory) &&
    (!asked.line || scope.body.dataset.line === asked.line) &&
    (!asked.action || scope.body.dataset.action === asked.action) &&
    (!asked.cause || scope.body.dataset.cause.split(" ").includes(asked.cause)) &&
    asked.words.every((word) => title.words.includes(word) || wordsOf(scope).includes(word));

  const filter = () => {
    const data = Object.fromEntries(new FormData(form));
    const asked = { ...data, words: data.words.toLowerCase().split(/\s+/).filter(Boolean) };
    const free = !asked.words.length && !asked.territory && !asked.line && !asked.action && !asked.cause;
    let scopes = 0;
    const left = [];
    for (const title of titles) {
      let some = 0;
      for (const scope of title.scopes) {
        const fits = free || takes(scope, title, asked);
        if (scope.body.hidden === fits) scope.body.hidden = !fits;
        some += fits;
      }
      if (title.element.hidden !== !some) title.element.hidden = !some;
      scopes += some;
      if (some) left.push(title);
    }
    if (free) for (const title of titles) title.element.open = title.wasOpen;
    else if (left.length <= MOST_UNFOLDED) for (const title of left) title.element.open = true;
    shown.textContent = free
      ? `${count(all, "scope")} in ${count(titles.length, "title")}`
      : `${scopes.toLocaleString("en")} of ${count(all, "scope")}, in ${count(left.length, "title")}`;
  };

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  };
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  unfold.addEventListener("click", () => {
    const open = unfold.textContent === "Unfold all";
    for (const title of titles) title.element.open = title.wasOpen = open;
    unfold.textContent = open ? "Fold all" : "Unfold all";
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.words.focus();
    } else if (event.key === "Escape" && event.target === form.elements.words) {
      form.reset();
    }
  });
  // A link into a change that is filtered out shows all changes again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || target.tagName !== "TBODY") return;
    if (target.hidden || target.closest("details").hidden) form.reset();
    setTimeout(() => { target.closest("details").open = true; target.scrollIntoView({ block: "center" }); });
  });
  if (titles.every((title) => title.wasOpen)) unfold.textContent = "Fold all";
  form.hidden = false;
  filter();
})();
