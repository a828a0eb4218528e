#!/usr/bin/env python3
"""Holds `handout extract` against qpdf over a folder of PDF files that handout did not make.

    foreign-forms.py compare FOLDER HANDOUT [--out DIR]   every file, every field; writes DIR/runs.jsonl, differing.json
    foreign-forms.py cut     FOLDER HANDOUT [--out DIR]   damaged ends, of forms that `compare` read without damage

One process runs at a time. Answers of the files stay in DIR. qpdf 11 or newer must be on the PATH. Peak memory is the
kernel's (wait4) and never below that of this script, which is why the files are run first and compared afterwards.
"""
import argparse, base64, collections, json, os, re, subprocess, tempfile, threading, time

LIMIT = 20.0  # seconds for one run
ENDS = ['23', '200', '1000', '5%', '20%', '50%']  # what `cut` takes away from the end
CODE = re.compile(r'^(error|warning)\[([a-z-]+)\]: (.*)$', re.M)
PUSH, RADIO = 1 << 16, 1 << 15  # of Ff, ISO 32000-1, 12.7.4.2


def run(command):
    """Runs a command; its exit code (negative: a signal), output, messages, seconds, peak memory in kB, and whether the
    time limit ended it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        late = []
        timer = threading.Timer(LIMIT, lambda: (late.append(1), os.kill(child.pid, 9)))
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        seconds = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return dict(code=child.returncode, out=out.read(), err=err.read().decode('utf-8', 'replace'),
                    seconds=round(seconds, 3), kb=usage.ru_maxrss, late=bool(late))


def extract(handout, path):
    """What `handout extract` says of a file: how it ran, its findings, and its answers by name (None: refused)."""
    ran = run([handout, 'extract', '--format', 'json', '--color', 'never', path])
    out, err = ran.pop('out'), ran.pop('err')
    ran['panic'] = 'panicked' in err or ran['code'] < 0 and not ran['late'] or ran['code'] not in (0, 1, 2, -9)
    # Names in messages are of one file only: they are left out, so that messages can be counted.
    short = [(r'`[^`]*`|\d+', '…'), (r'\(page .*\)', '(…)'), (r'called ….*', 'called …')]
    ran['findings'] = CODE.findall(err)
    for pattern, to in short:
        ran['findings'] = [(kind, code, re.sub(pattern, to, said)) for kind, code, said in ran['findings']]
    read = {}
    try:
        read = json.loads(out) if out.strip() else {}
    except ValueError:
        ran['panic'] = True
        err += '\nno JSON: ' + repr(out[:200])
    ran['answers'], ran['form'] = read.get('answers'), read.get('form')
    if ran['panic']:
        ran['err'] = err[-2000:]
    return ran


def text(raw):
    """The words of a text string (ISO 32000-1, 7.9.2.2; PDFDocEncoding as Latin-1)."""
    for mark, name in ((b'\xfe\xff', 'utf-16-be'), (b'\xff\xfe', 'utf-16-le'), (b'\xef\xbb\xbf', 'utf-8')):
        if raw.startswith(mark):
            return raw[len(mark):].decode(name, 'replace')
    return raw.decode('latin-1')


class Qpdf:
    """The fields of a file as qpdf lists them, one for each widget, grouped by qualified name."""

    def __init__(self, path):
        self.path = path
        ran = run(['qpdf', '--json=2', '--json-key=acroform', path])
        self.names = collections.OrderedDict()
        self.problem = None
        try:
            fields = json.loads(ran['out'])['acroform']['fields']
        except (ValueError, KeyError):
            lines = ran['err'].strip().replace(path, 'FILE').splitlines()
            self.problem = re.sub(r'\d+', '…', lines[-1] if lines else 'no message')
            return
        for field in fields:
            name = ''.join(c for c in field['fullname'] if not (ord(c) < 32 or 127 <= ord(c) < 160))
            self.names.setdefault(name, []).append(field)

    def value(self, value):
        """A value as Python has it: words (of a string or a name), a list, None. References are followed."""
        if not isinstance(value, str):
            return [self.value(one) for one in value] if isinstance(value, list) else value
        if value.startswith('u:'):
            return value[2:]
        if value.startswith('b:'):
            return text(bytes.fromhex(value[2:]))
        if not re.fullmatch(r'\d+ \d+ R', value):
            return value[1:] if value[:1] == '/' else value
        ran = run(['qpdf', '--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=generalized',
                   '--json-object=' + ','.join(value.split()[:2]), self.path])
        try:
            found = json.loads(ran['out'])['qpdf'][1]['obj:' + value]
        except (ValueError, KeyError, IndexError):
            return None
        if 'stream' in found:
            return text(base64.b64decode(found['stream'].get('data', '')))
        return self.value(found['value'])

    def expected(self, widgets):
        """Type and values of a field: one answer for each object that has another value (several: one is as good)."""
        first = widgets[0]
        flags = first['fieldflags'] or 0
        kind = {'/Tx': 'text', '/Ch': 'choice', '/Sig': 'signature', '/Btn': 'check'}.get(first['fieldtype'], 'none')
        if kind == 'check':
            kind = 'push' if flags & PUSH else 'radio' if flags & RADIO else 'check'
        values = [self.value(v) for v in {json.dumps(w['value']): w['value'] for w in widgets}.values()]
        values = [';'.join(map(str, v)) if isinstance(v, list) else v for v in values]
        if kind in ('check', 'radio'):
            values = [v[1:] if isinstance(v, str) and v[:1] == '/' else v for v in values]  # as pypdf writes names
            values = [None if v in ('Off', '') else v for v in values]
        return kind, [v is not None for v in values] if kind == 'check' else values


def printable(value):
    """Words as both are compared: line breaks of one kind, no other control characters; empty is None."""
    if not isinstance(value, str):
        return value
    value = value.replace('\r\n', '\n').replace('\r', '\n')
    return ''.join(c for c in value if c in '\n\t' or not (ord(c) < 32 or 127 <= ord(c) < 160)) or None


def differences(read, qpdf, count):
    """The fields of a file that differ, and counts of what was compared."""
    found = []
    for name, widgets in qpdf.names.items():
        kind, values = qpdf.expected(widgets)
        if kind in ('push', 'signature', 'none'):
            count['not compared: ' + kind] += 1
            continue
        shown = [w['annotation']['appearancestate'] for w in widgets][:9] if kind in ('check', 'radio') else None
        raw = {'field': name, 'type': kind, 'qpdf': values, 'shown': shown}
        if name not in read:
            count['field only by qpdf'] += 1
            found.append(raw | {'what': 'only-qpdf'})
            continue
        count['values compared'] += 1
        got = read[name]
        if kind == 'check' and not isinstance(got, bool):
            got = got is not None  # which of several boxes that exclude each other: qpdf calls them all check boxes
        count['  of them not empty'] += got not in (None, False)
        if got == values[0] or (got is None and values[0] in (None, '', [])):
            count['  equal'] += 1
        elif printable(got) in [printable(v) for v in values]:
            count['  equal after normalising'] += 1
        else:
            count['  different'] += 1
            found.append(raw | {'what': 'different', 'handout': got})
    for name in read.keys() - qpdf.names.keys():
        count['field only by handout'] += 1
        found.append({'what': 'only-handout', 'field': name, 'handout': read[name]})
    return found


def files(folder):
    return sorted(os.path.join(at, f) for at, _, names in os.walk(folder) for f in names if f.lower().endswith('.pdf'))


def compare(folder, handout, out, reuse):
    count, refused, messages = (collections.Counter() for _ in range(3))
    slow, big, differing, panics = [], [], [], []
    runs = os.path.join(out, 'runs.jsonl')
    with open(runs, 'r' if reuse else 'w') as log:
        for path in [] if reuse else files(folder):
            log.write(json.dumps({'path': path} | extract(handout, path)) + '\n')
    for ran in map(json.loads, open(runs)):
        path, read = ran['path'], ran['answers']
        name = os.path.basename(path)
        count['files'] += 1
        slow = sorted(slow + [(ran['seconds'], name)])[-8:]
        big = sorted(big + [(ran['kb'], name)])[-8:]
        count['over 2 s'] += ran['seconds'] > 2
        count['over the time limit'] += ran['late']
        if ran['panic']:
            panics.append((name, ran.get('err')))
        messages.update({f'{k}[{c}] {m}' for k, c, m in ran['findings'] if not (k == 'error' and read is None)})
        qpdf = Qpdf(path)
        count['not read by qpdf'] += qpdf.problem is not None
        holding = [n for n, w in qpdf.names.items() if qpdf.expected(w)[0] not in ('push', 'signature', 'none')]
        count['with fields, by qpdf'] += bool(qpdf.names)
        count['with fields that hold answers, by qpdf'] += bool(holding)
        if read is None:
            why = '; '.join(m for k, _, m in ran['findings'] if k == 'error') or 'NO MESSAGE'
            refused[f'{why} | qpdf: ' + ('fields' if holding else 'broken' if qpdf.problem else 'none')] += 1
            if holding or why == 'NO MESSAGE':
                differing.append({'file': path, 'refused': why, 'qpdf-fields': len(holding)})
        elif not holding:
            count['read by handout, not by qpdf'] += 1
            differing.append({'file': path, 'what': 'form-only-handout', 'fields': len(read), 'qpdf': qpdf.problem,
                              'findings': ran['findings']})
        else:
            count['read by both'] += 1
            wrong = differences(read, qpdf, count)
            count['files that differ'] += bool(wrong)
            if wrong:
                differing.append({'file': path, 'findings': ran['findings'], 'fields': wrong})
    json.dump(differing, open(os.path.join(out, 'differing.json'), 'w'), indent=1, ensure_ascii=False)
    print('\n'.join(f'{n:8} {what}' for what, n in count.items()))
    print(f'{len(panics):8} panics, signals, other exit codes, no JSON', *panics, sep='\n')
    for title, table in (('refused by handout', refused), ('findings of files that were read', messages)):
        print(f'\n{title}\n' + '\n'.join(f'{n:8} {what}' for what, n in table.most_common(40)))
    print('\nslowest', *slow[::-1], '\nmost memory (kB)', *big[::-1], sep='\n')


def cut(_folder, handout, out, _reuse, most=2000):
    """Cuts the ends off up to `most` forms that hold an answer and are whole, spread over all of them."""
    whole = []
    for ran in map(json.loads, open(os.path.join(out, 'runs.jsonl'))):
        held = {n: v for n, v in (ran['answers'] or {}).items() if v not in (None, False)}
        if held and not ran['form'] and not any(c == 'damaged-pdf' for _, c, _ in ran['findings']):
            whole.append((ran['path'], held))
    step = max(1, len(whole) // most)
    table, listed = {end: collections.Counter() for end in ENDS}, []
    for path, held in whole[::step]:
        data = open(path, 'rb').read()
        for end in ENDS:
            gone = len(data) * int(end[:-1]) // 100 if end[-1] == '%' else int(end)
            short = os.path.join(out, 'cut.pdf')
            open(short, 'wb').write(data[:max(0, len(data) - gone)])
            ran = extract(handout, short)
            said = any(c in ('damaged-pdf', 'bad-pdf') or 'list of fields is lost' in m for _, c, m in ran['findings'])
            now = {n: v for n, v in (ran['answers'] or {}).items() if v not in (None, False)}
            refused = ran['answers'] is None
            what = ('PANIC' if ran['panic'] else 'over the limit' if ran['late'] else
                    ('refused' if any(k == 'error' for k, _, _ in ran['findings']) else 'REFUSED WITHOUT A WORD')
                    if refused else 'all' if now == held else 'empty' if not now else 'some')
            what += '' if refused or ran['panic'] else ', with a finding' if said else ', no finding'
            table[end][what] += 1
            if what not in ('refused', 'all, with a finding', 'some, with a finding'):
                listed.append({'file': path, 'cut': end, 'what': what, 'held': len(held), 'now': len(now)})
    print(f'{"forms: " + str(len(whole[::step])):28}' + ''.join(f'{end:>7}' for end in ENDS) + '    all')
    for kind in sorted({k for column in table.values() for k in column}):
        row = [table[end][kind] for end in ENDS]
        print(f'{kind:28}' + ''.join(f'{n:7}' for n in row) + f'{sum(row):7}')
    json.dump(listed, open(os.path.join(out, 'cuts.json'), 'w'), indent=1, ensure_ascii=False)


if __name__ == '__main__':
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument('mode', choices=['compare', 'cut'])
    asked.add_argument('folder')
    asked.add_argument('handout')
    asked.add_argument('--out', default='.', help='a folder for what is found')
    asked.add_argument('--reuse', action='store_true', help='compare what an earlier run wrote to runs.jsonl')
    args = asked.parse_args()
    os.makedirs(args.out, exist_ok=True)
    {'compare': compare, 'cut': cut}[args.mode](args.folder, args.handout, args.out, args.reuse)
