// Hold the schemas against the language server that editors use: what is offered while somebody writes, what is said of
// each key, and what is marked as wrong.
//
// usage: node server.mjs [--hovers] HANDOUT      HANDOUT is the program; --hovers prints what is said of each key
// needs: npm install yaml-language-server, found through NODE_PATH
// The server is run without a network: once with nothing but the first line of each file, as any editor has it, and once
// with the settings of a new project, on files without that line. cases.mjs has what is tried, and what is known to be
// weak.
// exit: 0 all is as it should be, 1 something is not, 2 usage

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { COMPLETIONS, MISTAKES, WEAK } from './cases.mjs';
import { Client, version } from './client.mjs';

const programs = process.argv.slice(2).filter(arg => arg !== '--hovers');
if (programs.length !== 1) {
  console.error('usage: node server.mjs [--hovers] HANDOUT');
  process.exit(2);
}
const handout = resolve(programs[0]);
const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const YAML = createRequire(require.resolve('yaml-language-server/package.json'))('yaml'); // the parser of the server itself
const TODAY = '2026-12-01';
const MODELINE = /^# yaml-language-server: \$schema=.*\n/;

// ---- what is wrong ------------------------------------------------------------------------------------------------

let tried = 0;
const wrong = new Set();
const seenWeak = new Set();
const fail = text => wrong.add(text);
// Something that should hold; where it does not, it is known to be weak, or wrong.
function expect(name, holds, text) {
  tried += 1;
  if (!holds && WEAK.has(name)) seenWeak.add(name);
  else if (!holds) fail(`${name}: ${text}`);
}

// Words that programmers use, not staff.
const JARGON = [
  /\b(serde|struct|enum|bool(ean)?|integer|array|string|null|u?int\d*|[iu](8|16|32|64)|f64|usize|regex|schema|json|deserial\w*)\b/i,
  /\b(Option|Vec|Box|Cow|BTreeMap)\b|\bRaw[A-Z]|::|[\^\\]|\bISO \d/,
];
const jargon = text => JARGON.map(word => word.exec(text)?.[0]).find(found => found !== undefined);
// Whether words say no more than the key itself does.
const SMALL = new Set(['a', 'an', 'the', 'its', 'of', 'this', 'markdown', 'text']);
const wordsOf = text => text.toLowerCase().match(/\p{L}+/gu) ?? [];
function repeats(key, text) {
  const stem = word => word.replace(/s$/, '');
  const own = new Set(wordsOf(key).map(stem));
  return wordsOf(text).every(word => SMALL.has(word) || own.has(stem(word)));
}
function poor(key, text) {
  if (!text.trim()) return 'no words';
  if (jargon(text) !== undefined) return `\`${jargon(text)}\` is no word of staff, in: ${text}`;
  return repeats(key, text) ? `says no more than the key: ${text}` : undefined;
}

// ---- files and places ---------------------------------------------------------------------------------------------

