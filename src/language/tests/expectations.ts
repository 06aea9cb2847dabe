import type { Answer, Hundredths } from '../../model/condition.ts';
import type { Expectation, Framework } from '../../model/rulebook.ts';
import { parseIsoDay } from '../../values/day.ts';
import type { Reader, Report } from '../../yaml/shape.ts';
import { type Key, listOf, mapping, namedEntries, optional } from '../../yaml/shape-collections.ts';
import { oneOf, scalar, text, wrongType } from '../../yaml/shape-scalars.ts';
import type { ScalarTree, TreeEntry } from '../../yaml/tree.ts';
import { scoreNames } from '../operators/score-tests.ts';
import { checkReference, type Scope } from '../sections/scope.ts';
import { points } from '../sections/settings.ts';

/** What tests can expect: the names of what the rulebook defines. */
export interface Expected {
  readonly scope: Scope;
  /** Those without faults of their own. */
  readonly frameworks: readonly Framework[];
  readonly stages: readonly string[];
  readonly grades: readonly string[];
}

export const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];
/** How many criteria of a framework are met. */
export const MET_OF = /^([0-9]{1,6})(?: of ([0-9]{1,6}))?$/;

/** How many answers a lead is from the stage that it could be. */
export const ANSWERS_NEEDED = ['1', '2+'] as const;

/** Keys of `expect` beside the names of frameworks, which therefore cannot be called like them. */
export const EXPECT_KEYS = [
  'stage',
  'could_be',
  'answers_needed',
  'next_question',
  'score',
  'grade',
  'reasons',
  'unknown',
  'route',
  'follow_up_by',
  'criteria',
  'issues',
] as const;

/** The `expect` of a test: as much of a verdict as the author cares about. */
export function expectationReader({ scope, frameworks, stages, grades }: Expected): Reader<Expectation> {
  const criterion = namedReader('criterion', scope.criteria);
  const own = {
    stage: optional(namedReader('stage', stages)),
    could_be: optional(orNone(namedReader('stage', stages))),
    answers_needed: optional(orNone(oneOf(ANSWERS_NEEDED, 'a number of answers'))),
    next_question: optional(anyText),
    score: optional(byName(scoreReader(scope), 'points by score group, or `total`')),
    grade: optional(orNone(namedReader('grade', grades))),
    reasons: optional(anyText),
    unknown: optional(listOf(criterion, { expected: 'a list of criteria', allowEmpty: true })),
    route: optional(anyText),
    follow_up_by: optional(orNone(isoDay)),
    criteria: optional(byName(answerReader(scope), 'answers by criterion')),
    issues: optional(listOf(text('an issue such as `employees:invalid`'), { allowEmpty: true })),
  } as const satisfies Readonly<Record<(typeof EXPECT_KEYS)[number], Key<unknown>>>;
  const ownReader = mapping('`expect`', { ...own, ...frameworkKeys(scope, frameworks) });
  return (tree, report) => {
    const found = ownReader(tree, report);
    if (found === undefined) return undefined;
    const all = found as Readonly<Record<string, unknown>>;
    const counts = frameworks.flatMap(({ name }) => {
      const met = all[name];
      return typeof met === 'number' ? [[name, met] as const] : [];
    });
    const expectation = Object.fromEntries(EXPECT_KEYS.flatMap(key => (key in all ? [[key, all[key]]] : [])));
    return counts.length === 0 ? expectation : { ...expectation, frameworks: record(counts) };
  };
}

/** A key for each framework's name: how many of its criteria are met. */
function frameworkKeys(
  scope: Scope,
  frameworks: readonly Framework[],
): Readonly<Record<string, Key<unknown>>> {
  const lengths = new Map(frameworks.map(({ name, criteria }) => [name, criteria.length]));
  return Object.fromEntries(scope.frameworks.map(name => [name, optional(metCount(lengths.get(name)))]));
}

/** `3` or `3 of 4`. */
function metCount(length: number | undefined): Reader<number> {
  const expected = 'how many criteria are met, such as `3` or `3 of 4`';
  return (tree, report) => {
    const [, met, of] = (tree.kind === 'scalar' ? MET_OF.exec(tree.text) : undefined) ?? [];
    if (met === undefined) return wrongType(tree, expected, report);
    const most = length ?? Number(of ?? met);
    if (Number(met) <= most && (of === undefined || Number(of) === most)) return Number(met);
    return report.error(tree.place, {
      code: 'out-of-range',
      message: `this framework has ${most} criteria`,
      fix: `write a number from 0 to ${most}`,
    });
  };
}

const anyText: Reader<string> = (tree, report) =>
  tree.kind === 'scalar' ? textOf(tree) : wrongType(tree, 'a text', report);

const isoDay: Reader<string> = (tree, report) =>
  tree.kind === 'scalar' && parseIsoDay(tree.text) !== undefined
    ? tree.text
    : wrongType(tree, 'a date such as 2026-11-03', report);

/** The same reader, or an empty text where nothing is expected. */
function orNone(read: Reader<string>): Reader<string> {
  return (tree, report) => (tree.kind === 'scalar' && textOf(tree) === '' ? '' : read(tree, report));
}

function textOf({ text: written, isNull }: ScalarTree): string {
  return isNull ? '' : written;
}

function namedReader(what: string, defined: readonly string[]): Reader<string> {
  const read = scalar(`the name of a ${what}`);
  return (tree, report) => {
    const name = read(tree, report)?.text;
    if (name === undefined) return undefined;
    return checkReference(name, { place: tree.place, what, defined }, report) ? name : undefined;
  };
}

type EntryReader<T> = (entry: TreeEntry, report: Report) => T | undefined;

function scoreReader(scope: Scope): EntryReader<Hundredths> {
  return ({ key, keyPlace, node }, report) => {
    checkReference(key, { place: keyPlace, what: 'score', defined: scoreNames(scope) }, report);
    return points(node, report);
  };
}

function answerReader(scope: Scope): EntryReader<Answer> {
  const read = oneOf(ANSWERS, 'an answer');
  return ({ key, keyPlace, node }, report) => {
    checkReference(key, { place: keyPlace, what: 'criterion', defined: scope.criteria }, report);
    return read(node, report);
  };
}

function byName<T>(read: EntryReader<T>, expected: string): Reader<Readonly<Record<string, T>>> {
  const entries = namedEntries(expected, read);
  return (tree, report) => {
    const found = entries(tree, report);
    return found && record(found.map(({ name, value }) => [name, value] as const));
  };
}

/** Without the keys that every object inherits, since names are chosen by the author. */
function record<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}
