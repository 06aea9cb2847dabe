import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Suppression } from '../../src/contacts/suppression.ts';
import { createEntryCollector } from '../../src/contacts/suppression-entries.ts';
import type { JudgingRules } from '../../src/engine/job.ts';
import { COMBINATIONS, type Rulebook } from '../../src/model/rulebook.ts';
import { formatDay } from '../../src/values/day.ts';
import { AS_OF, FIELDS, rulebooks } from '../judging/arbitrary.ts';
import type { JudgedList } from './judged-lists.ts';

/** Rulebooks with what else changes rows: grades, routes, follow-ups, duplicates, spellings of "nothing here". */
const books: fc.Arbitrary<Rulebook> = rulebooks.chain(rulebook =>
  fc
    .record({
      combine: fc.constantFrom(undefined, ...COMBINATIONS),
      blankAlso: fc.subarray(['tbd', '50', 'none@x.com', '2024-10-04']),
      graded: fc.option(fc.constantFrom('total', ...rulebook.scores.map(({ name }) => name)), {
        nil: undefined,
      }),
      followUps: fc.array(
        fc.record(
          { days: fc.nat({ max: 9 }), weekdays: fc.boolean(), from: fc.constantFrom('seen', 'buys_on') },
          { requiredKeys: ['days', 'weekdays'] },
        ),
        { maxLength: 2 },
      ),
      keys: fc.subarray([
        [{ field: 'email' }],
        [{ field: 'title' }, { field: 'employees' }],
        [{ field: 'email', part: 'domain' as const }, { field: 'opted_in' }],
        [{ field: 'seen' }],
      ]),
    })
    .map(({ combine, blankAlso, graded, followUps, keys }): Rulebook => {
      const bands = [
        { grade: 'A', floor: 1000 },
        { grade: 'B', floor: 0 },
      ];
      const stages = rulebook.stages.map((stage, index) => {
        const followUp = followUps[index];
        return {
          ...stage,
          ...(followUp ? { followUp } : {}),
          ...(index === 0 ? { route: 'one, "two"' } : {}),
        };
      });
      return {
        ...rulebook,
        fields: rulebook.fields.map(field =>
          field.type === 'boolean' && combine !== undefined ? { ...field, combine } : field,
        ),
        blankAlso,
        stages,
        ...(graded === undefined ? {} : { grades: { score: graded, bands } }),
        ...(keys.length === 0 ? {} : { dedupe: { keys } }),
      };
    }),
);

/** Most of them beside a day that rulebooks tell apart. */
const someDay = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: AS_OF - 100, max: AS_OF + 40 }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(-90, -30, -7, 0, 7, 30), fc.integer({ min: -1, max: 1 }))
      .map(([days, step]) => AS_OF + days + step),
  },
);
const days = fc
  .tuple(
    someDay.map(formatDay),
    fc.constantFrom('', '', '', 'T10:30:00Z', ' 23:59', 't00:00:07.125', ' 24:00', 'T10:30+02:00', ' ', 'T'),
    fc.constantFrom('', '', '"'),
  )
  .map(([day, time, quote]) => `${quote}${day}${time}${quote}`);
const nothing = fc.constantFrom('', '', 'n/a', '-', ' ', 'tbd', '""', ' '.repeat(300));
const emails = fc.oneof(
  fc.constantFrom(
    'ann@rival.com',
    'ANN@Rival.com',
    ' bob@acme.fr',
    '"bob@acme.fr"',
    'cid@gmail.com',
    "'=a@acme.fr",
  ),
  fc.nat({ max: 20 }).map(number => `lead-${number}@d${number % 4}.example`),
  fc.constantFrom(
    'none@x.com',
    'nobody',
    'zoé@acme.fr',
    'ann@société.fr',
    '@acme.fr',
    '"a""b@acme.fr"',
    '=cmd@x.fr',
  ),
);
const numbers = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '5',
    '05',
    '50',
    '500',
    '"50"',
    '4',
    '6',
    '51',
    '-3',
    '0.5',
    '1 500',
    '-0',
    '+5',
    '1e3',
  ),
  fc.constantFrom('many', '0000000000000005', '123456.789', '999999999999999', '12%', '"1,5"'),
);
const texts = fc.oneof(
  fc.constantFrom(
    'ceo',
    'CEO',
    '"Head of ""Sales"""',
    'director',
    'intern',
    'intérn',
    '=1+1',
    '"=1+1"',
    '-5',
    '+33 1 23 45',
  ),
  fc.nat({ max: 30 }).map(number => `title ${number}`),
  fc.constantFrom('x'.repeat(256), 'y'.repeat(257), '"two\nlines"', '\tceo', '-', '+1', '-1,5', '@me', 'ａ'),
);
const POOLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  email: emails,
  title: texts,
  employees: numbers,
  clicks: numbers,
  opted_in: fc.constantFrom('yes', 'no', 'TRUE', '0', 'maybe', '"yes"'),
  buys_on: fc.oneof(days, fc.constantFrom('soon', '2024-02-30', '31/12/2024', '0000-00-00')),
  seen: fc.oneof(days, fc.constantFrom('yesterday', '"2024-10-01"')),
  source: fc.constantFrom('google', 'Google', 'linkedin', 'web "x"'),
  notes: texts,
};

