// Fill forms in Chromium's own PDF viewer, by mouse and keyboard, and save them from there.
//
// usage: node fill_chromium.mjs JOBS.json     (called by matrix.py and round.py)
// The viewer is a plugin: a script sees none of its fields. What a text field holds is read by copying all of it, and
// whether a radio button is marked by looking at it. A job with "again" opens what was saved and reads that instead.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bytes, chromium, jobs } from './browser.mjs';

const list = jobs('usage: node fill_chromium.mjs JOBS.json');

// Open FILE; returns the page and the viewer's frame.
async function open(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1100 } });
  await page.goto(`${pathToFileURL(path.resolve(file))}#zoom=100`);
  for (let i = 0; i < 200; i++) {
    const viewer = page.frames().find(f => f.url().startsWith('chrome-extension:'));
    if (viewer) {
      const ready = await viewer.evaluate(() => document.querySelector('pdf-viewer')?.viewport?.getPageScreenRect(0).width > 100)
        .catch(() => false);
      if (ready) {
        await page.waitForTimeout(500); // the plugin paints and takes input a little later
        return { page, viewer };
      }
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`${file}: the PDF viewer did not come up`);
}

// Turn the wheel until the field is in view, with room below for a list that drops down; returns its middle. (Not by a
// jump: after one over a whole page, the viewer shows the cursor in the field and drops what is typed.)
async function bring(page, viewer, item) {
  const middle = () => viewer.evaluate(({ page, box, rect }) => {
    const v = document.querySelector('pdf-viewer');
    const frame = v.shadowRoot.querySelector('#content').getBoundingClientRect();
    const r = v.viewport.getPageScreenRect(page - 1);
    const scale = r.width / (box[2] - box[0]);
    const x = r.x + ((rect[0] + rect[2]) / 2 - box[0]) * scale, y = r.y + (box[3] - (rect[1] + rect[3]) / 2) * scale;
    return { scale, x: frame.x + x, y: frame.y + y, far: y < 60 || y > frame.height - 200 ? y - frame.height / 3 : 0, at: v.viewport.position.y };
  }, item);
  let now = await middle(), turned = false;
  for (let i = 0; i < 100 && now.far; i++) {
    if (!turned) await page.mouse.move(700, 600);
    turned = true;
    await page.mouse.wheel(0, Math.sign(now.far) * Math.min(400, Math.abs(now.far)));
    await page.waitForTimeout(150);
    const next = await middle();
    if (next.at === now.at) break; // the document ends here
    now = next;
  }
  if (turned) {
    await page.waitForTimeout(300);
    now = await middle();
  }
  return now;
}

async function click(page, viewer, item) {
  const { x, y } = await bring(page, viewer, item);
  await page.mouse.click(x, y);
}

// Click a text field until the viewer has the focus, which a busy machine may hand to it late, or not by the first click.
async function enter(page, viewer, item) {
  for (let clicks = 0; clicks < 5; clicks++) {
    await click(page, viewer, item);
    for (let i = 0; i < 20; i++) {
      if (await viewer.evaluate(() => document.hasFocus())) return;
      await page.waitForTimeout(50);
    }
  }
}

// Whether a radio button looks marked: a fifth of the middle half of its square is dark.
async function marked(page, viewer, item) {
  const { x, y, scale } = await bring(page, viewer, item);
  await page.mouse.move(5, 600); // what lies under the mouse may be shaded
  await page.waitForTimeout(100);
  const side = Math.min(item.rect[2] - item.rect[0], item.rect[3] - item.rect[1]) * scale / 2;
  const shot = await page.screenshot({ clip: { x: x - side / 2, y: y - side / 2, width: side, height: side } });
  return viewer.evaluate(async raw => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(raw), c => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, picture.width, picture.height).data;
    let dark = 0;
    for (let i = 0; i < pixels.length; i += 4) dark += pixels[i] + pixels[i + 1] + pixels[i + 2] < 3 * 96;
    return dark > pixels.length / 4 / 5;
  }, shot.toString('base64'));
}

// Copy the whole of the field that has the focus, and read the clipboard.
async function copied(page, viewer) {
  const mark = 'nothing was copied';
  await viewer.evaluate(mark => navigator.clipboard.writeText(mark), mark);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  for (let i = 0; i < 20; i++) {
    await page.waitForTimeout(25);
    const now = await viewer.evaluate(() => navigator.clipboard.readText());
    if (now !== mark) return now;
  }
  return ''; // of an empty field nothing is copied
}

// What the fields of the plan hold, as somebody sees who opens the file.
async function values(browser, file, plan) {
  const { page, viewer } = await open(browser, file);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const held = {};
  for (const item of plan) {
    if (item.kind === 'radio') {
      held[item.name] = await marked(page, viewer, item) ? item.state : held[item.name] ?? null;
    } else if (item.kind === 'text') {
      await enter(page, viewer, item);
      held[item.name] = await copied(page, viewer);
    }
  }
  await page.close();
  return held;
}

const browser = await chromium();
const reports = [];
try {
  for (const { form, out, plan, again } of list) {
    const { page, viewer } = await open(browser, form);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const accepted = {};
    for (const item of plan) {
      await (item.kind === 'text' ? enter : click)(page, viewer, item);
      if (item.kind === 'text') {
        await page.keyboard.press('Control+A');
        if (!item.value) await page.keyboard.press('Delete');
        const lines = item.value.split('\n');
        for (let i = 0; i < lines.length; i++) {
          if (i) await page.keyboard.press('Enter');
          await page.keyboard.type(lines[i]);
        }
        if (!again) accepted[item.name] = await copied(page, viewer);
      } else if (item.kind === 'choice') {
        for (let i = 0; i < item.steps; i++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Tab');
      }
    }
    await page.mouse.click(5, 600); // leave the last field
    await page.waitForTimeout(300);
    const saved = await viewer.evaluate(async () => {
      const { PluginController } = await import('./pdf_viewer_wrapper.js');
      const saved = await PluginController.getInstance().save('EDITED');
      let raw = '';
      const data = new Uint8Array(saved.dataToSave);
      for (let i = 0; i < data.length; i += 4096) raw += String.fromCharCode(...data.subarray(i, i + 4096));
      return btoa(raw);
    });
    writeFileSync(out, bytes(saved));
    await page.close();
    reports.push(again ? { reopened: await values(browser, out, plan) } : { accepted });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(reports));
