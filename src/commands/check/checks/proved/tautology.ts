import { partsOf } from '../../../../judging/conditions/leaves.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET, UNKNOWN, UNMET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check, Finding } from '../check.ts';
import { clausesOf, closingClause, rootsOf } from './roots.ts';
import { say } from './say.ts';

/** Conditions that every lead meets, or every lead of which enough is known. */
export const tautology: Check = {
  code: 'tautology',
  find: ({ rulebook }) => {
    const prover = proverOf(rulebook);
    const found: Finding[] = [];
    /** Whether no lead fails the condition; the innermost one that none fails is what is said. */
    const visit = (condition: Condition): boolean => {
      const open = partsOf(condition).map(visit);
      if (!prover.never(condition, UNMET)) return false;
      // What is always unknown is never met either, which `contradiction` says.
      if (!isOpenInside(condition, open) && !prover.never(condition, MET)) {
        found.push(describe(condition, { rulebook, prover }));
      }
      return true;
    };
    rootsOf(rulebook).forEach(visit);
    return found;
  },
};

/** Whether its parts explain it by themselves. What a name stands for is said where it is defined. */
function isOpenInside(condition: Condition, open: readonly boolean[]): boolean {
  switch (condition.kind) {
    case 'any':
      return open.includes(true);
    case 'all':
      return !open.includes(false);
    case 'at_least':
      return open.filter(Boolean).length >= condition.n;
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

function describe(condition: Condition, { rulebook, prover }: Context): Finding {
  const closing =
    condition.kind === 'any'
      ? closingClause(clausesOf('any', condition.of), of => prover.never({ kind: 'any', of }, UNMET))
      : undefined;
  const shown: Condition =
    closing === undefined ? condition : { kind: 'any', of: [...closing.others, closing.closing] };
  const always = prover.never(condition, UNKNOWN);
  return {
    message: always
      ? `every lead meets ${say(shown, rulebook)}`
      : `every lead meets ${say(shown, rulebook)} where the answer is known, and none fails it`,
    fix: always ? 'remove it, or narrow it' : `narrow it${presence(condition)}`,
    place: closing?.closing.place ?? condition.place,
  };
}

/** The test that asks whether a field has a value, which such a condition may have been meant as. */
function presence(condition: Condition): string {
  const [field] = fieldsOf(condition);
  return field === undefined ? '' : `; ${quoted(`${field}: { is: present }`)} asks whether there is a value`;
}

function fieldsOf(condition: Condition): readonly string[] {
  return condition.kind === 'test' ? [condition.field.field] : partsOf(condition).flatMap(fieldsOf);
}
