"use strict";
(() => {
  const form = document.getElementById("find");
  const status = document.getElementById("shown");
  const rules = [...document.querySelectorAll("[data-words]")];
  const parts = [...document.querySelectorAll("section[data-part]")];
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u2018\u2019]/g, "'");
  const show = () => {
    const words = folded(form.elements.words.value).split(/\s+/).filter(Boolean);
    const category = form.elements.category.value;
    const severity = form.elements.severity.value;
    let count = 0;
    for (const rule of rules) {
      const fits = (!category || rule.dataset.category === category)
        && (!severity || rule.dataset.severity === severity)
        && words.every((word) => rule.dataset.words.includes(word));
      rule.hidden = !fits;
      count += fits;
    }
    for (const part of parts) part.hidden = !part.querySelector("[data-words]:not([hidden])");
    status.textContent = `${count.toLocaleString("en-GB")} of ${rules.length.toLocaleString("en-GB")} rules shown.`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
