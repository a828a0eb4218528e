// `handout watch` in Chromium and Firefox: what is saved is seen, what is broken is said, by keys and to screen readers too.
//
// usage: node watch.mjs HANDOUT [--times]
//   --times   also print how long it took from a save to the new page, in milliseconds, the middle of 15 saves
// needs: the env file that tests/conformance/install.sh makes, sourced
// exit: 0 all as it should be, 1 something is not, 2 usage

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { chromium, firefox } from '../viewers/browser.mjs';

const [handout, ...flags] = process.argv.slice(2);
if (!handout) {
  console.error('usage: node watch.mjs HANDOUT [--times]');
  process.exit(2);
}
const root = path.resolve(import.meta.dirname, '../..');
let failed = 0;

function holds(what, is) {
  if (is) return;
  failed += 1;
  console.log(`  wrong: ${what}`);
}

/** A project with the shipped guides and worksheets, and a run that watches it. */
async function begin(ids) {
  const dir = mkdtempSync(path.join(tmpdir(), 'watch-'));
  cpSync(path.join(root, 'sources'), path.join(dir, 'sources'), { recursive: true });
  const child = spawn(path.resolve(handout), ['--project', dir, 'watch', ...ids], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.on('line', line => line.includes('http://') && resolve(line.slice(line.indexOf('http://')).trim()));
    child.on('exit', code => reject(new Error(`handout watch ended with ${code}`)));
  });
  return { dir, address, end: () => { child.removeAllListeners('exit'); child.kill(); rmSync(dir, { recursive: true, force: true }); } };
}

const files = run => ({
  guide: path.join(run.dir, 'sources/guides/naloxone-at-home/en.yaml'),
  edit(from, to) {
    const text = readFileSync(this.guide, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`"${from}" stands ${text.split(from).length - 1} times in the guide`);
    writeFileSync(this.guide, text.replace(from, to));
  },
});

/** Waits in the page until a condition holds; false where it does not come. */
async function comes(page, condition, argument) {
  try {
    await page.wait(condition, argument);
    return true;
  } catch {
    return false;
  }
}

async function tryOut(name, page, run, keys) {
  const { guide, edit } = files(run), change = edit.bind({ guide });
  const says = words => comes(page, text => document.getElementById('pages').textContent.includes(text), words);
  holds(`${name}: the pages come`, await says('Naloxone at home'));
  holds(`${name}: each page is drawn`, await comes(page, () => [...document.querySelectorAll('#shown img')]
    .every(image => image.complete && image.naturalWidth > 0)));

  change('title: Naloxone at home', 'title: Naloxone near you');
  holds(`${name}: a word that is saved is seen`, await says('Naloxone near you'));

  change('summary:', 'sumary:');
  holds(`${name}: a mistake is said with its place`, await comes(page, () =>
    document.getElementById('list').textContent.includes('sources/guides/naloxone-at-home/en.yaml:')));
  holds(`${name}: the last good pages stay`, await says('Naloxone near you'));
  holds(`${name}: and are said to be the last`, await comes(page, () => !document.getElementById('stale').hidden));
  holds(`${name}: the news are told`, await comes(page, () => document.getElementById('news').textContent.includes('put right')));
  change('sumary:', 'summary:');
  holds(`${name}: mended, they are new again`, await comes(page, () => document.getElementById('stale').hidden));

  change('title: Naloxone near you', 'title: Naloxone first');
  change('title: Naloxone first', 'title: Naloxone second');
  holds(`${name}: of two saves the last one is seen`, await says('Naloxone second'));

  const folder = path.dirname(guide), other = path.join(path.dirname(folder), 'naloxone-elsewhere');
  renameSync(folder, other);
  holds(`${name}: a text that got another name is said`, await comes(page, () => !document.getElementById('stale').hidden));
  renameSync(other, folder);
  holds(`${name}: and found again`, await comes(page, () => document.getElementById('stale').hidden));

  const layout = path.join(run.dir, 'layouts/products/leaflet.typ');
  mkdirSync(path.dirname(layout), { recursive: true });
  writeFileSync(layout, '#let slow(n) = if n == 0 { [x] } else { slow(n - 1) + slow(n - 1) }\n#slow(40)\n');
  holds(`${name}: a layout that never ends is given up`, await comes(page, () =>
    document.getElementById('stale').textContent.includes('more than 5 seconds')));
  rmSync(layout);
  holds(`${name}: and work goes on`, await comes(page, () => document.getElementById('stale').hidden));

  // By keys: to the pages, to what was found, to another document.
  await page.evaluate(() => document.activeElement.blur());
  await keys.press('Tab');
  holds(`${name}: the first key leads to the pages`, await page.evaluate(() => document.activeElement.hash === '#pages'));
  await keys.press('Tab');
  holds(`${name}: the second to what was found`, await page.evaluate(() => document.activeElement.hash === '#findings'));
  await keys.press('Tab');
  holds(`${name}: the third to the documents`, await page.evaluate(() => document.activeElement.id === 'document'));
  const fold = await page.evaluate(() =>
    [...document.getElementById('document').options].find(option => option.value.includes('en-trifold-letter'))?.value);
  await page.evaluate(value => {
    const chooser = document.getElementById('document');
    chooser.value = value;
    chooser.dispatchEvent(new Event('change'));
  }, fold);
  holds(`${name}: a tri-fold is shown`, await comes(page, () => document.querySelectorAll('#shown img').length === 6));
  await page.evaluate(() => document.querySelector('input[value=sheets]').click());
  holds(`${name}: on both sides of its sheet`, await comes(page, () => document.querySelectorAll('#shown img').length === 2));
  const unnamed = await page.evaluate(() => {
    const nameless = [...document.querySelectorAll('img')].filter(image => !image.alt).length;
    const unlabelled = [...document.querySelectorAll('select, input')].filter(field => field.labels.length === 0).length;
    return nameless + unlabelled + (document.documentElement.lang ? 0 : 1) + (document.querySelector('[role=status]') ? 0 : 1);
  });
  holds(`${name}: everything has a name`, unnamed === 0);
}