/** Fields in any order, some with two columns or three and some with none, and one column that means nothing. */
export const layouts = fc
  .tuple(
    fc.shuffledSubarray([...FIELDS.map(({ name }) => name), 'notes'], { minLength: 2 }),
    fc.subarray(['email', 'title', 'employees', 'seen', 'opted_in']),
    fc.subarray(['opted_in']),
  )
  .map(([own, ...again]) => [...own, ...again.flat().filter(name => own.includes(name))]);

const stray = fc.constantFrom('5" pipe', '"say "hi" now"', 'x,y,z', '"never', 'a\0b');

/** Rows of such a list, each as it stands between two line breaks. */
export function rowsOf(layout: readonly string[], delimiter: string): fc.Arbitrary<string> {
  const cells = layout.map(name =>
    fc.oneof({ weight: 4, arbitrary: POOLS[name] ?? texts }, { weight: 1, arbitrary: nothing }),
  );
  const row = fc.tuple(...cells);
  const whole = row.map(list => list.join(delimiter));
  const cut = fc
    .tuple(row, fc.nat())
    .map(([list, end]) => list.slice(0, 1 + (end % list.length)).join(delimiter));
  const longer = fc.tuple(row, stray).map(([list, last]) => [...list, last].join(delimiter));
  const odd = fc
    .tuple(row, stray, fc.nat())
    .map(([list, cell, at]) => list.with(at % list.length, cell).join(delimiter));
  // A blank line is no row.
  return fc
    .oneof({ weight: 12, arbitrary: whole }, cut, longer, odd)
    .map(text => (/^[\r\n]*$/.test(text) ? '-' : text));
}

export const manners = fc.record({
  to: fc.constantFrom('csv' as const, 'csv' as const, 'ndjson' as const),
  guard: fc.boolean(),
  locale: fc.constantFrom('en' as const, 'fr' as const, 'pl' as const),
  select: fc.option(
    fc.constantFrom(
      ['qual_reasons', 'qual_stage'],
      ['qual_by', 'qual_score', 'qual_issues', 'qual_could_be'],
    ),
    { nil: undefined, freq: 4 },
  ),
  source: fc.constantFrom(undefined, 'fair'),
});

/** Who is suppressed, by address, domain and digest. */
function suppressionOf(rulebook: Rulebook, isHashed: boolean): Suppression {
  const [field] = rulebook.fields;
  if (field === undefined) throw new Error('there is no field');
  const values = [
    ['ann@rival.com', 'lead-3@d3.example'],
    ['gmail.com', 'd2.example'],
  ];
  const collector = createEntryCollector(2);
  for (const [key, own] of values.entries()) for (const value of own) collector.add(key, value);
  if (isHashed) collector.addDigest(createHash('sha256').update('bob@acme.fr').digest('hex'));
  const entries = collector.finish();
  return {
    keys: [
      { reference: { field: 'email' }, field, kind: 'email' },
      { reference: { field: 'email', part: 'domain' }, field, kind: 'domain' },
    ],
    entries,
    lists: [{ file: 'stop.csv', keys: [0, 1], fields: ['email'], entries }],
    inputs: [],
  };
}

export function listOf(
  rules: JudgingRules,
  layout: readonly string[],
): Pick<JudgedList, 'rules' | 'header' | 'columns'> {
  const columns = new Map<string, number[]>();
  for (const [column, name] of layout.entries()) {
    if (name !== 'notes') columns.set(name, [...(columns.get(name) ?? []), column]);
  }
  return { rules, header: layout.map((name, column) => `${name}_${column}`), columns };
}

export const rulesOf = fc
  .tuple(
    books,
    fc.constantFrom('none', 'values', 'digests'),
    fc.constantFrom(undefined, undefined, 'title', 'employees', 'seen'),
  )
  .map(([rulebook, suppressed, by]): JudgingRules => {
    const suppression = suppressed === 'none' ? undefined : suppressionOf(rulebook, suppressed === 'digests');
    return {
      rulebook,
      asOf: AS_OF,
      dedupe: true,
      ...(suppression === undefined ? {} : { suppression }),
      ...(by === undefined ? {} : { by }),
    };
  });
