// Fill forms with pdf-lib, which cannot use a form's own font and is given the same one as a file.
//
// usage: node fill_pdflib.mjs JOBS.json       (called by matrix.py; each job names its `font`)

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { jobs } from './browser.mjs';

const require = createRequire(import.meta.url); // it looks in NODE_PATH too, which import does not
const { PDFDocument } = require('pdf-lib');
const fontkit = require('@pdf-lib/fontkit');

function values(form, plan) {
  const out = {};
  for (const { name, kind } of plan) {
    if (kind === 'text') out[name] = form.getTextField(name).getText() ?? '';
    else if (kind === 'check') out[name] = form.getCheckBox(name).isChecked();
    else if (kind === 'radio') out[name] = form.getRadioGroup(name).getSelected() ?? null;
    else out[name] = form.getDropdown(name).getSelected()[0] ?? null;
  }
  return out;
}

const reports = [];
for (const { form: source, out, plan, font: file } of jobs('usage: node fill_pdflib.mjs JOBS.json')) {
  const pdf = await PDFDocument.load(readFileSync(source));
  const form = pdf.getForm(), refused = {};
  for (const { name, kind, value, state, display } of plan) {
    try {
      if (kind === 'text') form.getTextField(name).setText(value);
      else if (kind === 'check') form.getCheckBox(name)[value ? 'check' : 'uncheck']();
      else if (kind === 'radio') form.getRadioGroup(name).select(state);
      else form.getDropdown(name).select(display);
    } catch (error) {
      refused[name] = error.message.split('\n')[0];
    }
  }
  pdf.registerFontkit(fontkit);
  const font = await pdf.embedFont(readFileSync(file), { subset: true });
  for (const { name, kind } of plan) {
    if (kind === 'text') form.getTextField(name).updateAppearances(font);
    else if (kind === 'choice') form.getDropdown(name).updateAppearances(font);
  }
  const accepted = values(form, plan);
  writeFileSync(out, await pdf.save({ updateFieldAppearances: false }));
  const again = (await PDFDocument.load(readFileSync(out))).getForm();
  reports.push({ accepted, refused, reopened: values(again, plan) });
}
console.log(JSON.stringify(reports));
