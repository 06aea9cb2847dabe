import { compileEvaluator, type Evaluator } from '../../judging/evaluator.ts';
import type { FieldAnswers } from '../../judging/field-judge.ts';
import { compileJudge, type Judge } from '../../judging/judge.ts';
import type { RulebookTestResult } from '../../language/tests/result.ts';
import type { Cell, Day, Reading } from '../../model/lead.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import { answerFields, compileReadings } from '../plain.ts';
import { compareExpectation, describeOutcome } from './outcome.ts';

/** A rulebook compiled as of a day. */
interface Compiled {
  readonly evaluator: Evaluator;
  readonly judge: Judge;
}

/**
 * Judges the leads of a rulebook's own tests and compares what each expects: a test as of its own day, one without a
 * day as of `asOf`. A test that is a draft has not passed.
 */
export function runRulebookTests(
  rulebook: Rulebook,
  { asOf }: { readonly asOf: Day },
): readonly RulebookTestResult[] {
  const compiled = new Map<Day, Compiled>();
  const compiledAsOf = (day: Day): Compiled => {
    const known = compiled.get(day) ?? compile(rulebook, day);
    compiled.set(day, known);
    return known;
  };
  const read = compileLeadReader(rulebook);
  return rulebook.tests.map(test => {
    const day = test.asOf ?? asOf;
    const { judge, evaluator } = compiledAsOf(day);
    const readings = read(test.lead);
    const answers = answerFields(judge, field => readings.get(field) ?? BLANK);
    const verdict = judge.verdict(answers, { suppressed: false });
    const outcome = describeOutcome(verdict, { rulebook, asOf: day, readings });
    const differences = compareExpectation(test.expect, outcome);
    const passed = differences.length === 0 && test.draft !== true;
    const entriesMet = findEntriesMet(evaluator, answers);
    return { test, asOf: day, passed, differences, outcome, verdict, entriesMet };
  });
}

const BLANK: Reading = { kind: 'blank' };

function compile(rulebook: Rulebook, asOf: Day): Compiled {
  const evaluator = compileEvaluator(rulebook, { asOf });
  return { evaluator, judge: compileJudge(evaluator) };
}

/** The entry that counts of each `first` rule that is met, rules numbered through all groups. */
function findEntriesMet(
  { rulebook, situate, ask }: Evaluator,
  answers: readonly FieldAnswers[],
): ReadonlyMap<number, number> {
  const rules = rulebook.scores.flatMap(group => group.rules);
  if (!rules.some(({ kind }) => kind === 'first')) return new Map();
  const situation = situate(answers);
  return new Map(
    rules.flatMap((rule, index) => {
      const entries = rule.kind === 'first' ? rule.entries : [];
      const met = entries.findIndex(({ when }) => ask(when)(situation) === 'met');
      return met === -1 ? [] : [[index, met] as const];
    }),
  );
}

/** Reads the cells of test leads in the rulebook's locale; fields that a lead does not name are blank. */
function compileLeadReader(
  rulebook: Rulebook,
): (lead: Readonly<Record<string, Cell>>) => ReadonlyMap<string, Reading> {
  const read = compileReadings(rulebook, rulebook);
  return lead => new Map(Object.entries(lead).map(([name, cell]) => [name, read(name, cell)]));
}
