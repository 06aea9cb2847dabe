import { compileEvaluator, type Evaluator } from '../../src/judging/evaluator.ts';
import type { FieldAnswers } from '../../src/judging/field-judge.ts';
import { compileRulebook } from '../../src/judging/judge.ts';
import type { Answer, Condition } from '../../src/model/condition.ts';
import type { Day, Reading } from '../../src/model/lead.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { AS_OF, bookOf, type Lead } from './arbitrary.ts';

/** The verdict on one lead; fields that it does not name are blank. */
export function judge(
  rulebook: Rulebook,
  lead: Lead,
  { asOf = AS_OF, suppressed = false }: { readonly asOf?: Day; readonly suppressed?: boolean } = {},
): Verdict {
  const compiled = compileRulebook(rulebook, { asOf });
  return compiled.verdict(answersOf(compiled, lead), { suppressed });
}

/** The answers of a lead's fields, in the order of the judge's. */
export function answersOf({ fields }: Pick<Evaluator, 'fields'>, lead: Lead): readonly FieldAnswers[] {
  return fields.map(({ field, answer }) => answer(lead[field.name] ?? { kind: 'blank' }));
}

/** What one condition comes to for a lead, alone or among the names of a rulebook. */
export function ask(condition: Condition, lead: Lead, rulebook: Partial<Rulebook> = {}): Answer {
  // The condition stands as a stage's, so that its tests are numbered.
  const stages = [
    { name: 'asked', countsAs: 'MQL', when: condition } as const,
    { name: 'lead', countsAs: 'lead' } as const,
  ];
  const evaluator = compileEvaluator(bookOf({ ...rulebook, stages }), { asOf: AS_OF });
  return evaluator.ask(condition)(evaluator.situate(answersOf(evaluator, lead)));
}

export function value(value: string | number | boolean): Reading {
  return { kind: 'value', value };
}

export const BLANK: Reading = { kind: 'blank' };
