"use strict";
// Builds the page from values, by text alone: the content policy forbids markup from strings.
const place = (id) => document.getElementById(id);
const text = place("text");
const QUIET = 900; // a screen reader is told once the typing rests
const SOURCES = 2; // the rule's page has them all
let asking = false;
let changed = false;
let last = "";
let aloud = 0;

function make(tag, holds = [], attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...[holds].flat());
  return made;
}

function listed(items, attributes = {}) {
  return make("ul", items.map((each) => make("li", each)), attributes);
}

function titled(title, parts) {
  return [make("h4", title), ...[parts].flat()];
}

function piece(each) {
  if (!each.marked) return [each.text];
  const tags = each.tags.map((tag) => make("a", `[${tag}]`, {class: "tag", href: `#finding-${tag.match(/\d+/)[0]}`}));
  return [make("mark", each.text, {class: each.masking ? each.severity : "spared"}), ...tags.flatMap((tag) => [" ", tag])];
}

function where(offer) {
  if (!offer.instead_of) return "A sentence added behind";
  return `${offer.text ? `“${offer.text}”` : "Nothing"} in place of “${offer.instead_of}”`;
}

function offers(finding) {
  if (!finding.offers.length) return finding.masking
    ? titled("Consider", make("p", "This text supports no wording that could be offered. Say who did what, as far as it is known."))
    : [];
  const rows = finding.offers.map((offer, number) => [
    make("p", finding.then[number] || "The words could go.", {class: "then"}),
    make("p", `${where(offer)}: ${offer.confidence}`
      + (offer.because ? `, ${offer.because}` : ""), {class: "quiet"}),
  ]);
  return titled("Consider", listed(rows, {class: "offers"}));
}

function cited(finding) {
  const more = finding.sources.length - SOURCES;
  const shown = [`Rule ${finding.rule}`, ...finding.sources.slice(0, SOURCES)].join("; ");
  return more > 0 ? `${shown}; and ${more} more, see cse-text explain ${finding.rule}` : shown;
}

function card(finding) {
  const judged = finding.masking ? finding.confidence : `left alone, because ${finding.left_alone}`;
  const parts = [
    make("h3", `${finding.number}. “${finding.quote}”`),
    make("p", `${finding.category}, ${finding.severity} severity; ${judged}`, {class: "facts"}),
  ];
  if (finding.why) parts.push(...titled("Why it matters", make("p", finding.why)));
  parts.push(...offers(finding));
  if (finding.question) parts.push(...titled("Ask", make("p", finding.question)));
  parts.push(...titled("How it was judged", listed(finding.reasons)));
  parts.push(make("p", cited(finding), {class: "quiet"}));
  return make("article", parts, {id: `finding-${finding.number}`, class: finding.masking ? "" : "left", tabindex: "-1"});
}

function whole(each) {
  const parts = [
    make("h3", `${each.number}. The whole text: ${each.title}`),
    make("p", each.confidence, {class: "facts"}),
    make("p", each.message),
  ];
  if (each.why) parts.push(...titled("Why it matters", make("p", each.why)));
  if (each.settle) parts.push(...titled("What would settle it", make("p", each.settle)));
  return make("article", parts, {id: `finding-${each.number}`, tabindex: "-1"});
}

function show(view) {
  const seen = JSON.stringify(view);
  if (seen === last) return;
  last = seen;
  const findings = view.lines.flatMap((line) => line.findings);
  place("lines").replaceChildren(...view.lines.map((line) => make("p", line.pieces.flatMap(piece), {dir: "auto"})));
  const masking = findings.filter((each) => each.masking);
  const left = findings.filter((each) => !each.masking);
  const cards = [...masking.map(card), ...view.wholes.map(whole), ...left.map(card)];
  place("found").replaceChildren(...(cards.length ? cards : [make("p", "Nothing was found. That does not mean that the wording is sound.", {class: "quiet"})]));
  tell(view.said);
}

function tell(words) {
  clearTimeout(aloud);
  aloud = setTimeout(() => { place("status").textContent = words; }, QUIET);
}

async function read() {
  if (asking) { changed = true; return; }
  asking = true;
  try {
    const answer = await fetch("read", {method: "POST", body: text.value});
    if (answer.ok) show(await answer.json());
    else tell("This text could not be read.");
  } catch {
    tell("The page has lost the tool. Start cse-text demo --serve again and open the new address.");
  }
  asking = false;
  if (changed) { changed = false; read(); }
}

function put(words) {
  text.value = words;
  text.focus();
  read();
}

text.addEventListener("input", read);
place("clear").addEventListener("click", () => { place("example").value = ""; put(""); });
place("example").addEventListener("change", (event) => {
  if (event.target.value) { text.value = event.target.value; read(); }
});
place("size").addEventListener("change", (event) => { document.documentElement.dataset.size = event.target.value; });
place("colours").addEventListener("change", (event) => { document.documentElement.dataset.colours = event.target.value; });
text.focus();
if (text.value) read();
