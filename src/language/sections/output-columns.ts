import { quoted, type Report } from '../../yaml/shape.ts';
import { EXPECT_KEYS } from '../tests/expectations.ts';
import type { PlacedName } from './names.ts';

/** Columns of the annotated list that every rulebook yields: what a test may expect, but for `criteria`, and two more. */
const FIXED: readonly string[] = [...EXPECT_KEYS.filter(key => key !== 'criteria'), 'duplicate_of', 'by'].map(
  name => `qual_${name}`,
);

/** A definition with the columns that it yields. */
interface Yield {
  readonly named: PlacedName;
  readonly what: string;
  readonly columns: readonly string[];
}

/** Reports definitions that would yield one output column, ignoring case, and frameworks named like a key of `expect`. */
export function checkOutputColumns(
  { scores, frameworks }: { scores: readonly PlacedName[]; frameworks: readonly PlacedName[] },
  report: Report,
): void {
  const owners = new Map<string, Yield>();
  for (const made of [...scores.map(scoreColumns), ...frameworks.map(frameworkColumns)]) {
    const { named, what } = made;
    const clash = made.columns.find(column => FIXED.includes(column) || owners.has(column));
    const other = clash === undefined ? undefined : owners.get(clash);
    if (clash !== undefined) {
      report.error(named.place, {
        code: other === undefined ? 'reserved-name' : 'duplicate-id',
        message: `${what} ${quoted(named.name)} would yield the column \`${clash}\`, ${ownerOf(other)}`,
        fix: 'choose another name',
      });
    } else if (what === 'the framework' && EXPECT_KEYS.some(key => key === named.name)) {
      report.error(named.place, {
        code: 'reserved-name',
        message: `${what} ${quoted(named.name)} could not be told from a key of a test's \`expect\``,
        fix: 'choose another name',
      });
    }
    for (const column of made.columns) if (!owners.has(column)) owners.set(column, made);
  }
}

function ownerOf(other: Yield | undefined): string {
  return other === undefined
    ? 'which every rulebook has'
    : `and so would ${other.what} ${quoted(other.named.name)} on line ${other.named.place.line}`;
}

function scoreColumns(named: PlacedName): Yield {
  return { named, what: 'the score group', columns: [`qual_score_${named.name.toLowerCase()}`] };
}

function frameworkColumns(named: PlacedName): Yield {
  const column = `qual_${named.name.toLowerCase()}`;
  return { named, what: 'the framework', columns: [column, `${column}_detail`] };
}
