// Search without a server: the guides of the language come as one script, when first asked for.
"use strict";

const form = document.querySelector("form.search");
const MOST = 12;
const WEIGHTS = { title: 8, row: 6, names: 5, summary: 3, step: 1 };
// Korean and Japanese bend words and part them by no spaces: of a longer one, half may do.
const SYLLABLES = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3,}/;

const plain = (said) => typeof said === "string" ? said
  : said.map((part) => typeof part === "string" ? part : part[1]).join("");
const folded = (text) => text.normalize("NFKC").toLowerCase();

// How well *term* is in *text*, both folded: from 0 to 1.
const fit = (term, text) => {
  const place = text.indexOf(term);
  if (place >= 0) return place === 0 || /[^\p{L}\p{N}]/u.test(text[place - 1]) ? 1 : 0.8;
  if (!SYLLABLES.test(term)) return 0;
  const pairs = [...term].slice(1).map((letter, index) => term[index] + letter);
  const share = pairs.filter((pair) => text.includes(pair)).length / pairs.length;
  return share >= 0.5 ? share / 2 : 0;
};

// Each page with all that is looked through, folded once.
const prepare = ({ texts, pages }) => {
  const ready = texts.map((said) => folded(plain(said)));
  return pages.map(([address, title, summary, row, names, steps]) => ({
    address,
    row,
    title: texts[title],
    summary: texts[summary],
    fields: { title: ready[title], summary: ready[summary], row: folded(row), names: folded(names) },
    steps: steps.flatMap(([anchor, ...numbers]) =>
      numbers.map((number) => ({ anchor, said: texts[number], text: ready[number] }))),
  }));
};

const score = (page, terms) => {
  let total = 0;
  let hits = 0;
  let best = null;
  const steps = new Map();
  for (const term of terms) {
    let most = 0;
    for (const [name, text] of Object.entries(page.fields)) {
      most = Math.max(most, fit(term, text) * WEIGHTS[name]);
    }
    for (const step of page.steps) {
      const value = fit(term, step.text);
      if (value) steps.set(step, (steps.get(step) || 0) + value);
      most = Math.max(most, value * WEIGHTS.step);
    }
    total += most;
    if (most) hits += 1;
  }
  for (const [step, value] of steps) {
    if (best === null || value > steps.get(best)) best = step;
  }
  return { page, total, hits, step: best };
};

const search = (pages, query) => {
  const terms = folded(query).split(/\s+/).filter(Boolean);
  if (!terms.length) return { terms, found: [] };
  const scored = pages.map((page) => score(page, terms)).filter((one) => one.hits);
  // Pages with every word; if there is none, those with the most of them.
  const most = Math.max(0, ...scored.map((one) => one.hits));
  const found = scored.filter((one) => one.hits === most).sort((a, b) => b.total - a.total);
  return { terms, found };
};

// Write *said* into *element*: other languages say so, and what was searched for stands out.
const write = (element, said, terms) => {
  for (const part of typeof said === "string" ? [said] : said) {
    const [language, text] = typeof part === "string" ? ["", part] : part;
    const target = language ? document.createElement("span") : element;
    if (language) target.lang = language;
    mark(target, text, terms);
    if (language) element.append(target);
  }
};

const mark = (element, text, terms) => {
  const low = text.toLowerCase();
  let from = 0;
  while (from < text.length) {
    const next = terms
      .map((term) => ({ at: low.indexOf(term, from), length: term.length }))
      .filter((one) => one.at >= 0 && low.length === text.length)
      .sort((a, b) => a.at - b.at || b.length - a.length)[0];
    if (!next) break;
    element.append(text.slice(from, next.at));
    const marked = document.createElement("mark");
    marked.textContent = text.slice(next.at, next.at + next.length);
    element.append(marked);
    from = next.at + next.length;
  }
  element.append(text.slice(from));
};

const entry = ({ page, step }, terms, root) => {
  const link = document.createElement("a");
  link.href = root + page.address + (step?.anchor ? `#${step.anchor}` : "");
  if (page.row) {
    const row = document.createElement("span");
    row.className = "row";
    mark(row, page.row, terms);
    link.append(row);
  }
  const title = document.createElement("strong");
  write(title, page.title, terms);
  const words = document.createElement("span");
  words.className = "found";
  write(words, step ? step.said : page.summary, terms);
  link.append(title, words);
  const item = document.createElement("li");
  item.append(link);
  return item;
};

if (form) {
  const input = form.querySelector("input");
  const results = form.querySelector(".results");
  const list = results.querySelector("ol");
  const count = results.querySelector(".results-count");
  const { index, root, found: foundWords, none } = form.dataset;
  let pages = null;
  let asked = false;
  form.hidden = false;

  const close = () => { results.hidden = true; };
  const show = () => {
    if (!pages) return;
    const { terms, found } = search(pages, input.value);
    results.hidden = !terms.length;
    if (!terms.length) return;
    list.replaceChildren(...found.slice(0, MOST).map((one) => entry(one, terms, root)));
    count.textContent = found.length ? `${foundWords} ${found.length}` : none;
    say(count.textContent);
  };
  const load = () => {
    if (asked) return;
    asked = true;
    window.foundPages = (content) => { pages = prepare(content); show(); };
    const script = document.createElement("script");
    script.src = index;
    document.head.append(script);
  };

  const links = () => [...list.querySelectorAll("a")];
  const move = (by) => {
    const stops = [input, ...links()];
    const place = stops.indexOf(document.activeElement) + by;
    if (stops[place]) stops[place].focus();
  };
  input.addEventListener("focus", () => { load(); show(); });
  input.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      if (document.activeElement !== input) input.focus();
      close();
    }
  });
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
}