function run(args, cwd, most = 0) { // `most` is the highest exit code that is no failure of this script
  const { status, stdout, stderr, error } = spawnSync(handout, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error || status === null || status > most) throw new Error(`handout ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
function yamlFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap(entry => entry.isDirectory() ? yamlFiles(join(folder, entry.name))
    : entry.name.endsWith('.yaml') ? [join(folder, entry.name)] : []);
}
function placeOf(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
}
const shown = ({ line, character }) => `${line + 1}:${character + 1}`;
const same = (a, b) => a.line === b.line && a.character === b.character;

// The keys of a file, each with its path without numbers and its place.
function keysOf(text) {
  const found = [];
  YAML.visit(YAML.parseDocument(text), {
    Pair(_, pair, path) {
      const steps = [...path, pair].map(node => YAML.isPair(node) ? `.${node.key.value}` : YAML.isSeq(node) ? '[]' : '');
      // In the middle of the key: the server takes its first letter for the end of a text of several lines above it.
      const place = placeOf(text, Math.ceil((pair.key.range[0] + pair.key.range[1]) / 2));
      found.push({ key: String(pair.key.value), path: steps.join('').slice(1), place });
    },
  });
  return found;
}
// The kind of a file: the title of the schema that the server says it used.
const kindOf = hover => /\[(\w+)\.schema\.json\]/.exec(hover)?.[1];
// What a hover says, without the titles of schema and file around it.
const saidBy = hover => hover.replace(/^#+ .*(\n|$)/, '').replace(/Source: \[[^]*$/, '').replace(/\\(.)/g, '$1').trim();

// Kinds of what is offered, as the protocol numbers them.
const [KEY, VALUE] = [10, 12];
// Keys with room for what belongs behind them, a number among it: no value that nobody chose.
const KEYS_ALONE = /^((\s|- )*\w+:\s*(- )?(\$\d+|\$\{\d+(:0)?\})?\s*)+$/;

// ---- what is asked of the server ----------------------------------------------------------------------------------

const hovered = new Map();

// Nothing is wrong with a sound file, its schema is known, and each of its keys is explained.
async function soundFile(client, path, text, name) {
  const found = await client.open(path, text);
  expect(`sound: ${name}`, found.length === 0, found.map(one => `${shown(one.range.start)} ${one.message}`).join('; '));
  for (const { key, path: steps, place } of keysOf(text)) {
    const hover = await client.hover(path, place);
    const kind = kindOf(hover);
    const said = saidBy(hover);
    const what = `hover: ${kind ?? name}: ${steps}`;
    hovered.set(what, said);
    expect(what, kind !== undefined && poor(key, said) === undefined, kind === undefined ? 'no schema' : poor(key, said));
  }
  await client.close(path);
}

// The same of a project; that its files have a schema at all: a key that there is not is marked; and that an editor which
// formats what it saves changes no word.
async function soundProject(client, root, names, textOf) {
  for (const path of names) {
    const text = textOf(readFileSync(path, 'utf8'));
    const name = relative(root, path);
    await soundFile(client, path, text, name);
    await client.open(path, text);
    const formatted = await client.format(path, text);
    const words = text => JSON.stringify(YAML.parse(text));
    expect(`formatted: ${name}`, words(formatted) === words(text) && MODELINE.exec(formatted)?.[0] === MODELINE.exec(text)?.[0],
      'says something else');
    await client.close(path);
    const found = await client.open(path, `${text}\nnonsense: 1\n`);
    expect(`marked: ${name}`, found.length === 1 && /nonsense/.test(found[0].message), 'an unknown key is not marked');
    await client.close(path);
  }
}

// What is offered where somebody begins to write, and what stands in the file when it is taken.
async function completions(client, root, modelines) {
  for (const { where, file, text, offers, only, not } of COMPLETIONS) {
    const path = join(root, file);
    const whole = modelines.get(file) + text;
    await client.open(path, whole.replace('¦', ''));
    const items = await client.complete(path, placeOf(whole, whole.indexOf('¦')));
    await client.close(path);
    // Besides keys and values, the server offers whole blocks, by the title of their schema, and items of a list.
    const single = items.filter(item => item.kind === KEY || (item.kind === VALUE && !item.label.startsWith('- (')));
    const labels = single.map(item => item.label);
    const missing = [...(offers ?? []), ...(only ?? [])].filter(label => !labels.includes(label));
    const odd = labels.filter(label => not?.includes(label) || (only && !only.includes(label)));
    expect(`offered: ${where}`, !missing.length && !odd.length,
      `not offered: ${missing.join(', ') || '-'}; too many: ${odd.join(', ') || '-'}`);
    for (const { label, kind, documentation, insertText, textEdit } of single) {
      const said = documentation?.value ?? documentation ?? '';
      const bad = poor(kind === KEY ? label : '', said); // a value may be explained by its own name
      expect(`explained: ${where}: ${label}`, bad === undefined, bad);
      const inserted = insertText ?? textEdit?.newText ?? '';
      expect(`inserted: ${where}: ${label}`, kind !== KEY || (inserted.startsWith(`${label}:`) && KEYS_ALONE.test(inserted)),
        `writes \`${inserted}\``);
    }
  }
}

// A mistake is marked where it stands, and `handout check` names the same line.
async function mistakes(client, root, texts) {
  for (const { what, file, from, to, at, says } of MISTAKES) {
    const path = join(root, file);
    const sound = texts.get(file);
    const marked = sound.replace(from, () => to);
    if (marked === sound) throw new Error(`${what}: the new project has no ${from}`);
    const text = marked.replace(/[«»]/g, '');
    const begin = placeOf(text, at ? text.indexOf(at) : marked.indexOf('«'));
    const end = at ? undefined : placeOf(text, marked.indexOf('»') - 1);
    const found = (await client.open(path, text)).sort((a, b) => a.range.start.line - b.range.start.line);
    await client.close(path);
    writeFileSync(path, text);
    const findings = JSON.parse(run(['check', '--format', 'json', '--today', TODAY], root, 2)).findings;
    writeFileSync(path, sound);

    const messages = found.map(one => one.message);
    expect(`says: ${what}`, JSON.stringify(messages) === JSON.stringify(says), `says ${JSON.stringify(messages)}`);
    const here = found.find(one => same(one.range.start, begin) && (end === undefined || same(one.range.end, end)));
    const places = found.map(one => `${shown(one.range.start)} to ${shown(one.range.end)}`).join(', ');
    expect(`unmarked: ${what}`, here !== undefined,
      `nothing at ${shown(begin)}${end ? ` to ${shown(end)}` : ''}, but at ${places || 'no place'}`);
    if (here) expect(`message: ${what}`, !/pattern|Incorrect type|\b(Array|String|null)\b/.test(here.message), here.message);
    const errors = findings.filter(finding => finding.severity === 'error');
    expect(`check: ${what}`, errors.some(error => error.file === file && error.line === begin.line + 1),
      `\`handout check\` names ${errors.map(error => `${error.file}:${error.line}`).join(', ') || 'no line'}, not ${begin.line + 1}`);
    const unmarked = errors.filter(error => !found.some(one => one.range.start.line + 1 === error.line));
    if (here) expect(`lines: ${what}`, unmarked.length === 0, `only \`handout check\` names line ${unmarked.map(error => error.line)}`);
  }
}

