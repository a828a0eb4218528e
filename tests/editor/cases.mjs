// What is tried in an editor: where something is offered, and the mistakes that it has to mark.
//
// In a text, ¦ is the cursor. In a mistake, «these marks» hold what has to be marked; a key that is missing has no place
// of its own, and `at` names the first key of its block.

const GUIDE = 'sources/guides/your-visit/en.yaml';
const WORKSHEET = 'sources/worksheets/my-questions/en.yaml';
const CLINIC = 'sources/clinics/our-clinic.yaml';
const PEOPLE = 'sources/people.yaml';
const PROJECT = 'sources/project.yaml';

const PRODUCTS = ['leaflet', 'large-print', 'trifold', 'booklet', 'card', 'worksheet', 'worksheet-paper'];
const TYPES = ['text', 'long-text', 'date', 'time', 'phone', 'number', 'checkbox', 'yes-no', 'checkboxes', 'choice',
  'scale', 'table', 'signature'];
const COLUMN_TYPES = ['text', 'date', 'time', 'phone', 'number', 'checkbox', 'yes-no'];
const PART = 'id: my-questions\nparts:\n  - id: before\n';

// `offers` is what must be among what is offered; `only` is all of it.
export const COMPLETIONS = [
  { where: 'an empty guide', file: GUIDE, text: '¦',
    offers: ['id', 'title', 'revision', 'audience', 'summary', 'authors', 'dates', 'sections', 'faq', 'get_help', 'figures',
      'references', 'worksheets', 'topics', 'panels', 'cover', 'products', 'introduction', 'main_message'] },
  { where: 'a guide that has begun', file: GUIDE, text: 'id: your-visit\ntitle: Your visit\n¦\n',
    offers: ['summary', 'sections', 'audience', 'dates'], not: ['id', 'title'] },
  { where: 'half a key', file: GUIDE, text: 'id: your-visit\nsum¦\n', offers: ['summary'] },
  { where: 'between two keys', file: GUIDE,
    text: 'id: your-visit\n¦\nfaq:\n  - id: may-i\n', offers: ['summary'], not: ['faq'] },
  { where: 'a new section', file: GUIDE, text: 'id: your-visit\nsections:\n  - ¦\n', offers: ['id', 'heading', 'brief', 'body'] },
  { where: 'a section', file: GUIDE, text: 'id: your-visit\nsections:\n  - id: before\n    ¦\n',
    only: ['heading', 'brief', 'body'] },
  { where: 'a question', file: GUIDE, text: 'id: your-visit\nfaq:\n  - id: may-i\n    ¦\n',
    only: ['question', 'answer'] },
  { where: 'the dates', file: GUIDE, text: 'id: your-visit\ndates:\n  ¦\n',
    only: ['issued', 'first_published', 'evidence_checked'] },
  { where: 'a source', file: GUIDE, text: 'id: your-visit\nreferences:\n  - title: Sleep\n    ¦\n',
    only: ['id', 'publisher', 'year', 'kind', 'url', 'accessed'] },
  { where: 'a picture', file: GUIDE, text: 'id: your-visit\nfigures:\n  - id: list\n    ¦\n',
    only: ['file', 'alt', 'caption', 'credit', 'width'] },
  { where: 'the width of a picture, in braces', file: GUIDE, text: 'id: your-visit\nfigures:\n  - {id: list, width: ¦}\n',
    only: ['third', 'half', 'full'] },
  { where: 'an entry of `get_help`', file: GUIDE,
    text: 'id: your-visit\nget_help:\n  - ¦\n', only: ['level', 'call', 'when'] },
  { where: 'a level', file: GUIDE, text: 'id: your-visit\nget_help:\n  - level: ¦\n',
    only: ['emergency', 'today', 'routine'] },
  { where: 'a panel', file: GUIDE, text: 'id: your-visit\npanels:\n  - heading: Come\n    ¦\n',
    only: ['figure', 'sections'] },
  { where: 'the products of a guide', file: GUIDE, text: 'id: your-visit\nproducts: [¦]\n', only: PRODUCTS },
  { where: 'a rule of `exceptions`', file: GUIDE, text: 'id: your-visit\nexceptions:\n  - code: ¦\n',
    only: ['typed-number', 'review-claim', 'typed-read-time'] },
  { where: 'an entry of `exceptions`', file: GUIDE,
    text: 'id: your-visit\nexceptions:\n  - ¦\n', only: ['code', 'text', 'reason'] },
  { where: 'the original of a text', file: GUIDE, text: 'id: your-visit\nbased_on:\n  ¦\n',
    only: ['title', 'authors', 'reviewed_by', 'published', 'edited', 'publisher'] },
  { where: 'a worksheet', file: WORKSHEET, text: 'id: my-questions\n¦\n', offers: ['summary', 'parts', 'authors'],
    not: ['id', 'sections', 'faq'] },
  { where: 'a part', file: WORKSHEET, text: `${PART}    ¦\n`,
    only: ['heading', 'text', 'danger_line', 'repeat', 'repeat_label', 'fields'] },
  { where: 'a field', file: WORKSHEET, text: `${PART}    fields:\n      - id: day\n        ¦\n`,
    only: ['type', 'label', 'help', 'required', 'lines', 'width', 'options', 'rows', 'columns', 'low', 'high'] },
  { where: 'the type of a field', file: WORKSHEET,
    text: `${PART}    fields:\n      - id: day\n        type: ¦\n`, only: TYPES },
  { where: 'the type of a field, in braces', file: WORKSHEET,
    text: `${PART}    fields:\n      - {id: day, type: ¦}\n`, only: TYPES },
  { where: 'the type of a column', file: WORKSHEET, only: COLUMN_TYPES,
    text: `${PART}    fields:\n      - id: day\n        type: table\n        columns:\n          - id: name\n            type: ¦\n` },
  { where: 'a column', file: WORKSHEET, only: ['label', 'type'],
    text: `${PART}    fields:\n      - id: day\n        type: table\n        columns:\n          - id: name\n            ¦\n` },
  { where: 'an option', file: WORKSHEET, only: ['label'],
    text: `${PART}    fields:\n      - id: day\n        type: choice\n        options:\n          - id: name\n            ¦\n` },
  { where: 'a clinic', file: CLINIC, text: 'id: our-clinic\n¦\n',
    only: ['name', 'sample', 'region', 'address', 'phone', 'hours', 'feedback', 'logo', 'logo_alt', 'colours', 'print'] },
  { where: 'the colours of a clinic', file: CLINIC, text: 'id: our-clinic\ncolours:\n  ¦\n', only: ['primary', 'tint'] },
  { where: 'the languages of the hours', file: CLINIC, text: 'id: our-clinic\nhours:\n  ¦\n', only: ['en', 'es'] },
  { where: 'a person', file: PEOPLE, text: 'people:\n  - id: dana-doe\n    ¦\n',
    only: ['kind', 'name', 'name_in', 'credentials', 'role', 'addiction_professional', 'specialties', 'interests', 'licence',
      'not_same_as'] },
  { where: 'the kind of a person', file: PEOPLE,
    text: 'people:\n  - id: dana-doe\n    kind: ¦\n', only: ['person', 'organisation'] },
  { where: 'a project', file: PROJECT, text: 'papers: [a4]\n¦\n',
    only: ['languages', 'products', 'clinics', 'publisher', 'review', 'print', 'places'] },
  { where: 'the products of a project', file: PROJECT, text: 'products: [¦]\n', only: PRODUCTS },
  { where: 'another product of a project', file: PROJECT, text: 'products: [leaflet, ¦]\n', offers: PRODUCTS.slice(1) },
  { where: 'the products of a project, a line each', file: PROJECT, text: 'products:\n  - ¦\n', only: PRODUCTS },
  { where: 'the papers of a project', file: PROJECT, text: 'papers: [¦]\n', only: ['letter', 'a4'] },
  { where: 'a fact', file: 'sources/facts/us.en.yaml', text: 'region: us\nfacts:\n  - id: call-911\n    ¦\n',
    only: ['title', 'number', 'letters', 'short', 'shorter', 'points', 'numbered', 'line', 'body', 'source', 'source_seen',
      'recheck_after'] },
  { where: 'a label', file: 'sources/strings/en.yaml',
    text: 'page: Page\n¦\n', offers: ['of', 'revision', 'sources'], not: ['page'] },
];

