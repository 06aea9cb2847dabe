import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check } from '../check.ts';
import { clausesOf, closingClause } from './roots.ts';
import { listed, say } from './say.ts';
import { describeRange } from './score-words.ts';

/** Stages whose condition no lead can meet, whatever is known of it. */
export const unreachableStage: Check = {
  code: 'unreachable-stage',
  find: ({ rulebook }) => {
    const prover = proverOf(rulebook);
    return rulebook.stages.flatMap(({ name, when, place }) =>
      when === undefined || !prover.never(when, MET)
        ? []
        : [
            {
              message: `no lead can be ${quoted(name)}: ${whyNever(when, { rulebook, prover })}`,
              fix: 'change its condition, or remove the stage',
              place,
            },
          ],
    );
  },
};

interface Context {
  readonly rulebook: Rulebook;
  readonly prover: Prover;
}

function whyNever(condition: Condition, context: Context): string {
  const { rulebook, prover } = context;
  if (condition.kind === 'score') {
    return `${describeRange(condition.score, prover.rangeOf(condition.score).now)}, and it needs ${say(condition, rulebook)}`;
  }
  if (condition.kind !== 'all') return `no lead meets ${say(condition, rulebook)}`;
  const clauses = clausesOf('all', condition.of);
  const closed = clauses.find(clause => prover.never(clause, MET));
  if (closed !== undefined) return whyNever(closed, context);
  const found = closingClause(clauses, chosen =>
    prover.impossible(chosen.map(each => ({ condition: each, wanted: MET }))),
  );
  const together = found === undefined ? clauses : [...found.others, found.closing];
  return `no lead meets ${listed(together.map(each => say(each, rulebook)))} at once`;
}