/** From a save to the page that shows it: of each save the milliseconds. `from` becomes `to`, with a number behind it. */
async function times(page, run, from, to) {
  const guide = files(run).guide, text = readFileSync(guide, 'utf8'), all = [];
  for (let i = 0; i < 15; i += 1) {
    const words = `${to} ${'abcdefghijklmno'[i]}`;
    const seen = page.wait(wanted => document.getElementById('shown').textContent.includes(wanted)
      && [...document.querySelectorAll('#shown img')].every(image => image.complete && image.naturalWidth > 0)
      && Date.now(), words, { polling: 5 });
    const start = Date.now();
    writeFileSync(guide, text.replace(from, words));
    const end = await (await seen).jsonValue();
    all.push(end - start);
    await new Promise(done => setTimeout(done, 150));
  }
  return all.sort((a, b) => a - b);
}

const browsers = {
  Chromium: async () => {
    const browser = await chromium(), page = await browser.newPage();
    page.setDefaultTimeout(20000);
    page.wait = (condition, argument, options) => page.waitForFunction(condition, argument, options);
    return { browser, page, keys: page.keyboard };
  },
  Firefox: async () => {
    const browser = await firefox(), page = await browser.newPage();
    page.setDefaultTimeout(20000);
    page.wait = (condition, argument, options = {}) => page.waitForFunction(condition, options, argument);
    return { browser, page, keys: page.keyboard };
  },
};
for (const [name, start] of Object.entries(browsers)) {
  const run = await begin(['naloxone-at-home', '--lang', 'en']), { browser, page, keys } = await start();
  try {
    const errors = [];
    page.on('pageerror', error => errors.push(error.message));
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    await page.goto(run.address);
    await tryOut(name, page, run, keys);
    holds(`${name}: nothing went wrong in the page: ${errors.join('; ')}`, errors.length === 0);
  } finally {
    await browser.close();
    run.end();
  }
  if (flags.includes('--times')) {
    const again = await begin(['naloxone-at-home', '--lang', 'en', '--product', 'leaflet', '--paper', 'letter']);
    const { browser: second, page: fresh } = await start();
    try {
      await fresh.goto(again.address);
      await fresh.wait(() => document.querySelectorAll('#shown img').length > 0);
      const one = await times(fresh, again, 'ten quiet minutes', 'some quiet minutes');
      console.log(`  ${name}: from a save to the new page ${one[7]} ms (${one[0]} to ${one[14]}), of a word in a section`);
      const all = await times(fresh, again, 'Naloxone at home', 'Naloxone at hand');
      console.log(`  ${name}: ${all[7]} ms (${all[0]} to ${all[14]}), of the title, which stands on every page`);
    } finally {
      await second.close();
      again.end();
    }
  }
  console.log(`${name}: ${failed === 0 ? 'all as it should be' : 'see above'}`);
}
process.exit(failed === 0 ? 0 : 1);
