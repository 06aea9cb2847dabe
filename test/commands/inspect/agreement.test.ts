import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftRulebook } from '../../../src/commands/init/draft-rulebook.ts';
import { inspectList } from '../../../src/commands/inspect/inspect.ts';
import { KNOWN_HEADERS } from '../../../src/language/known-headers.ts';
import { parseRulebook } from '../../../src/language/parse.ts';
import { loadKnown } from '../../../src/language/recognition/known-fields.ts';
import { openList } from '../../../src/lists/list.ts';
import { sampleList } from '../../../src/lists/sample.ts';
import { normaliseHeader } from '../../../src/values/header.ts';

const QUALIFIERS = [
  '',
  '',
  '',
  'owner',
  'last',
  'total',
  'primary',
  'contact',
  '2026',
  'HT',
  'no',
  'dirigeant',
  'osoby',
];
const header = fc
  .tuple(
    fc.constantFrom(...QUALIFIERS),
    fc.constantFrom(...Object.values(KNOWN_HEADERS).flat(), 'Notes', 'Ref', 'Montant', 'Title'),
    fc.constantFrom(...QUALIFIERS),
  )
  .map(words => words.filter(word => word !== '').join(' '));
const cells = fc.oneof(
  ...[
    ['ann@alder.example', 'bob@birch.example', ''],
    ['+44 1632 960123', '01 99 00 12 34'],
    ['12 000', '8000', '3,5'],
    ['2026-11-30', '30/11/2026'],
    ['yes', 'non', '1'],
    ['Mr.', 'Mme', 'CEO', ''],
    ['Director', 'Alder Ltd'],
  ].map(pool => fc.array(fc.constantFrom(...pool), { minLength: 4, maxLength: 4 })),
);
const columns = fc.uniqueArray(fc.record({ header, cells }), {
  minLength: 1,
  maxLength: 6,
  selector: column => normaliseHeader(column.header),
});

it('inspect says of every column what init drafts', async () => {
  const known = await loadKnown();
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-agreement-'));
  const file = join(folder, 'list.csv');
  const read = async <T>(
    use: (list: NonNullable<Awaited<ReturnType<typeof openList>>['value']>) => Promise<T>,
  ) => {
    const { value: list } = await openList(file, { delimiter: ';', headerRow: 1 });
    if (list === undefined) throw new Error('not open');
    return use(list).finally(() => list.close());
  };
  try {
    await fc.assert(
      fc.asyncProperty(columns, async list => {
        const rows = [0, 1, 2, 3].map(row => list.map(column => column.cells[row]).join(';'));
        // A row without content is none.
        writeFileSync(
          file,
          [`${list.map(column => column.header).join(';')};Key`, ...rows.map(row => `${row};k`)].join('\n'),
        );
        const inspection = await read(own => inspectList(own, { rulebooks: [], known }));
        const sample = await read(own => sampleList(own));
        const { value: text = '' } = draftRulebook(sample, { name: 'list', known });
        const { value } = parseRulebook(text.replace(/^# {3}(?=[a-z])/gm, '  '), 'list.yaml');
        for (const column of inspection.columns) {
          const drafted =
            value?.rulebook.fields.filter(({ columns: own }) => own.includes(column.header)) ?? [];
          const recognised = drafted.filter(({ name, type }) => {
            const field = known.fields.get(name)?.field;
            return field?.type === type && KNOWN_HEADERS[name] !== undefined;
          });
          if (column.field !== undefined) expect(drafted.map(({ name }) => name)).toContain(column.field);
          else
            expect(
              recognised.filter(({ name }) => name !== normaliseHeader(column.header).replaceAll(' ', '_')),
            ).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
