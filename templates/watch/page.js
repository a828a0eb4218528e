// Shows what the program sends: pages, findings, the state of the review. Nothing is built from markup in a text.
'use strict';

const secret = new URLSearchParams(location.search).get('t') ?? '';
const by = id => document.getElementById(id);
let view = '', since = 0, last = null;

/** An element with words and attributes. */
function make(name, words, attributes = {}) {
  const element = document.createElement(name);
  if (words !== undefined) element.textContent = words;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function address(path, more = {}) {
  return `${path}?${new URLSearchParams({ t: secret, ...more })}`;
}

function documents(state) {
  const chooser = by('document');
  const names = state.documents.map(one => `${one.stem} ${one.label}`).join('\n');
  if (chooser.dataset.names !== names) {
    chooser.dataset.names = names;
    const options = state.documents.map(one => make('option', one.label, { value: one.stem }));
    if (!state.documents.some(one => one.stem === state.view)) {
      options.unshift(make('option', `${state.view} (no longer there)`, { value: state.view }));
    }
    chooser.replaceChildren(...options);
  }
  chooser.value = state.view;
}

function finding(one) {
  const item = make('li', undefined, { class: one.severity });
  item.append(make('span', one.severity, { class: 'kind' }), ` ${one.message} `, make('code', `[${one.code}]`));
  if (one.where) item.append(make('span', one.where, { class: 'where' }));
  if (one.excerpt) item.append(make('pre', one.excerpt));
  if (one.hints.length > 0) {
    const hints = make('ul');
    hints.append(...one.hints.map(hint => make('li', hint)));
    item.append(hints);
  }
  return item;
}

function pages(state) {
  const sheets = document.querySelector('input[name=way]:checked').value === 'sheets' && state.sheets.length > 0;
  const all = sheets ? state.sheets : state.pages;
  const old = new Map([...by('shown').querySelectorAll('figure')].map(figure => [figure.dataset.drawing, figure]));
  const figures = all.map((page, i) => {
    const name = sheets ? page.words : `Page ${i + 1} of ${all.length}`;
    const key = `${page.drawing} ${name}`;
    if (old.has(key)) return old.get(key);
    const figure = make('figure');
    figure.dataset.drawing = key;
    figure.append(make('img', undefined, { src: address(`drawing/${page.drawing}.svg`), alt: name }));
    figure.append(make('figcaption', name));
    if (!sheets) figure.append(make('div', page.words, { class: 'words', lang: state.lang, dir: 'auto' }));
    return figure;
  });
  if (figures.length > 0) by('shown').replaceChildren(...figures);
  by('shown').classList.toggle('stale', state.stale !== null);
  by('stale').hidden = state.stale === null;
  by('stale').textContent = state.stale ?? '';
  by('ways').hidden = state.sheets.length === 0;
}

function show(state) {
  last = state;
  document.title = `${state.errors > 0 ? 'Errors: ' : ''}${state.title} - handout`;
  document.documentElement.dataset.version = state.version;
  by('title').textContent = state.title;
  by('title').lang = state.lang;
  by('title').dir = 'auto';
  by('review').textContent = state.review;
  documents(state);
  pages(state);
  by('list').replaceChildren(...state.findings.map(finding));
  if (state.findings.length === 0) by('list').replaceChildren(make('li', 'Nothing.'));
  by('news').textContent = state.news;
}

let asking = new AbortController();

async function follow() {
  for (;;) {
    // A page that nobody sees asks for nothing: a browser has few connections.
    while (document.hidden) await new Promise(done => document.addEventListener('visibilitychange', done, { once: true }));
    asking = new AbortController();
    try {
      const answer = await fetch(address('state', { view, since }), { cache: 'no-store', signal: asking.signal });
      if (answer.status === 403) {
        by('news').textContent = 'This address is of an earlier run: open the one that handout watch has printed.';
        return;
      }
      if (answer.status === 200) {
        const state = await answer.json();
        since = state.version;
        view = state.view;
        show(state);
      } else if (answer.status !== 204) {
        throw new Error(answer.statusText);
      }
    } catch {
      if (asking.signal.aborted) continue;
      by('news').textContent = 'handout watch has ended, or does not answer. Start it again to see changes.';
      await new Promise(done => setTimeout(done, 1000));
    }
  }
}

by('document').addEventListener('change', event => {
  view = event.target.value;
  since = 0;
  asking.abort();
});
by('choose').addEventListener('submit', event => event.preventDefault());
for (const way of document.querySelectorAll('input[name=way]')) way.addEventListener('change', () => last && pages(last));
follow();
