import { runRulebookTests } from '../../engine/tests/run-tests.ts';
import type { RulebookTestResult } from '../../language/tests/result.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { Day } from '../../model/lead.ts';
import type { Expectation, Rulebook } from '../../model/rulebook.ts';
import { formatHundredths } from '../../values/decimal.ts';
import { editYaml, type YamlEdit, type YamlPath } from '../../yaml/yaml-edit.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';

/** A file of tests whose expectations are what comes out now. */
export interface UpdatedTests {
  /** The whole file. */
  readonly text: string;
  /** What came of the tests that were changed as they stood before, at their places now. */
  readonly changed: readonly RulebookTestResult[];
  readonly rulebook: Rulebook;
  /** The tests as they stand now: all of them pass. */
  readonly results: readonly RulebookTestResult[];
}

/** How the text of a file of tests is read, and as of when its tests without a day run. */
export interface UpdateOptions {
  /** The rulebook with the tests of this text, drafts among them. */
  readonly parse: (text: string) => Promise<Checked<Rulebook>>;
  readonly asOf: Day;
}

/** Each pass turns the aliases it meets into copies, so that nested ones take a few. */
const MOST_PASSES = 10;

/**
 * Rewrites the expectations of tests that fail, and writes those of drafts. Only keys that a test names are changed; a
 * draft gets `stage`, `could_be`, `score` where the rulebook has scores, and `unknown`. Everything else of the text
 * stays as it is. Diagnostics: the faults of the text, or the test that still fails where an edit is beyond leadsieve.
 */
export async function updateRulebookTests(
  text: string,
  { parse, asOf }: UpdateOptions,
): Promise<Checked<UpdatedTests>> {
  let current = text;
  let changed: readonly { readonly index: number; readonly was: RulebookTestResult }[] = [];
  for (let pass = 0; ; pass++) {
    const { value: rulebook, diagnostics } = await parse(current);
    if (rulebook === undefined) return { diagnostics };
    const results = runRulebookTests(rulebook, { asOf });
    const failed = results.filter(({ passed }) => !passed);
    if (failed.length === 0) {
      const moved = changed.map(({ index, was }) => movedTo(was, results[index]));
      return { value: { text: current, changed: moved, rulebook, results }, diagnostics };
    }
    if (pass === 0) changed = results.flatMap((was, index) => (was.passed ? [] : [{ index, was }]));
    const edited = editYaml(current, results.flatMap(editsOf));
    if (edited === current || pass === MOST_PASSES) return { diagnostics: failed.map(notUpdated) };
    current = edited;
  }
}

/** A result at the place that its test has now, since an expectation that is added moves what follows. */
function movedTo(was: RulebookTestResult, now: RulebookTestResult | undefined): RulebookTestResult {
  const place = now?.test.place;
  return place === undefined ? was : { ...was, test: { ...was.test, place } };
}

/** The edits that make the test of this index expect what came out. */
function editsOf(
  { passed, test, differences, outcome }: RulebookTestResult,
  index: number,
): readonly YamlEdit[] {
  if (passed) return [];
  const path = ['tests', index];
  if (test.draft === true) return [{ kind: 'entry', path, key: 'expect', value: newExpectation(outcome) }];
  return differences.flatMap(({ key }) => editsOfKey(key, { path: [...path, 'expect'], outcome }));
}

function editsOfKey(
  key: string,
  { path, outcome }: { readonly path: YamlPath; readonly outcome: Required<Expectation> },
): readonly YamlEdit[] {
  const { score, frameworks, criteria, unknown, issues, ...texts } = outcome;
  if (key === 'unknown') return [{ kind: 'texts', path: [...path, key], texts: unknown }];
  if (key === 'issues') return [{ kind: 'texts', path: [...path, key], texts: issues }];
  const count = new Map(Object.entries(frameworks)).get(key);
  if (count !== undefined) return [{ kind: 'text', path: [...path, key], text: old => recount(old, count) }];
  const [section = '', name = ''] = key.split('.');
  const points = new Map(Object.entries(score)).get(name);
  const answers = new Map<string, string>(Object.entries(section === 'criteria' ? criteria : texts));
  const text =
    section === 'score' && points !== undefined
      ? formatHundredths(points)
      : answers.get(section === 'criteria' ? name : key);
  if (text === undefined) return [];
  return [{ kind: 'text', path: [...path, ...key.split('.')], text: () => text }];
}

/** `3 of 4` stays a count of four. */
function recount(old: string, met: number): string {
  return /^[0-9]/.test(old) ? old.replace(/^[0-9]+/, String(met)) : String(met);
}

/** What a test is first given to expect: what the verdict is, and what was not known. */
function newExpectation({ stage, could_be, score, unknown }: Required<Expectation>): YamlValue {
  const text = (value: string): YamlValue => ({ kind: 'text', text: value });
  const points = Object.entries(score).map(
    ([name, value]) => [name, { kind: 'number', text: formatHundredths(value) }] as const,
  );
  const hasScores = points.length > 1;
  return {
    kind: 'mapping',
    entries: [
      ['stage', text(stage)],
      ['could_be', text(could_be)],
      ...(hasScores ? [['score', { kind: 'mapping', entries: points }] as const] : []),
      ['unknown', { kind: 'list', items: unknown.map(text) }],
    ],
  };
}

function notUpdated({ test, differences }: RulebookTestResult): Diagnostic {
  const keys = differences.map(({ key }) => key).join(', ');
  return {
    severity: 'error',
    code: 'not-updated',
    message: `the expectation of this test cannot be rewritten in place${keys === '' ? '' : `: ${keys}`}`,
    fix: 'change it by hand',
    ...(test.place && { place: test.place }),
  };
}
