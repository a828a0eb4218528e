// List what Firefox's viewer makes of each form field for a screen reader, and where the field stands in the tags.
//
// usage: node announce.mjs FILE               (called by announce.sh, which starts a screen for it)
// For each widget, in the order of the page: its name, the control that Firefox makes of it, the words that name it and
// whence they come ("own": the control itself; "around it": only the frame that holds it, so a screen reader says them
// as a region on the way in; "none"), required, group, what it holds at most, choices; then the tags around it with
// their alternative text, and its tooltip where that says something else. Then the controls of the page in the order in
// which a screen reader gets them from Firefox (atspi.py).
// exit: 0, 1 a field without words, 2 something broke

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { firefox } from './browser.mjs';

if (process.argv.length !== 3) {
  console.error('usage: node announce.mjs FILE');
  process.exit(2);
}
const browser = await firefox({ headless: false, prefs: { 'accessibility.force_disabled': -1 } });
let status = 0;
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 1100 });
  await page.goto(pathToFileURL(path.resolve(process.argv[2])).href);
  await page.waitForFunction('globalThis.PDFViewerApplication?.pdfViewer?.pageViewsReady');
  const pages = await page.evaluate(() => PDFViewerApplication.pagesCount);
  for (let n = 1; n <= pages; n++) {
    // The widgets of the page, and the tags above each.
    const tags = JSON.parse(await page.evaluate(async n => {
      const page = await PDFViewerApplication.pdfDocument.getPage(n);
      const out = {};
      for (const a of await page.getAnnotations()) if (a.subtype === 'Widget') out[a.id] = { tip: a.alternativeText, path: null, name: a.fieldName };
      const walk = (node, path) => {
        if (node.type === 'annotation') {
          const id = node.id.replace(/^pdfjs_internal_id_/, '');
          if (out[id]) out[id].path = path;
        }
        const here = node.role && node.role !== 'Root' ? [...path, { role: node.role, alt: node.alt }] : path;
        for (const child of node.children ?? []) walk(child, here);
      };
      const tree = await page.getStructTree();
      if (tree) walk(tree, []);
      return JSON.stringify(out);
    }, n));
    if (!Object.keys(tags).length) continue;
    await page.evaluate(n => { PDFViewerApplication.page = n; }, n);
    const sheet = `.page[data-page-number="${n}"]`;
    await page.waitForFunction((sheet, count) => document.querySelectorAll(`${sheet} [data-element-id]`).length >= count, {},
      sheet, Object.keys(tags).length);
    await page.waitForSelector(`${sheet} .structTree`, { timeout: 3000 }).catch(() => {}); // a file without tags has none
    await page.waitForFunction(sheet => { // the names come a little after the fields
      const count = document.querySelectorAll(`${sheet} .annotationLayer [aria-label]`).length;
      const same = globalThis.labels === count;
      globalThis.labels = count;
      return same;
    }, { polling: 300 }, sheet);
    const controls = JSON.parse(await page.evaluate(sheet => JSON.stringify([...document.querySelectorAll(`${sheet} [data-element-id]`)].map(e => {
      const frame = e.closest('section'), text = (e, ...of) => of.map(a => e?.getAttribute(a)).find(v => v?.trim()) ?? null;
      return {
        id: e.dataset.elementId, name: e.name, role: e.getAttribute('role'),
        what: { textarea: 'edit, lines', 'select-one': 'drop-down', 'select-multiple': 'list', checkbox: 'check box', radio: 'radio button',
          text: 'edit' }[e.type] ?? e.type ?? e.localName,
        own: text(e, 'aria-label', 'title'), around: text(frame, 'aria-label', 'title'),
        required: e.required || e.getAttribute('aria-required') === 'true',
        most: e.maxLength > 0 ? e.maxLength : null, options: e.options ? [...e.options].map(o => o.textContent.trim()).filter(Boolean) : null,
      };
    })), sheet));
    console.log(`page ${n}`);
    for (const c of controls) {
      const tag = tags[c.id] ?? {}, words = c.own ?? c.around;
      if (!words || !tag.path) status = 1;
      console.log(`  ${c.name}: ${c.what}${c.role ? `, role ${c.role}` : ''}${c.required ? ', required' : ''}` +
        `${c.most ? `, at most ${c.most}` : ''}${c.what === 'radio button' ? `, group ${c.name}` : ''}`);
      console.log(`    ${c.own ? 'own' : words ? 'around it' : 'none'}: ${words ?? '! no words'}`);
      if (c.options) console.log(`    choices: ${c.options.join(' | ')}`);
      console.log(`    tags: ${tag.path ? tag.path.map(t => t.role + (t.alt && t.alt !== words ? ` "${t.alt}"` : '')).join(' > ') : '! in no tag'}`);
      if (tag.tip !== words) console.log(`    tooltip: ${tag.tip || '! none'}`);
    }
    console.log('  for a screen reader, in this order:');
    const here = path.dirname(fileURLToPath(import.meta.url));
    console.log(execFileSync('/usr/bin/python3', [path.join(here, 'atspi.py'), `${n}`, `${controls.length}`], { encoding: 'utf8' }).trimEnd());
  }
} finally {
  await browser.close();
}
process.exit(status);
