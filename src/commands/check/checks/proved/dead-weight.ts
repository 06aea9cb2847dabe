import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import type { Place } from '../../../../model/diagnostic.ts';
import type { Rulebook, ScoreGroup, ScoreRule, Stage } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';
import { MET, NOT_MET } from '../../proof/possible-answers.ts';
import { proverOf } from '../../proof/prover.ts';
import type { Check, CheckedRulebook, Finding } from '../check.ts';
import { placeAt } from './document-places.ts';
import { sayPoints } from './score-words.ts';
import { type Thresholds, thresholdsOf } from './thresholds.ts';
import { crossesNothing } from './weight.ts';

const TOTAL = 'total';

/** Points that show in the score and decide nothing: no stage, no grade. */
export const deadWeight: Check = {
  code: 'dead-weight',
  find: checked =>
    checked.rulebook.scores.flatMap(group => {
      const thresholds = thresholdsOf(group.name, checked.rulebook);
      const idle = thresholds.own.length === 0 && thresholds.total.length === 0;
      return idle ? [describeGroup(group)] : checkRules(group, thresholds, checked);
    }),
};

function describeGroup({ name, place }: ScoreGroup): Finding {
  return {
    message: `no stage and no grade asks for ${quoted(name)} or for \`total\`: its points show in the score and decide nothing`,
    fix: `ask for it in a stage, such as \`score: { ${name}: { gte: 30 } }\`, or in \`grades\`, or remove the group`,
    place,
  };
}

function checkRules(group: ScoreGroup, thresholds: Thresholds, checked: CheckedRulebook): readonly Finding[] {
  const { rulebook, document } = checked;
  return group.rules.flatMap((rule, index) => {
    const path = ['scores', group.name, 'rules', index];
    const hidden = findHidden(rule, path, checked);
    if (hidden.length > 0 || isSettled(rule, checked)) return hidden;
    const place = placeAt(document, [...path, 'points']) ?? placeAt(document, [...path, 'id']) ?? rule.place;
    const stage = findTooLate(rule, group, rulebook);
    if (stage !== undefined) {
      const message = `these points decide nothing: whoever gets them is ${quoted(stage.name)} before any stage asks for a score`;
      return [{ message, fix: 'remove the rule', place }];
    }
    if (thresholds.beyond || !crossesNothing(rule, { group, thresholds, rulebook })) return [];
    return [describeRule(rule, { group, thresholds, place })];
  });
}

/**
 * The stage that disqualifies all leads that points are taken from before any score is asked. Not where a grade asks
 * for the points, nor for points that are given: those may also raise what a lead could still be.
 */
function findTooLate(rule: ScoreRule, { name }: ScoreGroup, rulebook: Rulebook): Stage | undefined {
  const { stages, grades } = rulebook;
  const isGraded = grades?.score === name || grades?.score === TOTAL;
  if (rule.kind !== 'when' || rule.points >= 0 || isGraded) return undefined;
  const first = stages.findIndex(
    ({ when, countsAs }) =>
      when === undefined ||
      countsAs !== 'disqualified' ||
      leavesOf(when).some(({ kind }) => kind === 'score'),
  );
  const { implies } = proverOf(rulebook);
  return stages.slice(0, first).find(({ when }) => when !== undefined && implies(rule.when, when));
}

/** A condition that nothing or everything meets is said by other checks. */
function isSettled(rule: ScoreRule, { rulebook }: CheckedRulebook): boolean {
  const { never } = proverOf(rulebook);
  return rule.kind === 'when' && (never(rule.when, MET) || never(rule.when, NOT_MET));
}

/** Entries of a `first` rule that never count, since one above them is met whenever they are. */
function findHidden(
  rule: ScoreRule,
  path: readonly (string | number)[],
  { rulebook, document }: CheckedRulebook,
): readonly Finding[] {
  if (rule.kind !== 'first') return [];
  const prover = proverOf(rulebook);
  return rule.entries.flatMap(({ when, points }, index) => {
    const above = rule.entries.slice(0, index);
    const missed = above.map(entry => ({ condition: entry.when, wanted: NOT_MET }));
    if (above.length === 0 || prover.never(when, MET)) return [];
    if (!prover.impossible([{ condition: when, wanted: MET }, ...missed])) return [];
    return [
      {
        message: `no lead gets these ${sayPoints(points)} points: whoever meets this entry meets one above it, which counts instead`,
        fix: 'move the narrower condition above the wider one, or remove this entry',
        place: placeAt(document, [...path, 'first', index, 'points']) ?? rule.place,
      },
    ];
  });
}

interface Weight {
  readonly group: ScoreGroup;
  readonly thresholds: Thresholds;
  readonly place: Place | undefined;
}

function describeRule(rule: ScoreRule, { group, thresholds, place }: Weight): Finding {
  if (rule.kind === 'when' && rule.points === 0) {
    return {
      message: 'a rule of 0 points adds nothing to any score',
      fix: 'give it points, or remove it',
      place,
    };
  }
  const scores = [
    ...(thresholds.own.length > 0 ? [quoted(group.name)] : []),
    ...(thresholds.total.length > 0 ? ['`total`'] : []),
  ];
  const what =
    rule.kind === 'when' ? `these ${sayPoints(rule.points)} points` : `the points of ${quoted(rule.id)}`;
  const same = `${scores.join(' and ')} ${scores.length === 1 ? 'passes' : 'pass'} the same thresholds`;
  return {
    message: `${what} decide nothing: with or without them ${same}, whatever else a lead meets`,
    fix: 'give more points, change the threshold that they were meant for, or remove the rule',
    place,
  };
}
