import { operatorOf } from '../../../judging/operators/operators.ts';
import type { Condition, Test } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';

/** What a condition comes to once its writing does not count: equal numbers mean equal answers for every lead. */
export type FormOf = (condition: Condition) => number;

interface Form {
  readonly kind: string;
  readonly parts: readonly number[];
}

/**
 * Numbers the forms of a rulebook's conditions. The order of parts and values does not count, nor does nesting of
 * `all` in `all`, nor whether a criterion that leaves unknowns open is named or written out. Unequal numbers prove
 * nothing.
 */
export function createNormalForms(rulebook: Rulebook): FormOf {
  const forms: Form[] = [];
  const known = new Map<string, number>();
  const criteria = new Map(rulebook.criteria.map(criterion => [criterion.name, criterion]));
  const remembered = new Map<string, number>();

  const intern = (kind: string, parts: readonly number[] = []): number => {
    const key = JSON.stringify([kind, parts]);
    const number = known.get(key) ?? forms.length;
    if (number === forms.length) {
      known.set(key, number);
      forms.push({ kind, parts });
    }
    return number;
  };
  const combine = (kind: 'all' | 'any', of: readonly number[]): number => {
    const flat = of.flatMap(part => (forms[part]?.kind === kind ? (forms[part]?.parts ?? []) : [part]));
    const parts = [...new Set(flat)].sort((a, b) => a - b);
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : intern(kind, parts);
  };
  const negate = (of: number): number => {
    const form = forms[of];
    return form?.kind === 'not' ? (form.parts[0] ?? of) : intern('not', [of]);
  };
  const ofCriterion = (name: string): number => {
    const criterion = criteria.get(name);
    if (criterion === undefined || criterion.unknown !== undefined) return intern(`criterion ${name}`);
    const number = remembered.get(name) ?? formOf(criterion.when);
    remembered.set(name, number);
    return number;
  };
  const formOf = (condition: Condition): number => {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return combine(condition.kind, condition.of.map(formOf));
      case 'not':
        return negate(formOf(condition.of));
      case 'at_least':
        return intern(
          `at_least ${condition.n}`,
          condition.of.map(formOf).sort((a, b) => a - b),
        );
      case 'criterion':
        return ofCriterion(condition.name);
      case 'framework':
        return intern(`framework ${condition.name}`);
      case 'score':
        return intern(`score ${condition.score} ${condition.comparison} ${condition.threshold}`);
      case 'test': {
        const { field, part = '' } = condition.field;
        const tests = simpleTests(condition.test).map(test => intern(JSON.stringify([field, part, test])));
        const form = combine('all', tests);
        return operatorOf(condition.test).denies !== undefined ? negate(form) : form;
      }
    }
  };
  return formOf;
}

/** A test as plain data whose order does not count: as the tests that say the same, or the one that it denies. */
function simpleTests(test: Test): readonly (readonly unknown[])[] {
  const { operator, ...literals } = test;
  const { sameAs, denies = operator } = operatorOf(test);
  const plain = Object.values(literals).flatMap(each => (Array.isArray(each) ? sorted(each) : [each]));
  return sameAs(test) ?? [[denies, ...plain]];
}

function sorted(values: readonly (string | number | boolean)[]): readonly string[] {
  return values.map(value => JSON.stringify(value)).sort();
}
