import type { Stage } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET, NOT_MET, UNKNOWN, UNMET } from '../../proof/possible-answers.ts';
import { type Prover, proverOf } from '../../proof/prover.ts';
import type { Check, Finding } from '../check.ts';
import { listed } from './say.ts';

/** Stages that no lead gets, since whoever meets their condition meets that of a stage above. */
export const shadowedStage: Check = {
  code: 'shadowed-stage',
  find: ({ rulebook }) => {
    const prover = proverOf(rulebook);
    return rulebook.stages.flatMap((stage, index) => {
      const above = rulebook.stages.slice(0, index).filter(({ when }) => when !== undefined);
      return findShadow(stage, above, prover);
    });
  },
};

function findShadow(stage: Stage, above: readonly Stage[], prover: Prover): readonly Finding[] {
  const { name, when, place } = stage;
  // The last stage must be there, so that only a single stage that takes every lead counts against it.
  if (when === undefined) {
    const all = above.find(({ when: taken }) => taken && prover.never(taken, UNMET | UNKNOWN));
    if (all === undefined) return [];
    const fix = `remove \`when\` of ${quoted(all.name)} and this stage, or narrow that condition`;
    return [{ message: `no lead is left for ${quoted(name)}: ${called(all)} takes every lead`, fix, place }];
  }
  if (prover.never(when, MET)) return [];
  const winner = above.find(({ when: earlier }) => earlier && prover.implies(when, earlier));
  if (winner !== undefined) {
    const message = `no lead gets ${quoted(name)}: every lead that meets its condition meets that of ${called(winner)}, which is tried first`;
    return [
      {
        message,
        fix: `move ${quoted(name)} above ${quoted(winner.name)}, or change one of the two conditions`,
        place,
      },
    ];
  }
  if (!isTaken(stage, above, prover)) return [];
  const takers = fewest(stage, above, prover);
  return [
    {
      message: `no lead gets ${quoted(name)}: every lead that meets its condition is taken by ${listed(takers.map(called), 'or')} before`,
      fix: `move ${quoted(name)} above them, or change the conditions`,
      place,
    },
  ];
}

function isTaken({ when }: Stage, above: readonly Stage[], prover: Prover): boolean {
  if (when === undefined || above.length < 2) return false;
  const others = above.flatMap(({ when: earlier }) =>
    earlier === undefined ? [] : [{ condition: earlier, wanted: NOT_MET }],
  );
  return prover.impossible([{ condition: when, wanted: MET }, ...others]);
}

/** The stages that are needed for the proof. */
function fewest(stage: Stage, above: readonly Stage[], prover: Prover): readonly Stage[] {
  return above.reduce((kept, candidate) => {
    const without = kept.filter(each => each !== candidate);
    return isTaken(stage, without, prover) ? without : kept;
  }, above);
}

function called({ name, place }: Stage): string {
  return place === undefined ? quoted(name) : `${quoted(name)} (line ${place.line})`;
}
