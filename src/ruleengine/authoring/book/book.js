"use strict";
(function () {
  const form = document.querySelector("form[role=search]");
  const results = document.getElementById("results");
  const field = results ? document.getElementById("words") : form.elements.q;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    field.focus();
  });
  if (!results) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = form.dataset.search + "#q=" + encodeURIComponent(field.value);
    });
    return;
  }

  const LIMIT = 200;
  const data = JSON.parse(document.getElementById("index").textContent);
  const entries = data.entries.map(([id, title, address, kind, more]) => ({
    id, title, address, order: kind, kind: data.kinds[kind], name: id.toLowerCase(),
    text: (id + " " + title + " " + more + " " + data.kinds[kind]).toLowerCase(),
    more: (" " + more + " ").toLowerCase(),
  }));
  const state = document.getElementById("state");
  let waiting = 0;

  function rank(entry, query) {
    const local = entry.name.slice(entry.name.indexOf("/") + 1);
    if (entry.name === query || local === query) return 0;
    if (entry.more.includes(" " + query + " ")) return 1;
    if (entry.title.toLowerCase() === query) return 2;
    return (entry.title.toLowerCase().includes(query) ? 3 : 100) + entry.order;
  }

  function show(entry) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const about = document.createElement("small");
    link.href = entry.address;
    link.textContent = entry.title;
    about.textContent = entry.kind + "  " + entry.id;
    item.append(link, about);
    return item;
  }

  function search() {
    const query = field.value.trim().toLowerCase();
    const words = query.split(/\s+/).filter(Boolean);
    if (!words.length) {
      results.replaceChildren();
      state.textContent = state.dataset.start;
      return;
    }
    const found = entries.filter((entry) => words.every((word) => entry.text.includes(word)));
    found.forEach((entry) => { entry.rank = rank(entry, query); });
    found.sort((one, other) => one.rank - other.rank);
    results.replaceChildren(...found.slice(0, LIMIT).map(show));
    const count = state.dataset.count.replace("{n}", found.length);
    const more = found.length > LIMIT ? state.dataset.more.replace("{n}", LIMIT) : "";
    state.textContent = found.length ? count + more : state.dataset.none;
  }

  function fromAddress() {
    const asked = /^#q=(.*)$/.exec(location.hash);
    if (asked) {
      try { field.value = decodeURIComponent(asked[1]); } catch { field.value = asked[1]; }
    }
    search();
  }

  document.getElementById("searching").hidden = false;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  document.getElementById("searching").addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "#q=" + encodeURIComponent(field.value));
    search();
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();
  field.focus();
})();
