import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { compileRulebook } from '../../src/judging/judge.ts';
import { BUILT_IN_NAMES } from '../../src/language/built-in.ts';
import { parseRulebook } from '../../src/language/parse.ts';
import { openList } from '../../src/lists/list.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { RULEBOOK } from '../commands/leadsieve.ts';
import { addsUp, contentsOf, runHere } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadsieve-random-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CSV =
  'email;job title;budget;seen\r\nann@acme.example;"CEO; ""x""";1 500,50;2026-10-31\r\n"é@b.example";;;\r\n';
const JSON_LIST =
  '[{"email":"a@b.example","need":true,"n":{"x":[1,"é"]}},\n {"email":"c@d.example","budget":1.5e3}]';
const LINES = '{"email":"a@b.example","need":true}\n{"email":"c@d.example"}\n';
const UTF16 = Buffer.from(`\ufeff${CSV.slice(0, 62)}`, 'utf16le');

describe('a list cut short at every byte', () => {
  test.each([
    ['leads.csv', Buffer.from(CSV)],
    ['wide.csv', UTF16],
    ['leads.csv.gz', gzipSync(CSV)],
    ['leads.json', Buffer.from(JSON_LIST)],
    ['leads.ndjson', Buffer.from(LINES)],
    ['leads.json.gz', gzipSync(JSON_LIST)],
  ])('%s: no defect, the rows add up, nothing is half-written', async (name, whole) => {
    const rules = join(folder, 'rules.yaml');
    writeFileSync(rules, RULEBOOK);
    const out = join(folder, `out-${name}`);
    const list = join(folder, name);
    const codes = new Set<number>();
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(list, whole.subarray(0, length));
      rmSync(out, { recursive: true, force: true });
      const args = ['qualify', list, '-r', rules, '--as-of', '2026-11-01', '--workers', '1', '-o', out];
      const { code, err } = await runHere(args);
      codes.add(code);
      expect([length, code === 0 || code === 2, err.includes('defect')]).toEqual([length, true, false]);
      if (code === 0)
        expect([
          length,
          addsUp(out),
          Object.keys(contentsOf(out)).some(file => file.startsWith('.')),
        ]).toEqual([length, true, false]);
      else expect([length, readdirSync(folder).includes(`out-${name}`)]).toEqual([length, false]);
    }
    expect(codes).toEqual(new Set([0, 2]));
  });
});

describe('random bytes through the reader', () => {
  const bits = fc.constantFrom<string | Uint8Array>(
    ...[
      'email',
      ',',
      ';',
      '\t',
      '|',
      '"',
      '""',
      '\n',
      '\r\n',
      '\r',
      '\0',
      '\ufeff',
      'sep=;',
      'é',
      '{"a":1}',
      '[',
      ']',
      '{',
      '}',
      'Total',
      '1',
    ],
    ...[
      Uint8Array.of(0xff, 0xfe),
      Uint8Array.of(0xe9),
      Uint8Array.of(0x1f, 0x8b),
      Uint8Array.of(0xc3),
      Uint8Array.of(0x80, 0xbf),
    ],
  );
  const structured = fc
    .array(bits, { maxLength: 60 })
    .map(parts => Buffer.concat(parts.map(part => Buffer.from(part))));
  const bytes = fc.oneof(
    { weight: 3, arbitrary: structured },
    fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array)),
    structured.map(text => gzipSync(text)),
  );
  const names = fc.constantFrom(
    'a.csv',
    'a.tsv',
    'a.txt',
    'a.json',
    'a.ndjson',
    'a',
    'a.csv.gz',
    'a.json.gz',
  );

  test('are refused with reasons, or read with every row numbered once', async () => {
    const path = mkdtempSync(join(folder, 'bytes-'));
    await fc.assert(
      fc.asyncProperty(names, bytes, async (name, content) => {
        const file = join(path, name);
        writeFileSync(file, content);
        const { value: list, diagnostics } = await openList(file);
        if (list === undefined) {
          expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
          return;
        }
        const numbers: number[] = [];
        try {
          for await (const { count, row, rejects } of list.records()) {
            numbers.push(...row.subarray(0, count), ...rejects.map(reject => reject.row));
          }
          const sorted = numbers.sort((one, other) => one - other);
          expect(sorted).toEqual(Array.from({ length: list.counts().rows }, (_, index) => index + 1));
        } catch (error) {
          if (!(error instanceof CannotRun)) throw error;
        } finally {
          await list.close();
        }
      }),
      { numRuns: Number(process.env.LEADSIEVE_RUNS ?? 400) },
    );
  });
});

describe('random rulebooks and leads through evaluation', () => {
  const texts = BUILT_IN_NAMES.map(name =>
    readFileSync(join(import.meta.dirname, `../../rules/${name}.yaml`), 'utf8'),
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('drop a line', 'repeat a line', 'swap lines', 'cut', 'put'),
    text: fc.constantFrom(
      ': ',
      '- ',
      '{',
      ']',
      '"',
      '&a ',
      '*a',
      '#',
      '\t',
      '0',
      '-1',
      '1e9',
      'null',
      '[]',
      '{}',
      'total',
      'not: ',
      '\u0000',
      'é',
    ),
  });
  const edited = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, kind, text: put }) => {
        const lines = now.split('\n');
        const line = Math.floor(at * (lines.length - 1));
        const unit = Math.floor(at * now.length);
        if (kind === 'cut') return now.slice(0, unit) + now.slice(unit + 3);
        if (kind === 'put') return now.slice(0, unit) + put + now.slice(unit);
        if (kind === 'drop a line') return lines.toSpliced(line, 1).join('\n');
        if (kind === 'repeat a line') return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
        return lines.toSpliced(line, 2, lines[line + 1] ?? '', lines[line] ?? '').join('\n');
      }, text),
    );
  const reading = fc.oneof(
    fc.constantFrom(
      { kind: 'blank' } as const,
      { kind: 'absent' } as const,
      { kind: 'invalid', reason: 'x' } as const,
    ),
    fc
      .constantFrom(0, -1, 1e12, 20_000, true, false, 'ceo', 'a@gmail.com', '', '+33199005250')
      .map(value => ({ kind: 'value', value }) as const),
  );

  test('a rulebook with random faults has each at a place, or judges', () => {
    let loaded = 0;
    fc.assert(
      fc.property(edited, fc.array(reading, { minLength: 1, maxLength: 8 }), (text, readings) => {
        const { value, diagnostics } = parseRulebook(text, 'r.yaml');
        for (const { place } of diagnostics) expect(place?.line).toBeGreaterThan(0);
        if (value === undefined) {
          expect(diagnostics).not.toEqual([]);
          return;
        }
        loaded++;
        const judge = compileRulebook(value.rulebook, { asOf: 20_000 });
        const answers = judge.fields.map(({ field, answer }, index) => {
          const found = readings[index % readings.length] ?? { kind: 'blank' };
          return answer(found.kind === 'value' && !fits(field.type, found.value) ? { kind: 'blank' } : found);
        });
        const { stageIndex } = judge.verdict(answers, { suppressed: false });
        expect(value.rulebook.stages[stageIndex]).toBeDefined();
      }),
      { numRuns: Number(process.env.LEADSIEVE_RUNS ?? 300) },
    );
    expect(loaded).toBeGreaterThan(0);
  });
});

/** Whether a field of the type reads cells into such values. */
function fits(type: string, value: string | number | boolean): boolean {
  if (type === 'number' || type === 'date') return typeof value === 'number';
  return type === 'boolean' ? typeof value === 'boolean' : typeof value === 'string';
}
