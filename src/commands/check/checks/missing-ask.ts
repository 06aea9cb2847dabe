import { operatorOf } from '../../../judging/operators/operators.ts';
import { TOTAL } from '../../../language/operators/score-tests.ts';
import type { Condition } from '../../../model/condition.ts';
import type { Criterion, Rulebook, Stage } from '../../../model/rulebook.ts';
import { conditionsOf, referencesOf } from '../written/references.ts';
import type { Check } from './check.ts';

/** Criteria that a lead may lack an answer to, that decide on a stage above `lead`, and that have no question. */
export const missingAsk: Check = {
  code: 'missing-ask',
  find: ({ rulebook }) => {
    const stages = rulebook.stages.filter(isReachable);
    const needed = stages.map(stage => ({ stage, criteria: criteriaBehind(stage, rulebook) }));
    return rulebook.criteria.flatMap(criterion => {
      const { name, ask, place } = criterion;
      const stage = needed.find(({ criteria }) => criteria.has(name))?.stage;
      if (stage === undefined || ask !== undefined || !canBeUnknown(criterion, { rulebook })) return [];
      return [
        {
          message: `the stage \`${stage.name}\` depends on the criterion \`${name}\`, which has no \`ask\`: who lacks only this answer is asked nothing`,
          fix: 'add `ask: "…"` with the question to put, or settle it with `unknown: unmet`',
          place,
        },
      ];
    });
  },
};

/** A stage that a lead can still be brought to: nobody is asked what would disqualify. */
function isReachable({ countsAs }: Stage): boolean {
  return countsAs !== 'disqualified' && countsAs !== 'lead';
}

/** The criteria that a stage depends on: directly, through frameworks, score rules and other criteria. */
function criteriaBehind({ when }: Stage, rulebook: Rulebook): ReadonlySet<string> {
  const found = new Set<string>();
  const asked = new Set<string>();
  const pending = when === undefined ? [] : [...referencesOf(when)];
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    if (reference.kind === 'criterion') found.add(reference.name);
    const key = reference.kind === 'test' ? '' : `${reference.kind} ${nameOf(reference)}`;
    if (key === '' || asked.has(key)) continue;
    asked.add(key);
    pending.push(...behind(reference, rulebook).flatMap(referencesOf));
  }
  return found;
}

type Asked = Extract<Condition, { readonly kind: 'criterion' | 'framework' | 'score' | 'test' }>;

function nameOf(reference: Exclude<Asked, { kind: 'test' }>): string {
  return reference.kind === 'score' ? reference.score : reference.name;
}

/** The conditions that a name stands for. */
function behind(reference: Asked, { criteria, frameworks, scores }: Rulebook): readonly Condition[] {
  switch (reference.kind) {
    case 'test':
      return [];
    case 'criterion':
      return criteria.filter(({ name }) => name === reference.name).map(({ when }) => when);
    case 'framework':
      return frameworks
        .filter(({ name }) => name === reference.name)
        .flatMap(({ criteria: names, require }) => [...names, ...require])
        .map(name => ({ kind: 'criterion', name }));
    case 'score':
      return scores
        .filter(({ name }) => reference.score === TOTAL || name === reference.score)
        .flatMap(({ rules }) => rules.flatMap(conditionsOf));
  }
}

/** Whether some lead may leave the criterion open: a test that is not `is`, and nothing that settles it. */
function canBeUnknown(
  { when, unknown }: Criterion,
  { rulebook, seen = new Set() }: { readonly rulebook: Rulebook; readonly seen?: Set<string> },
): boolean {
  if (unknown !== undefined) return false;
  return referencesOf(when).some(reference => {
    if (reference.kind === 'test') return !operatorOf(reference.test).alwaysKnown;
    if (reference.kind !== 'criterion' || seen.has(reference.name)) return false;
    seen.add(reference.name);
    const asked = rulebook.criteria.find(({ name }) => name === reference.name);
    return asked !== undefined && canBeUnknown(asked, { rulebook, seen });
  });
}
