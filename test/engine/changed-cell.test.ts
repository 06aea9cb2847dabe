import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRulebook } from '../../src/judging/judge.ts';
import { blockColumns } from '../../src/rows/annotation.ts';
import { compileCellParser } from '../../src/values/cell.ts';
import { headerUnit } from '../../src/values/header-unit.ts';
import { AS_OF, listBatch, rulebookOf } from './answering.ts';
import { type Judged, judgeList, judgePlainly } from './judged-lists.ts';

const RULEBOOK = rulebookOf(`
rulebook: law
version: 1
fields:
  title: { type: text, values: [ceo, cto, buyer] }
  employees: { type: number, max: 5000 }
  revenue: { type: number }
  seen: { type: date }
  opted_in: { type: boolean }
  idle: { type: number }
criteria:
  big: { when: { employees: { gte: 50 } } }
  rich: { when: { revenue: { gte: 1000000 } } }
  refused: { when: { opted_in: false } }
scores:
  fit: { rules: [{ id: boss, when: { title: [ceo, cto] }, points: 10 }, { id: fresh, when: { seen: { within_last_days: 30 } }, points: 5 }] }
stages:
  - { stage: disqualified, when: { criterion: refused } }
  - { stage: SQL, when: { all: [{ criterion: big }, { criterion: rich }] } }
  - { stage: lead }
`);
const HEADER = ['title', 'employees', 'Revenue (k€)', 'seen', 'opted_in', 'idle', 'notes', 'kept'];
const FIELDS = ['title', 'employees', 'revenue', 'seen', 'opted_in', 'idle'];
const COLUMNS = new Map(FIELDS.map((name, column) => [name, [column]]));
const PLACES = new Map([[2, headerUnit(HEADER[2] ?? '')?.places ?? 0]]);
const CELLS = [
  ...[
    'ceo',
    'CTO',
    'buyer',
    'king',
    '50',
    '12',
    '41',
    '03',
    '1.500',
    '"1,500"',
    '1000',
    '2 M€',
    '10-19',
    'Oct-19',
  ],
  ...[
    '2026-10-20',
    '20/10/2026',
    '10/20/2026',
    '1 nov. 2026',
    '20261020',
    'yes',
    'O',
    'N',
    '✓',
    'off',
    'maybe',
  ],
  ...['', 'n/a', '#REF!', '(vide)', '—', '99999'],
];
const JUDGE = compileRulebook(RULEBOOK, { asOf: AS_OF });

function judged(rows: readonly (readonly string[])[], judge: typeof judgeList | typeof judgePlainly): Judged {
  return judge({
    rules: { rulebook: RULEBOOK, asOf: AS_OF, dedupe: false },
    header: HEADER,
    columns: COLUMNS,
    places: PLACES,
    select: blockColumns(RULEBOOK),
    batches: () => [
      listBatch(
        rows.map(cells => `${cells.join(',')},so that the row is not empty`),
        HEADER.length,
      ),
    ],
  });
}

/** What the rules ask of a cell; undefined in a column that none reads. */
function answersOf(text: string, column: number): string | undefined {
  const judge = JUDGE.fields.find(({ field }) => field.name === FIELDS[column]);
  if (judge === undefined) return undefined;
  const parse = compileCellParser(judge.field, { locale: 'en', places: PLACES.get(column), blankAlso: [] });
  const reading = parse({ text: text.replaceAll('"', ''), plain: false });
  return `${reading.kind} ${judge.answer(reading).key}`;
}

test('a changed cell changes a verdict, a count, or nothing that a rule reads', () => {
  const cell = fc.constantFrom(...CELLS);
  const rows = fc.array(fc.array(cell, { minLength: HEADER.length - 1, maxLength: HEADER.length - 1 }), {
    ...{ minLength: 1, maxLength: 5 },
  });
  const change = fc.record({ row: fc.nat(), column: fc.nat({ max: HEADER.length - 2 }), text: cell });
  fc.assert(
    fc.property(rows, change, (cells, { row, column, text }) => {
      const changed = cells.map((own, index) =>
        index === row % cells.length ? own.with(column, text) : own,
      );
      const [was, is] = [judged(cells, judgeList), judged(changed, judgeList)];
      expect(is).toEqual(judged(changed, judgePlainly));
      const before = cells[row % cells.length]?.[column] ?? '';
      const isSame = answersOf(before, column) === answersOf(text, column);
      const { doubts: _, ...counts } = was.readings;
      const { doubts: __, ...countsAfter } = is.readings;
      const sees =
        JSON.stringify([was.annotated, was.tally, counts]) !==
        JSON.stringify([is.annotated, is.tally, countsAfter]);
      expect(sees).toBe(!isSame);
    }),
    { numRuns: 60 },
  );
});
