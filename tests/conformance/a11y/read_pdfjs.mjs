// Print a tagged PDF in the order and words a screen reader would use, from its structure tree.
//
// usage: node read_pdfjs.mjs FILE...            the reading of each, on standard output
//        node read_pdfjs.mjs --to DIR FILE...   the reading in DIR/NAME.reading.txt; faults and PASS or FAIL are printed
// needs: npm install pdfjs-dist (its optional canvas is not needed), found through NODE_PATH
// One line per thing announced: headings with level, links, graphics with their alternative text,
// tables with size, lists, form fields with type, tooltip and value. "(untagged)" lines tell of
// text on the page that no tag holds and that is no artifact, so a screen reader may skip it.
// Lines with "!" are faults. Lines with "~" are only hints: the order goes back up the page, which is
// right in columns and wrong elsewhere.
// exit: 0 all text is tagged, 1 some is not or a field or figure has no words, 2 cannot read

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

// pdf.js asks for these when it is loaded, and for a canvas to draw on. Nothing is drawn here.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
const { warn } = console;
console.warn = () => {};
const require = createRequire(import.meta.url); // it looks in NODE_PATH too, which import does not
const { getDocument, VerbosityLevel } = await import(require.resolve('pdfjs-dist/legacy/build/pdf.mjs'));

console.warn = warn;

const args = process.argv.slice(2);
const folder = args[0] === '--to' ? args[1] : undefined;
const files = folder === undefined ? args : args.slice(2);
if (!files.length) {
  console.error('usage: node read_pdfjs.mjs [--to DIR] FILE...');
  process.exit(2);
}
let status = 0;

const kind = a => a.checkBox ? 'check box' : a.radioButton ? 'radio button' : a.pushButton ? 'button'
  : a.combo ? 'combo box' : a.fieldType === 'Ch' ? 'list box' : a.multiLine ? 'edit multi-line'
    : a.fieldType === 'Sig' ? 'signature' : 'edit';
const state = a => a.checkBox ? (a.fieldValue === a.exportValue ? 'checked' : 'not checked')
  : a.radioButton ? (a.fieldValue === a.buttonValue ? 'selected' : 'not selected')
    : [a.fieldValue].flat().join(', ') || 'blank';