const HELP = (level, rest) => `get_help:\n  - level: ${level}\n    ${rest}\nfaq:\n`;
const oneOf = values => `Value is not accepted. Valid values: ${values.map(value => `"${value}"`).join(', ')}.`;
const WORDS = 'Words belong here: put a number in quotes, and take out list marks';
const BLANK = 'This is empty: write something there, or take the key out if it is not needed';
const WHOLE = 'A whole number belongs here: write it without quotes, such as 3';

// Mistakes in a new project: `from` becomes `to` in `file`. `says` is all that the editor says of it, in the order of the
// lines; the first of them that stands at the marked place is what it says of the mistake.
export const MISTAKES = [
  { what: 'an unknown key', file: GUIDE, from: 'main_message:', to: '«main_mesage»:',
    says: ['Property main_mesage is not allowed.'] },
  { what: 'an unknown key in a section', file: GUIDE, from: 'brief: Write', to: '«breif»: Write',
    says: ['Missing property "brief".', 'Property breif is not allowed.'] },
  { what: 'an unknown key in braces', file: GUIDE, from: '{issued: ', to: '{«isued»: ',
    says: ['Missing property "issued".', 'Property isued is not allowed.'] },
  { what: 'a key of another kind of file', file: WORKSHEET, from: 'parts:\n', to: '«faq»: []\nparts:\n',
    says: ['Property faq is not allowed.'] },
  { what: 'a list instead of words', file: GUIDE, from: 'title: Your visit at our clinic', to: 'title: «[a, b]»',
    says: [WORDS] },
  { what: 'a number instead of words', file: GUIDE, from: 'title: Your visit at our clinic', to: 'title: «5»',
    says: [WORDS] },
  { what: 'words instead of a number', file: GUIDE, from: 'revision: 1 ', to: 'revision: «one» ',
    says: [WHOLE] },
  { what: 'words instead of a list', file: GUIDE, from: 'authors: [our-team]', to: 'authors: «our-team»',
    says: ['A list belongs here: write each entry on its own line after `- `, or all of them in [brackets]'] },
  { what: 'words instead of blocks', file: GUIDE, from: 'worksheets: [', to: 'references: «none»\nworksheets: [',
    says: ['A list belongs here: each is such as `- {title: Sleep tips, publisher: CDC, url: https://example.org}`'] },
  { what: 'words instead of yes or no', file: CLINIC, from: 'sample: true', to: 'sample: «maybe»',
    says: ['`true` or `false` belongs here: write it without quotes'] },
  { what: 'words instead of a number of lines', file: WORKSHEET, from: 'lines: 3', to: 'lines: «three»',
    says: [WHOLE] },
  { what: 'words instead of languages', file: CLINIC, from: /hours: .*/, to: 'hours: «"9 to 5"»',
    says: ['A block belongs here: write it for each language, such as `hours: {en: "Monday to Friday, 9 to 5"}`'] },
  { what: 'a block instead of whom to call', file: GUIDE, from: 'faq:\n',
    to: HELP('today', 'call: «{a: b}»\n    when: [You are ill.]'),
    says: ['Incorrect type. Expected "string | array".'] },
  { what: 'a day instead of the block of dates', file: GUIDE, from: /dates: .*/, to: 'dates: «2026-11-24»',
    says: ['Incorrect type. Expected "Dates".'] },
  { what: 'a missing key', file: GUIDE, from: 'audience: Patients and whoever comes with them\n',
    to: '', at: 'id: your-visit',
    says: ['Missing property "audience".'] },
  { what: 'a missing key of a section', file: GUIDE, from: '    heading: On the day\n', to: '', at: 'id: on-the-day',
    says: ['Missing property "heading".'] },
  { what: 'a missing key in braces', file: WORKSHEET, from: '{id: name, label: Name}', to: '{id: name}', at: '{id: name}',
    says: ['Missing property "label".'] },
  { what: 'a missing key of a clinic', file: CLINIC, from: 'phone: 555-0123\n', to: '', at: 'id: our-clinic',
    says: ['Missing property "phone".'] },
  { what: 'a product that there is not', file: PROJECT, from: 'products: [leaflet', to: 'products: [«flyer»',
    says: [oneOf(PRODUCTS)] },
  { what: 'a paper that there is not', file: PROJECT, from: '[letter]', to: '[«lettre»]',
    says: [oneOf(['letter', 'a4'])] },
  { what: 'a type that there is not', file: WORKSHEET, from: 'type: date', to: 'type: «dat»', says: [oneOf(TYPES)] },
  { what: 'a level that there is not', file: GUIDE, from: 'faq:\n',
    to: HELP('«urgent»', 'call: clinic:phone\n    when: [You are ill.]'),
    says: [oneOf(['emergency', 'today', 'routine'])] },
  { what: 'a kind that there is not', file: PEOPLE, from: 'kind: organisation', to: 'kind: «organization»',
    says: [oneOf(['person', 'organisation'])] },
  { what: 'a date the other way round', file: GUIDE, from: /issued: [-0-9]+/, to: 'issued: «24.11.2026»',
    says: ['This is no date: write the day as year-month-day, such as 2026-03-01'] },
  { what: 'a date that the calendar lacks', file: GUIDE, from: /issued: [-0-9]+/, to: 'issued: «2026-02-30»', says: [] },
  { what: 'an id with capitals', file: GUIDE, from: 'id: on-the-day', to: 'id: «On the day»',
    says: ['This is no id: an id has small letters a to z, digits and single hyphens, and begins with a letter: '
      + '`open-communication`'] },
  { what: 'an address that is none', file: GUIDE, from: 'worksheets: [',
    to: 'references:\n  - {title: A page, publisher: A publisher, url: «example.org»}\nworksheets: [',
    says: ['This is no web address: begin it with https:// and leave out spaces'] },
  { what: 'a colour that is none', file: CLINIC, from: 'hours:',
    to: 'colours: {primary: «blue», tint: "#e4eff0"}\nhours:',
    says: ['This is no colour: write it in quotes as # and six digits 0 to 9, a to f: "#0b4f5c"'] },
  { what: 'a number that is too small', file: GUIDE, from: 'revision: 1 ', to: 'revision: «0» ',
    says: ['Value is below the minimum of 1.'] },
  { what: 'a number that is too large', file: PROJECT, from: 'months: 24', to: 'months: «100»',
    says: ['Value is above the maximum of 60.'] },
  { what: 'an empty list', file: GUIDE, from: 'authors: [our-team]', to: 'authors: «[]»',
    says: ['Array has too few items. Expected 1 or more.'] },
  { what: 'an empty text', file: GUIDE, from: 'title: Your visit at our clinic', to: 'title: «""»',
    says: [BLANK] },
  { what: 'an empty text that may be left out', file: GUIDE, from: 'faq:\n', to: 'purpose: «""»\nfaq:\n', says: [BLANK] },
  { what: 'nothing behind a key', file: GUIDE, from: 'title: Your visit at our clinic', to: 'title:«»',
    says: [WORDS] },
  { what: 'a key twice', file: GUIDE, from: 'audience:', to: 'title: again\naudience:', at: 'title: again',
    says: ['Map keys must be unique'] },
];

// What is not yet in staff's words, or not yet a help; what no longer belongs here fails. None of it is wrong in the PDFs:
// `handout check` says all of it in its own words.
export const WEAK = new Map([
  // The server has one message for all that is wrong with a block: of its own, it names the keys that are missing.
  ['message: a day instead of the block of dates', 'names the schema'],
  // Of a value that may be of several kinds the server itself says which.
  ['message: a block instead of whom to call', 'words of programmers'],
  // The server has no other words for lists that are too short.
  ['message: an empty list', 'words of programmers'],
  // `check` alone knows the calendar.
  ['unmarked: a date that the calendar lacks', 'a pattern takes it'],
]);
