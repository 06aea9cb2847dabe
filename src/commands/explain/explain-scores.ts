import { ageInDays } from '../../judging/field-judge.ts';
import type { GroupScore, RulePoints } from '../../judging/situation.ts';
import { type Case, type ExplainedTest, explainCondition } from '../../language/words/explain-tests.ts';
import type { Answer } from '../../model/condition.ts';
import type { Reading } from '../../model/lead.ts';
import type { ScoreGroup, ScoreRule } from '../../model/rulebook.ts';
import type { ExplainedGroup, ExplainedRule } from './model.ts';

/** Every score group of a lead, rule by rule, with its clamp and decay, now and at best. */
export function explainGroups(of: Case, readings: ReadonlyMap<string, Reading>): readonly ExplainedGroup[] {
  return of.evaluator.rulebook.scores.flatMap((group, index) => {
    const scored = of.situation.groups[index];
    return scored === undefined ? [] : [explainGroup(group, { of, readings, scored })];
  });
}

interface Scored {
  readonly of: Case;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly scored: GroupScore;
}

function explainGroup(group: ScoreGroup, { of, readings, scored }: Scored): ExplainedGroup {
  const { name, min, max, decay, rules } = group;
  return {
    name,
    rules: rules.flatMap((rule, index) => {
      const points = scored.rules[index];
      return points === undefined ? [] : [explainRule(rule, points, of)];
    }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(decay === undefined
      ? {}
      : { decay: { since: decay.since, ...explainAge(readings.get(decay.since), of) } }),
    now: scored.now,
    best: scored.best,
  };
}

function explainAge(reading: Reading | undefined, { evaluator }: Case): { readonly ageDays?: number } {
  if (reading?.kind !== 'value' || typeof reading.value !== 'number') return {};
  return { ageDays: ageInDays(reading.value, evaluator) };
}

function explainRule(rule: ScoreRule, { answer, now, best }: RulePoints, of: Case): ExplainedRule {
  return { id: rule.id, kind: rule.kind, answer, now, best, because: explainAnswer(rule, answer, of) };
}

function explainAnswer(rule: ScoreRule, answer: Answer, of: Case): readonly ExplainedTest[] {
  switch (rule.kind) {
    case 'when':
      return explainCondition(rule.when, of);
    case 'per':
      return [{ text: rule.field, answer, about: 'field', name: rule.field, negated: false }];
    case 'first': {
      const met = rule.entries.findIndex(({ when }) => of.evaluator.ask(when)(of.situation) === 'met');
      const tried = met === -1 ? rule.entries : rule.entries.slice(0, met + 1);
      return tried.flatMap(({ when }) => explainCondition(when, of));
    }
  }
}