// Reads one file; `say` gets each line. Returns whether there was no fault.
async function read(file, say) {
  let sound = true;
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: VerbosityLevel.ERRORS }).promise;
  const { info, metadata } = await pdf.getMetadata();
  say(`document ${JSON.stringify(metadata?.get('dc:title') ?? info.Title ?? '')}, language ${info.Language ?? 'none'}, ` +
    `${pdf.numPages} page(s)`);
  const fault = text => { say(`! ${text}`); sound = false; };

  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    say(`page ${n}`);
    // text of each marked-content id, and text outside of any tag
    const text = new Map(), top = new Map(), stack = [];
    let loose = '';
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if (item.type === 'beginMarkedContentProps') stack.push(item.id ?? (item.tag === 'Artifact' ? 'artifact' : null));
      else if (item.type === 'beginMarkedContent') stack.push(item.tag === 'Artifact' ? 'artifact' : null);
      else if (item.type === 'endMarkedContent') stack.pop();
      else {
        const id = stack.findLast(x => x);
        const s = item.str + (item.hasEOL ? ' ' : '');
        if (id && id !== 'artifact') {
          text.set(id, (text.get(id) ?? '') + s);
          if (s.trim() && !top.has(id)) top.set(id, item.transform[5]);
        }
        else if (!id && s.trim()) loose += s;
      }
    }
    const annots = new Map((await page.getAnnotations()).map(a => [a.id, a]));
    const told = new Set();
    const words = node => {
      if (node.type === 'content') return text.get(node.id) ?? '';
      if (node.alt) return node.alt;
      return (node.children ?? []).map(words).join('');
    };
    const height = node => node.type === 'content' ? top.get(node.id)
      : node.type === 'annotation' ? annots.get(node.id.replace(/^pdfjs_internal_id_/, ''))?.rect[1]
        : (node.children ?? []).map(height).find(y => y !== undefined);
    let last;
    const moved = (node, what) => {
      const y = height(node);
      if (y !== undefined && last !== undefined && y > last + 12) say(`~ goes back up the page to this ${what}`);
      if (y !== undefined) last = y;
    };
    const count = (node, role) => (node.role === role ? 1 : 0) + (node.children ?? []).reduce((s, c) => s + count(c, role), 0);
    const line = (depth, what, said) => say('  '.repeat(depth + 1) + what + (said === undefined ? '' : `: ${said.replace(/\s+/g, ' ').trim()}`));

    function walk(node, depth) {
      if (node.type === 'annotation') {
        const a = annots.get(node.id.replace(/^pdfjs_internal_id_/, ''));
        if (!a) return;
        told.add(a.id);
        if (a.subtype === 'Widget') {
          moved(node, 'field');
          if (!a.alternativeText) fault(`field ${a.fieldName} has no tooltip`);
          line(depth, kind(a), `${a.alternativeText || '(' + a.fieldName + ')'}, ${state(a)}${a.required ? ', required' : ''}${a.readOnly ? ', read only' : ''}`);
        }
        return;
      }
      if (node.type === 'content') {
        const s = text.get(node.id);
        if (s?.trim()) line(depth, 'text', s);
        return;
      }
      const role = node.role ?? '';
      const rest = () => (node.children ?? []).forEach(c => walk(c, depth + 1));
      const inline = !count(node, 'Link') && !count(node, 'Figure') && !count(node, 'Form') && !count(node, 'L') && !count(node, 'Table');
      if (/^(H\d*|P|L|Table|Figure|Formula|Caption)$/.test(role)) moved(node, role);
      if (/^(H\d*|Link|TH|LI|Caption)$/.test(role) && !words(node).trim() && inline) fault(`empty ${role}`);
      if (/^H\d*$/.test(role)) {
        line(depth, `heading ${role.slice(1) || '(no level)'}`, words(node));
        if (!inline) rest();
      } else if (role === 'Figure' || role === 'Formula') {
        if (!node.alt?.trim()) fault(`${role.toLowerCase()} without alternative text`);
        line(depth, role === 'Figure' ? 'graphic' : 'formula', node.alt ?? '');
      } else if (role === 'Link') {
        line(depth, 'link', words(node));
        (node.children ?? []).filter(c => c.type === 'annotation').forEach(c => walk(c, depth));
      } else if (role === 'Table') {
        line(depth, `table, ${count(node, 'TR')} rows, ${count(node, 'TH')} header cells, ${count(node, 'TD')} cells`);
        rest();
      } else if (role === 'TH' || role === 'TD') {
        line(depth, role === 'TH' ? 'header cell' : 'cell', inline ? words(node) : '');
        if (!inline) rest();
      } else if (role === 'L') {
        // Of a list that goes over the page, pdf.js gives the items of the other page without content: tag_lint looks at
        // those.
        const here = c => c.role !== 'LI' || words(c).trim();
        let items = node.children ?? [];
        const first = items.findIndex(here), last = items.findLastIndex(here);
        if (first >= 0) items = items.slice(first, last + 1);
        line(depth, `list, ${items.filter(c => c.role === 'LI').length} items`);
        items.forEach(c => walk(c, depth + 1));
      } else if (role === 'LI' && inline) {
        line(depth, 'item', words(node));
      } else if (role === 'Form' && node.alt && !(node.children ?? []).some(c => c.type === 'annotation')) {
        // A field that became page content: its alternative text is the question with the answer.
        line(depth, 'printed field', node.alt);
      } else if (['P', 'Caption', 'Note', 'BlockQuote', 'TOCI', 'Title'].includes(role) && inline) {
        line(depth, role === 'P' ? 'paragraph' : role.toLowerCase(), words(node));
      } else if (['P', 'LI', 'Caption', 'TOC', 'TOCI', 'Note', 'BlockQuote', 'Form', 'Root', 'Document', 'Part', 'Sect', 'Div', 'Art',
        'TR', 'THead', 'TBody', 'TFoot', 'Span', 'Strong', 'Em', 'Lbl', 'LBody', 'Quote', 'Reference', 'Code', 'NonStruct', ''].includes(role)) {
        if (role === 'P') line(depth, 'paragraph');
        rest();
      } else {
        fault(`unknown tag ${role}`);
        rest();
      }
    }
    const tree = await page.getStructTree();
    if (tree) walk(tree, 0);
    else fault('no structure tree');
    if (loose.trim()) fault(`(untagged) ${loose.trim()}`);
    for (const a of annots.values())
      if (a.subtype === 'Widget' && !told.has(a.id)) fault(`field ${a.fieldName} is in no tag`);
  }
  await pdf.destroy();
  return sound;
}

for (const file of files) {
  const lines = [];
  const say = folder === undefined ? line => console.log(line) : line => lines.push(line);
  try {
    const sound = await read(file, say);
    if (!sound) status = Math.max(status, 1);
    if (folder !== undefined) {
      writeFileSync(join(folder, `${basename(file, '.pdf')}.reading.txt`), lines.join('\n') + '\n');
      for (const line of lines) if (line.startsWith('!')) console.log(`  ${line}`);
      console.log(`${sound ? 'PASS' : 'FAIL'} reading ${file}`);
    }
  } catch (error) {
    console.log(`ERROR reading ${file}: ${error.message}`);
    status = 2;
  }
}
process.exit(status);
