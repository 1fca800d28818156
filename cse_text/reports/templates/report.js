"use strict";
(function () {
  const form = document.getElementById("filters");
  if (!form) { return; }
  const status = document.getElementById("shown");
  const findings = Array.from(document.querySelectorAll(".finding"));
  const chosen = (name) => new Set(Array.from(form.querySelectorAll('input[name="' + name + '"]:checked'), (box) => box.value));
  const settle = (selector) => document.querySelectorAll(selector).forEach((part) => {
    part.hidden = !Array.from(part.querySelectorAll(".finding")).some((finding) => !finding.hidden);
  });
  const apply = () => {
    const categories = chosen("category");
    const agencies = chosen("agency");
    const least = Number(form.elements.confidence.value);
    let shown = 0;
    findings.forEach((finding) => {
      const data = finding.dataset;
      finding.hidden = !(categories.has(data.category) && agencies.has(data.agency) && Number(data.confidence) >= least);
      shown += finding.hidden ? 0 : 1;
    });
    settle(".passage");
    settle(".record");
    status.textContent = shown + " of " + findings.length + " findings shown.";
  };
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  form.reset();
  apply();
})();
