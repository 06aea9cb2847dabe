import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { reviewRulebook } from '../../../../src/commands/check/check-rulebook.ts';
import type { Diff } from '../../../../src/commands/diff/model.ts';
import { runRulebookTests } from '../../../../src/engine/tests/run-tests.ts';
import { builtInFile } from '../../../../src/language/built-in.ts';
import { type ParsedRulebook, parseRulebook } from '../../../../src/language/parse.ts';
import type { Checked } from '../../../../src/model/diagnostic.ts';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import { AS_OF } from '../../../engine/answering.ts';
import type { DiffFixtures } from './diffed-fixtures.ts';
import type { JudgedRow, JudgeFixtures } from './judged-fixtures.ts';
import { mutateRulebook } from './mutants.ts';

/** What the fixtures are judged and compared by. */
export interface Bench {
  readonly judge: JudgeFixtures;
  readonly fixtures: DiffFixtures;
}

/** A built-in rulebook, what it makes of the fixtures, and what `check` says of it. */
export interface Original {
  readonly file: string;
  readonly text: string;
  readonly rulebook: Rulebook;
  readonly rows: readonly JudgedRow[];
  readonly doubts: ReadonlySet<string>;
}

/** What became of one mutant. */
export interface Fate {
  readonly mutant: string;
  /** Whether it judges a fixture otherwise, or none at all. */
  readonly effect: 'refused' | 'other verdicts' | 'none';
  /** What of the leads comes out otherwise: `stage`, `could_be`, `reasons`, … */
  readonly others: readonly string[];
  readonly check: boolean;
  readonly test: boolean;
  /** Whether the diff says that the meaning has changed. */
  readonly diff: boolean;
  /** Whether the diff counts a lead that moved or stayed, or holds a rule responsible for one. */
  readonly isCounted: boolean;
}

export function readOriginal(name: string, judge: JudgeFixtures): Original {
  const { file, path } = builtInFile(name) ?? expect.fail(`${name} is not built in`);
  const text = readFileSync(path, 'utf8');
  const parsed = parseRulebook(text, file);
  const { rulebook } = parsed.value ?? expect.fail(`${name} has faults`);
  return { file, text, rulebook, rows: judge(rulebook), doubts: new Set(doubtsOf(parsed, { text, file })) };
}

function doubtsOf(
  parsed: Checked<ParsedRulebook>,
  source: { text: string; file: string },
): readonly string[] {
  const diagnostics = reviewRulebook(parsed, { ...source, today: AS_OF });
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** Mutates a rulebook and asks check, test and diff about it. Fails where the figures of the diff are not the leads'. */
export async function judgeMutant(
  original: Original,
  seed: number,
  { judge, fixtures }: Bench,
): Promise<Fate> {
  const { file, rows: before, doubts } = original;
  const { text, what } = mutateRulebook(original.text, seed);
  const mutant = `${file} ${seed}: ${what}`;
  const parsed = parseRulebook(text, file);
  const check = doubtsOf(parsed, { text, file }).some(doubt => !doubts.has(doubt));
  const nothing = { mutant, others: [], check, test: false, diff: false, isCounted: false };
  if (parsed.value === undefined) return { ...nothing, effect: 'refused' };
  const { rulebook } = parsed.value;
  const test = runRulebookTests(rulebook, { asOf: AS_OF }).some(({ passed }) => !passed);
  const rows = judge(rulebook);
  const others = [...new Set(before.flatMap((row, index) => differences(row, rows[index])))].sort();
  const fate = { ...nothing, others, test, effect: others.length > 0 ? 'other verdicts' : 'none' } as const;
  const diff = await fixtures.diff(original.rulebook, rulebook);
  if (diff === 'refused') return { ...fate, diff: true, isCounted: true };
  const counted = countChanges(before, rows);
  // A diff counts leads with another rule for their follow-up, which on some days comes to the same date.
  const follow_up = Math.max(counted.stayed.follow_up, diff.stayed.follow_up);
  expect({ mutant, moved: diff.moved.leads, stayed: diff.stayed }).toEqual({
    mutant,
    moved: counted.moved,
    stayed: { ...counted.stayed, follow_up },
  });
  const figures = [counted.moved, ...Object.values(counted.stayed), ...diff.rules.map(({ leads }) => leads)];
  return { ...fate, diff: diff.meaning_changed, isCounted: figures.some(leads => leads > 0) };
}

function differences(before: JudgedRow, after: JudgedRow | undefined): readonly string[] {
  const [was, is] = [partsOf(before), after === undefined ? {} : partsOf(after)];
  return Object.keys(was).filter(key => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
}

function partsOf({ outcome, ...row }: JudgedRow): Readonly<Record<string, unknown>> {
  return row.duplicateOf === undefined
    ? { duplicateOf: null, ...row, ...outcome, criteria: Object.entries(outcome.criteria).sort() }
    : { ...row, issues: outcome.issues };
}

/** The figures that a diff has to have, counted lead by lead. */
function countChanges(
  before: readonly JudgedRow[],
  after: readonly JudgedRow[],
): Pick<Diff, 'stayed'> & { readonly moved: number } {
  const pairs = before.flatMap((was, index) => {
    const is = after[index] ?? expect.fail('a lead is missing');
    return was.duplicateOf !== undefined && is.duplicateOf !== undefined ? [] : [{ was, is }];
  });
  const placeOf = ({ duplicateOf, standing, outcome }: JudgedRow) =>
    duplicateOf === undefined ? `${outcome.stage} ${standing}` : 'duplicate';
  const stayed = pairs.filter(({ was, is }) => placeOf(was) === placeOf(is));
  const others = (part: (row: JudgedRow) => unknown): number =>
    stayed.filter(({ was, is }) => JSON.stringify(part(was)) !== JSON.stringify(part(is))).length;
  return {
    moved: pairs.length - stayed.length,
    stayed: {
      // A group that is worth nothing may have come or gone.
      score: others(({ outcome }) =>
        Object.entries(outcome.score)
          .filter(([, points]) => points !== 0)
          .sort(),
      ),
      grade: others(({ outcome }) => outcome.grade),
      could_be: others(({ outcome }) => outcome.could_be),
      next_question: others(({ outcome }) => outcome.next_question),
      route: others(({ outcome }) => outcome.route),
      follow_up: others(({ outcome }) => outcome.follow_up_by),
    },
  };
}
