// Fill forms in Firefox's built-in viewer, by mouse and keyboard, save them from there, and open what was saved.
//
// usage: node fill_firefox.mjs JOBS.json      (called by matrix.py and round.py)

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { elementValues, fillElements, firefox, jobs, savePdfjs } from './browser.mjs';

const list = jobs('usage: node fill_firefox.mjs JOBS.json');
const browser = await firefox();
const reports = [];
try {
  const open = async file => {
    const page = await browser.newPage();
    page.on('dialog', dialog => dialog.dismiss().catch(() => {})); // a script in the PDF may open one
    await page.setViewport({ width: 1000, height: 1100 });
    await page.goto(pathToFileURL(path.resolve(file)).href);
    await page.waitForFunction('globalThis.PDFViewerApplication?.pdfViewer?.pageViewsReady');
    return page;
  };
  for (const { form, out, plan } of list) {
    const page = await open(form);
    const turn = on => of => on.evaluate(n => { PDFViewerApplication.page = n; }, of);
    await fillElements(page, {
      click: at => page.click(at),
      type: text => page.keyboard.type(text),
      press: key => page.keyboard.press(key),
      both: async (modifier, key) => {
        await page.keyboard.down(modifier);
        await page.keyboard.press(key);
        await page.keyboard.up(modifier);
      },
    }, turn(page), plan);
    const accepted = await elementValues(page, turn(page), plan);
    writeFileSync(out, await savePdfjs(page));
    await page.close({ runBeforeUnload: false });
    const again = await open(out);
    reports.push({ accepted, reopened: await elementValues(again, turn(again), plan) });
    await again.close();
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(reports));