// What the schemas say of keys that no file here uses.
function everyKey(folder) {
  for (const name of readdirSync(folder).filter(name => name.endsWith('.schema.json'))) {
    const schema = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    for (const [block, { properties }] of [['', schema], ...Object.entries(schema.$defs ?? {})])
      for (const [key, { description = '' }] of Object.entries(properties ?? {}))
        // What the program writes itself, and staff only read.
        if (!/^(reviews|design)\./.test(name)) {
          const what = `described: ${name.replace('.schema.json', '')}: ${block ? `${block}.` : ''}${key}`;
          expect(what, poor(key, description) === undefined, poor(key, description));
        }
  }
}

// ---- the run ------------------------------------------------------------------------------------------------------

// A name that needs care in an address.
const parent = mkdtempSync(join(tmpdir(), 'handout-editor-'));
const root = join(parent, 'Our handouts (é) #1');
const clients = [];
async function editor(folder, settings) {
  const client = await Client.start(folder, settings);
  clients.push(client);
  return client;
}

try {
  run(['new', root, '--today', TODAY], parent);
  const texts = new Map(yamlFiles(join(root, 'sources')).map(path => [relative(root, path), readFileSync(path, 'utf8')]));
  run(['new', 'guide', 'sleep', '--today', TODAY], root);
  run(['new', 'worksheet', 'sleep-diary', '--today', TODAY], root);
  run(['new', 'clinic', 'elm-street', '--today', TODAY], root);
  for (const [what, file] of [[['facts', 'us'], 'sources/facts/us.en.yaml'], [['strings'], 'sources/strings/en.yaml']]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), run(['show', ...what, '--lang', 'en'], root));
  }
  const modelines = new Map(yamlFiles(join(root, 'sources')).map(path =>
    [relative(root, path), MODELINE.exec(readFileSync(path, 'utf8'))?.[0] ?? '']));
  for (const [name, line] of modelines) expect(`first line: ${name}`, line !== '', 'names no schema');

  // With the first lines alone; in the second project also formatted, as in VS Code.
  const plain = await editor(root, {});
  await soundProject(plain, root, yamlFiles(join(root, 'sources')), text => text);
  await completions(plain, root, modelines);
  const shipped = await editor(repository, { 'yaml.format.enable': true });
  await soundProject(shipped, repository, yamlFiles(join(repository, 'sources')), text => text);
  everyKey(join(repository, 'schemas'));

  // `check` reads the project that was made, without what was added to it.
  for (const path of yamlFiles(join(root, 'sources'))) if (!texts.has(relative(root, path))) rmSync(path);
  await mistakes(plain, root, texts);

  // With the settings of a new project alone, of files that do not name their schemas. Nobody is asked on a network.
  const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8'));
  for (const [fixture, folder] of [['reviewed/sources', '.'], ['hip/en.yaml', 'guides/hip-operation/en.yaml'],
    ['hip/worksheet.yaml', 'worksheets/after-hip/en.yaml']])
    cpSync(join(repository, 'tests/fixtures', fixture), join(root, 'sources', folder), { recursive: true });
  const set = await editor(root, { 'yaml.format.enable': true, ...settings });
  await soundProject(set, root, yamlFiles(join(root, 'sources')), text => text.replace(MODELINE, ''));
  expect('network: with the settings of a new project', set.connections.length === 0, `asks ${set.connections.join(', ')}`);
} catch (error) {
  fail(`the run ended: ${error.stack}`);
}
await Promise.allSettled(clients.map(client => client.stop()));
rmSync(parent, { recursive: true, force: true });

for (const name of WEAK.keys()) if (!seenWeak.has(name)) fail(`${name}: is no longer weak; take it out of WEAK in cases.mjs`);
if (process.argv.includes('--hovers')) for (const [what, said] of hovered) console.log(`${what}: ${said}`);
for (const text of wrong) console.log(`FAIL ${text}`);
console.log(`yaml-language-server ${version}: ${tried} tried, ${hovered.size} keys explained, ` +
  `${seenWeak.size} known to be weak, ${wrong.size} wrong`);
process.exit(wrong.size ? 1 : 0);
