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
      const widgets = (await page.getAnnotations()).filter(a => a.subtype === 'Widget');
      const out = Object.fromEntries(widgets.map(a => [a.id, { tip: a.alternativeText, path: null }]));
      const walk = (node, path) => {
        const tag = node.type === 'annotation' && out[node.id.replace(/^pdfjs_internal_id_/, '')];
        if (tag) tag.path = path;
        const here = node.role && node.role !== 'Root' ? [...path, { role: node.role, alt: node.alt }] : path;
        for (const child of node.children ?? []) walk(child, here);
      };
      const tree = await page.getStructTree();
      if (tree) walk(tree, []);
      return JSON.stringify(out);
    }, n));
    if (!Object.keys(tags).length) continue;
    await page.evaluate(n => { PDFViewerApplication.page = n; }, n);
    const sheet = `.page[data-page-number="${n}"]`, widgets = `${sheet} section[class*=WidgetAnnotation] [data-element-id]`;
    await page.waitForFunction((widgets, count) => document.querySelectorAll(widgets).length >= count, {},
      widgets, Object.keys(tags).length);
    await page.waitForSelector(`${sheet} .structTree`, { timeout: 3000 }).catch(() => {}); // a file without tags has none
    await page.waitForFunction(sheet => { // the names come a little after the fields
      const count = document.querySelectorAll(`${sheet} .annotationLayer [aria-label]`).length;
      const same = globalThis.labels === count;
      globalThis.labels = count;
      return same;
    }, { polling: 300 }, sheet);
    const controls = JSON.parse(await page.evaluate(widgets => JSON.stringify([...document.querySelectorAll(widgets)].map(e => {
      const text = e => [e?.getAttribute('aria-label'), e?.getAttribute('title')].find(v => v?.trim()) ?? null;
      const kinds = { text: 'edit', textarea: 'edit, lines', 'select-one': 'drop-down', checkbox: 'check box', radio: 'radio button' };
      return {
        id: e.dataset.elementId, name: e.name, role: e.getAttribute('role'), what: kinds[e.type] ?? e.type ?? e.localName,
        own: text(e), around: text(e.closest('section')), required: e.required || e.getAttribute('aria-required') === 'true',
        most: e.maxLength > 0 ? e.maxLength : null,
        options: e.options && [...e.options].map(o => o.textContent.trim()).filter(Boolean),
      };
    })), widgets));
    console.log(`page ${n}`);
    for (const c of controls) {
      const tag = tags[c.id] ?? {}, words = c.own ?? c.around;
      if (!words || !tag.path) status = 1;
      const more = [c.role && `role ${c.role}`, c.required && 'required', c.most && `at most ${c.most}`,
        c.what === 'radio button' && `group ${c.name}`].filter(Boolean);
      console.log(`  ${c.name}: ${[c.what, ...more].join(', ')}`);
      console.log(`    ${c.own ? 'own' : words ? 'around it' : 'none'}: ${words ?? '! no words'}`);
      if (c.options) console.log(`    choices: ${c.options.join(' | ')}`);
      const path = tag.path?.map(t => t.role + (t.alt && t.alt !== words ? ` "${t.alt}"` : '')).join(' > ');
      console.log(`    tags: ${path ?? '! in no tag'}`);
      if (tag.tip !== words) console.log(`    tooltip: ${tag.tip || '! none'}`);
    }
    console.log('  for a screen reader, in this order:');
    const spoken = fileURLToPath(new URL('atspi.py', import.meta.url));
    console.log(execFileSync('/usr/bin/python3', [spoken, `${n}`, `${controls.length}`], { encoding: 'utf8' }).trimEnd());
  }
} finally {
  await browser.close();
}
process.exit(status);
