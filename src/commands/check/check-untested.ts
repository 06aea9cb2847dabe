import { measureCoverage } from '../../engine/tests/coverage.ts';
import { runRulebookTests } from '../../engine/tests/run-tests.ts';
import { operatorOf } from '../../judging/operators/operators.ts';
import type { Answer, Condition } from '../../model/condition.ts';
import type { Criterion, Rulebook } from '../../model/rulebook.ts';
import { quoted } from '../../yaml/shape.ts';
import { entryOf } from '../../yaml/tree.ts';
import type { Check, Finding } from './checks/check.ts';

const ANSWERS: readonly Answer[] = ['met', 'unmet', 'unknown'];

/** Criteria that no test shows met, unmet or unknown; one finding for all of them where there are no tests at all. */
export const untested: Check = {
  code: 'untested',
  find: ({ rulebook, document, today }) => {
    if (rulebook.tests.length === 0) {
      return [
        {
          message: 'nothing shows that these rules do what they are meant to: there are no tests',
          fix: 'add leads and what must come of them under `tests`, or in a file beside it that ends with `.test.yaml`',
          place: entryOf(document, 'rulebook')?.node.place,
        },
      ];
    }
    const { outcomes } = measureCoverage(rulebook, runRulebookTests(rulebook, { asOf: today }));
    const uncovered = new Set(outcomes.filter(({ covered }) => !covered).map(({ what }) => what));
    return rulebook.criteria.flatMap(criterion => untestedAnswers(criterion, { rulebook, uncovered }));
  },
};

function untestedAnswers(
  criterion: Criterion,
  { rulebook, uncovered }: { readonly rulebook: Rulebook; readonly uncovered: ReadonlySet<string> },
): readonly Finding[] {
  const { name, place } = criterion;
  const missing = ANSWERS.filter(answer => uncovered.has(`criterion ${name} ${answer}`)).filter(
    answer => answer !== 'unknown' || canBeUnknown(criterion.when, rulebook),
  );
  if (missing.length === 0) return [];
  return [
    {
      message: `no test has a lead for which ${quoted(name)} is ${missing.join(', or one for which it is ')}`,
      fix: missing.includes('unknown')
        ? 'add such a test; in a lead that leaves the field out, it is unknown'
        : 'add such a test',
      place,
    },
  ];
}

/** Whether any lead can leave the condition open: `is` alone always knows. */
function canBeUnknown(condition: Condition, { criteria }: Rulebook): boolean {
  const ask = (part: Condition): boolean => {
    if (part.kind === 'test') return !operatorOf(part.test).alwaysKnown;
    if (part.kind === 'not') return ask(part.of);
    if ('of' in part) return part.of.some(ask);
    if (part.kind !== 'criterion') return true;
    const asked = criteria.find(({ name }) => name === part.name);
    return asked === undefined || (asked.unknown === undefined && ask(asked.when));
  };
  return ask(condition);
}
