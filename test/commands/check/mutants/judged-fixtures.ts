import { fileURLToPath } from 'node:url';
import { describeOutcome } from '../../../../src/engine/tests/outcome.ts';
import { compileRulebook } from '../../../../src/judging/judge.ts';
import { matchColumns } from '../../../../src/lists/columns.ts';
import type { Cell, Locale, Reading } from '../../../../src/model/lead.ts';
import type { Expectation, Field, Rulebook } from '../../../../src/model/rulebook.ts';
import { compileCellParser, partOf } from '../../../../src/values/cell.ts';
import { AS_OF } from '../../../engine/answering.ts';
import { readList } from '../../../lists/reading.ts';

/** The lists of fixtures/, each in the locale that it is written in. */
export const FIXTURE_LISTS: readonly { readonly path: string; readonly locale: Locale }[] = [
  { path: fixture('broker-fr.csv'), locale: 'fr' },
  { path: fixture('crm-en.csv'), locale: 'en' },
  { path: fixture('crm-pl.json'), locale: 'pl' },
];

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../../fixtures/${name}`, import.meta.url));
}

/** What a row says of one lead, beside which rules judged it. */
export interface JudgedRow {
  /** Number of the earlier lead that it repeats, through all lists. */
  readonly duplicateOf?: number;
  /** The place of its stage on the ladder, which a stage's name alone does not say. */
  readonly standing: string;
  readonly outcome: Required<Expectation>;
}

/** Judges the leads of the fixtures, lead by lead and by no shortcut, under any rulebook. */
export type JudgeFixtures = (rulebook: Rulebook) => readonly JudgedRow[];

interface ReadFixture {
  readonly locale: Locale;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export async function readFixtures(): Promise<JudgeFixtures> {
  const lists = await Promise.all(FIXTURE_LISTS.map(readFixture));
  // Most of what is asked of a field does not differ between rulebooks.
  const known = new Map<string, readonly Reading[]>();
  const read = (list: ReadFixture, field: Field, blankAlso: readonly string[]): readonly Reading[] => {
    const { place: _, ...meaning } = field;
    const key = JSON.stringify([list.locale, meaning, blankAlso]);
    const readings = known.get(key) ?? readField(list, field, blankAlso);
    known.set(key, readings);
    return readings;
  };
  return rulebook => {
    const { fields, blankAlso } = rulebook;
    const rows = lists.flatMap(list => {
      const columns = fields.map(field => [field.name, read(list, field, blankAlso)] as const);
      return list.rows.map(
        (_, row) => new Map(columns.map(([name, readings]) => [name, readings[row] as Reading])),
      );
    });
    return judgeRows(rulebook, rows);
  };
}

async function readFixture({ path, locale }: (typeof FIXTURE_LISTS)[number]): Promise<ReadFixture> {
  const { list, rows, plain } = await readList(path);
  return {
    locale,
    header: list.header,
    rows: rows.map((cells, row) =>
      cells.map((text, column) => ({ text, plain: plain[row]?.[column] ?? false })),
    ),
  };
}

/** A field of every row: the first of its columns that is not blank. */
function readField(
  { header, rows, locale }: ReadFixture,
  field: Field,
  blankAlso: readonly string[],
): readonly Reading[] {
  const columns = matchColumns([field], header).value?.[0]?.columns ?? [];
  const parse = compileCellParser(field, { locale, blankAlso });
  return rows.map(cells => {
    if (columns.length === 0) return { kind: 'absent' };
    const readings = columns.map(column => parse(cells[column] ?? { text: '', plain: false }));
    return readings.find(({ kind }) => kind !== 'blank') ?? { kind: 'blank' };
  });
}

type Lead = ReadonlyMap<string, Reading>;

function judgeRows(rulebook: Rulebook, leads: readonly Lead[]): readonly JudgedRow[] {
  const judge = compileRulebook(rulebook, { asOf: AS_OF });
  const findEarlier = compileDedupe(rulebook);
  return leads.map((readings, index) => {
    const answers = judge.fields.map(({ field, answer }) =>
      answer(readings.get(field.name) ?? { kind: 'absent' }),
    );
    const verdict = judge.verdict(answers, { suppressed: false });
    const outcome = describeOutcome(verdict, { rulebook, asOf: AS_OF, readings });
    const duplicateOf = findEarlier(readings, index);
    const { standing } = verdict;
    return duplicateOf === undefined ? { standing, outcome } : { standing, outcome, duplicateOf };
  });
}

/** The earliest lead before this one that is equal in all fields of one of the keys. */
function compileDedupe({ dedupe, fields }: Rulebook): (lead: Lead, index: number) => number | undefined {
  const keys = (dedupe?.keys ?? []).map(references => ({ references, first: new Map<string, number>() }));
  return (lead, index) => {
    const found = keys.flatMap(({ references, first }) => {
      const values = references.map(reference => {
        const field = fields.find(({ name }) => name === reference.field);
        const reading = lead.get(reference.field);
        const part = field && reading && partOf(reading, reference, field);
        return part?.kind === 'value' ? part.value : undefined;
      });
      if (values.includes(undefined)) return [];
      const key = JSON.stringify(values);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, index);
      return earlier ?? [];
    });
    return found.length === 0 ? undefined : Math.min(...found);
  };
}
