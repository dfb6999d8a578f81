"use strict";
(function () {
  const body = document.body;
  const rows = Array.from(document.querySelectorAll(".chunk tbody tr"));
  const words = document.getElementById("words");
  const severity = document.getElementById("severity");
  const shown = document.querySelectorAll(".shown");
  const texts = [];
  let group = "";
  let waiting = 0;

  function matches(row, index, wanted) {
    if (group && row.dataset.g !== group) return false;
    if (severity.value && !row.classList.contains(severity.value)) return false;
    if (!wanted.length) return true;
    if (texts[index] === undefined) texts[index] = row.textContent.toLowerCase();
    return wanted.every((word) => texts[index].includes(word));
  }

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const visible = matches(row, index, wanted);
      row.hidden = !visible;
      if (visible) count += 1;
    });
    document.querySelectorAll(".chunk").forEach((chunk) => {
      chunk.hidden = !chunk.querySelector("tbody tr:not([hidden])");
    });
    shown.forEach((each) => { each.textContent = count.toLocaleString("en"); });
  }

  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((each) => { each.open = true; });
  });
  document.querySelectorAll(".tool").forEach((each) => { each.hidden = false; });
  document.getElementById("switch").addEventListener("click", () => {
    body.dataset.lang = body.dataset.lang === "zh" ? "en" : "zh";
    document.documentElement.lang = body.dataset.lang === "zh" ? "zh-CN" : "en";
    document.title = document.querySelector("title").dataset[body.dataset.lang];
    if (!words) return;
    words.placeholder = words.dataset[body.dataset.lang];
    Array.from(severity.options).forEach((each) => { each.textContent = each.dataset[body.dataset.lang]; });
  });
  if (!words) return;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  severity.addEventListener("change", filter);
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("all").addEventListener("click", () => {
    group = "";
    words.value = "";
    severity.value = "";
    filter();
  });
  document.querySelectorAll("button[data-g]").forEach((button) => {
    button.addEventListener("click", () => {
      group = button.dataset.g;
      words.value = "";
      severity.value = "";
      filter();
      document.getElementById("findings").scrollIntoView();
    });
  });
})();
