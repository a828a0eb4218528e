// Fill forms in pdf.js's viewer component, in Chromium, by keyboard and mouse, save them, and open what was saved.
//
// usage: node fill_pdfjs.mjs JOBS.json        (called by matrix.py)

import { writeFileSync } from 'node:fs';
import { chromium, elementValues, fillElements, jobs, savePdfjs, servePdfjs } from './browser.mjs';

const list = jobs('usage: node fill_pdfjs.mjs JOBS.json');
const server = await servePdfjs(url => /^\/\d+\/(form|out)$/.test(url) ? list[url.split('/')[1]][url.split('/')[2]] : null);
const browser = await chromium();
const reports = [];
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 } });
  page.on('pageerror', e => console.error('page error:', e.message));
  const turn = of => page.evaluate(n => globalThis.turn(n), of);
  const open = async url => {
    await page.goto(server.origin);
    await page.waitForFunction('globalThis.ready');
    await page.evaluate(url => globalThis.open(url), url);
  };
  for (const [i, { out, plan }] of list.entries()) {
    await open(`/${i}/form`);
    await fillElements(page, {
      click: at => page.click(at),
      type: text => page.keyboard.type(text),
      press: key => page.keyboard.press(key),
      both: (modifier, key) => page.keyboard.press(`${modifier}+${key}`),
    }, turn, plan);
    const accepted = await elementValues(page, turn, plan);
    writeFileSync(out, await savePdfjs(page));
    await open(`/${i}/out`);
    reports.push({ accepted, reopened: await elementValues(page, turn, plan) });
  }
} finally {
  await browser.close();
  server.close();
}
console.log(JSON.stringify(reports));
