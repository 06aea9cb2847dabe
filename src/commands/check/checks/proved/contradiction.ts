import { partsOf } from '../../../../judging/conditions/leaves.ts';
import { operatorOf } from '../../../../judging/operators/operators.ts';
import { formatValue } from '../../../../language/words/explain-words.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Field, Framework, Rulebook } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check, Finding } from '../check.ts';
import { clausesOf, closingClause, rootsOf } from './roots.ts';
import { listed, say } from './say.ts';

type TestLeaf = Extract<Condition, { readonly kind: 'test' }>;

/** Conditions that no lead can meet, at the clause that closes them. */
export const contradiction: Check = {
  code: 'contradiction',
  find: ({ rulebook }) => {
    const prover = proverOf(rulebook);
    const found: Finding[] = [];
    /** Whether no lead meets the condition; the innermost one that none meets is what is said. */
    const visit = (condition: Condition): boolean => {
      const closed = partsOf(condition).map(visit);
      if (!prover.never(condition, MET)) return false;
      const finding = isClosedInside(condition, closed)
        ? undefined
        : describe(condition, { rulebook, prover });
      if (finding !== undefined) found.push(finding);
      return true;
    };
    rootsOf(rulebook).forEach(visit);
    return [
      ...found,
      ...rulebook.frameworks.flatMap(framework => checkFramework(framework, { rulebook, prover })),
    ];
  },
};

/** Whether its parts explain it by themselves. What a name stands for is said where it is defined. */
function isClosedInside(condition: Condition, closed: readonly boolean[]): boolean {
  switch (condition.kind) {
    case 'all':
      return closed.includes(true);
    case 'any':
      return !closed.includes(false);
    case 'at_least':
      return closed.filter(each => !each).length < condition.n;
    case 'test':
    case 'not':
      return false;
    default:
      return true;
  }
}

interface Context {
  readonly rulebook: Rulebook;
  readonly prover: Prover;
}

const CHANGE = 'change one of them, or let either be enough with `any`';

function describe(condition: Condition, { rulebook, prover }: Context): Finding | undefined {
  if (condition.kind === 'test') return describeTest(condition, rulebook);
  if (condition.kind === 'not') {
    const message = `no lead meets ${say(condition, rulebook)}: none fails what is under \`not\``;
    return { message, fix: 'change what is under `not`, or remove it', place: condition.place };
  }
  if (condition.kind === 'at_least') {
    const message = `no lead meets ${condition.n} of these ${condition.of.length} conditions`;
    return { message, fix: 'lower `n`, or change those that exclude each other', place: condition.place };
  }
  if (condition.kind !== 'all') return undefined;
  const found = closingClause(clausesOf('all', condition.of), chosen =>
    prover.impossible(chosen.map(each => ({ condition: each, wanted: MET }))),
  );
  if (found === undefined) return undefined;
  const { closing, others } = found;
  const message =
    others.length === 1
      ? `no lead meets both ${listed([...others, closing].map(each => say(each, rulebook)))}`
      : `no lead meets ${say(closing, rulebook)} and all ${others.length} clauses before it`;
  return { message, fix: CHANGE, place: closing.place ?? condition.place };
}

function describeTest(leaf: TestLeaf, rulebook: Rulebook): Finding {
  const field = rulebook.fields.find(({ name }) => name === leaf.field.field);
  const because = field === undefined ? '' : `: ${whyNever(leaf, field)}`;
  return {
    message: `no lead meets ${say(leaf, rulebook)}${because}`,
    fix: 'change the test or the field, or remove the test',
    place: leaf.place,
  };
}

function whyNever({ test }: TestLeaf, field: Field): string {
  const name = quoted(field.name);
  if (operatorOf(test).alwaysKnown) return `${name} is text without \`values\`, so that no text is invalid`;
  if (field.type === 'number' || field.type === 'date') return rangeOf(field);
  return `no value of ${name} does`;
}

/** The bounds of a field in words. */
function rangeOf(field: Extract<Field, { readonly type: 'number' | 'date' }>): string {
  const name = quoted(field.name);
  const { min, max, type } = field;
  if (min !== undefined && max !== undefined) {
    return `${name} is from ${formatValue(min, type)} to ${formatValue(max, type)}`;
  }
  if (min !== undefined) return `${name} is ${formatValue(min, type)} at least`;
  return max === undefined ? `no value of ${name} does` : `${name} is ${formatValue(max, type)} at most`;
}

/** A framework that no lead passes though each of its criteria can be met. */
function checkFramework(
  { name, criteria, pass, require, place }: Framework,
  context: Context,
): readonly Finding[] {
  const { prover } = context;
  if (!prover.never({ kind: 'framework', name }, MET)) return [];
  const ask = (criterion: string): Condition => ({ kind: 'criterion', name: criterion });
  const open = criteria.filter(criterion => !prover.never(ask(criterion), MET));
  const blocked = require.some(criterion => prover.never(ask(criterion), MET));
  if (open.length < pass || blocked) return [];
  const required = require.length === 0 ? '' : ` with ${listed(require.map(quoted))}`;
  return [
    {
      message: `no lead passes ${quoted(name)}: no lead meets ${pass} of ${listed(criteria.map(quoted))}${required} at once`,
      fix: 'lower `pass`, or change the criteria that exclude each other',
      place,
    },
  ];
}
