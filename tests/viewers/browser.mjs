// Shared by the browser scripts: start Debian's browsers, read the jobs, click and type, serve pdf.js.
// needs: the env file that tests/conformance/install.sh makes, sourced

import http from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url); // it looks in NODE_PATH too, which import does not

// Browsers are closed by "finally" before this runs.
process.on('uncaughtException', error => {
  console.error(error.stack);
  process.exit(2);
});

export function chromium(more = []) {
  return require('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...more],
    // Playwright switches Chromium's PDF viewer off, as it is an extension.
    ignoreDefaultArgs: ['--disable-component-extensions-with-background-pages', '--disable-extensions'],
  });
}

export function firefox({ headless = true, prefs = {} } = {}) {
  return require('puppeteer-core').default.launch({
    browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless,
    extraPrefsFirefox: {
      'app.update.enabled': false, 'browser.shell.checkDefaultBrowser': false, 'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false, ...prefs,
    },
  });
}

// The jobs that matrix.py hands a script: [{ form, out, plan: [item, ...] }, ...]; it answers with a list of objects.
export function jobs(usage) {
  if (process.argv.length !== 3) {
    console.error(usage);
    process.exit(2);
  }
  return JSON.parse(readFileSync(process.argv[2], 'utf8'));
}

export function bytes(base64) {
  return Buffer.from(base64, 'base64');
}

// Fill the plan in pdf.js's viewer, of Firefox or of the npm package: each field is an element of the page. `hand` has
// click(selector), type(text), press(key) and down(key, modifier); `turn` brings a page into view.
export async function fillElements(page, hand, turn, plan) {
  for (const item of plan) {
    try {
      await fillElement(page, hand, turn, item);
    } catch (error) {
      throw new Error(`${item.name}: ${error.message}`);
    }
  }
}

async function fillElement(page, hand, turn, item) {
  const at = `[data-element-id="${item.id}"]`;
  await turn(item.page);
  await page.waitForSelector(at);
  if (item.kind === 'text') {
    await hand.click(at);
    await hand.both('Control', 'a');
    if (!item.value) await hand.press('Delete');
    for (const [i, line] of item.value.split('\n').entries()) {
      if (i) await hand.press('Enter');
      await hand.type(line);
    }
  } else if (item.kind === 'choice') {
    // By the keyboard: the list that a click opens is a window of its own, which no driver sees.
    await page.focus(at);
    await hand.press('Home');
    for (let i = 0; i < 100 && await page.$eval(at, e => e.selectedOptions[0]?.value) !== item.value; i++) await hand.press('ArrowDown');
  } else {
    await hand.click(at);
  }
  await hand.press('Tab'); // leave no field half typed
}

// What the elements of the plan hold.
export async function elementValues(page, turn, plan) {
  const values = {};
  for (const item of plan) {
    await turn(item.page);
    const at = `[data-element-id="${item.id}"]`;
    await page.waitForSelector(at);
    values[item.name] = await page.$eval(at, (e, item) => {
      if (item.kind === 'check') return e.checked;
      if (item.kind === 'radio') return e.checked ? item.state : null;
      return e.value;
    }, item);
  }
  return values;
}

// Save from pdf.js, as its Save button does.
export async function savePdfjs(page) {
  return bytes(await page.evaluate(async () => {
    const data = await (globalThis.pdf ?? globalThis.PDFViewerApplication.pdfDocument).saveDocument();
    let raw = '';
    for (let i = 0; i < data.length; i += 4096) raw += String.fromCharCode(...data.subarray(i, i + 4096));
    return btoa(raw);
  }));
}

// A page that shows a PDF with pdf.js's viewer component; open(url) and turn(page) drive it.
const PAGE = `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/dist/web/pdf_viewer.css">
<style>body { margin: 0 } #box { position: absolute; width: 100%; height: 100%; overflow: auto }</style>
<div id="box"><div id="viewer" class="pdfViewer"></div></div>
<script type="module">
import * as pdfjsLib from '/dist/build/pdf.mjs';
globalThis.pdfjsLib = pdfjsLib;
const { EventBus, PDFLinkService, PDFViewer } = await import('/dist/web/pdf_viewer.mjs');
pdfjsLib.GlobalWorkerOptions.workerSrc = '/dist/build/pdf.worker.mjs';
const eventBus = new EventBus();
const linkService = new PDFLinkService({ eventBus });
const viewer = new PDFViewer({ container: document.getElementById('box'), eventBus, linkService });
linkService.setViewer(viewer);
globalThis.open = async url => {
  const options = { url, cMapUrl: '/dist/cmaps/', cMapPacked: true, standardFontDataUrl: '/dist/standard_fonts/',
    wasmUrl: '/dist/wasm/' };
  const pdf = globalThis.pdf = await pdfjsLib.getDocument(options).promise;
  viewer.setDocument(pdf);
  linkService.setDocument(pdf);
  await viewer.pagesPromise;
  viewer.currentScale = 1.5;
};
globalThis.turn = page => { viewer.currentPageNumber = page; };
globalThis.ready = true;
</script>`;

// Serve that page, pdf.js and the files given by `file(url path)` on loopback.
export async function servePdfjs(file) {
  const dist = path.dirname(require.resolve('pdfjs-dist/package.json'));
  const types = { '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };
  const server = http.createServer((request, response) => {
    try {
      const url = new URL(request.url, 'http://localhost').pathname;
      if (url === '/') return response.setHeader('content-type', 'text/html').end(PAGE);
      const from = file(url) ?? path.join(dist, path.normalize(url.replace(/^\/dist\//, '/')));
      response.setHeader('content-type', types[path.extname(url)] ?? 'application/octet-stream').end(readFileSync(from));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
