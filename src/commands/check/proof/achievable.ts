import { groupsOfScore } from '../../../judging/dependencies.ts';
import { addUp, finishRange, rangeOfRules, type ScoreRange } from '../../../judging/score-range.ts';
import type { ScoreGroup, ScoreRule } from '../../../model/rulebook.ts';
import { askedByRules } from './asked.ts';
import { statesOf } from './field-states.ts';
import type { FieldState, Ground } from './ground.ts';
import { type LoneAnswers, outcomesIn, rangeContextOf, type World } from './world.ts';

/** Rules that depend on each other are tried in all states of their fields together, up to so many of these. */
const MOST_WORLDS = 3000;

interface Context {
  readonly ground: Ground;
  readonly lone: LoneAnswers;
}

/**
 * The ranges that scores can have for any lead. A group's is exact where its rules are proved one by one or together;
 * `total` is the sum of the groups, each taken for itself.
 */
export function compileAchievable(context: Context): (score: string) => ScoreRange {
  const { rulebook } = context.ground;
  const ranges = new Map<string, ScoreRange>();
  const ofGroup = (group: ScoreGroup): ScoreRange => {
    const range = ranges.get(group.name) ?? rangeOfGroup(group, context);
    ranges.set(group.name, range);
    return range;
  };
  return score => addUp(groupsOfScore(score, rulebook).map(ofGroup));
}

function rangeOfGroup(group: ScoreGroup, context: Context): ScoreRange {
  const sum = addUp(relatedRules(group.rules, context).map(rules => rangeOfRelated(rules, context)));
  return finishRange(sum, group, { absent: new Set() });
}

/** The range of rules that may exclude or imply each other: over every state of the fields that they ask. */
function rangeOfRelated(rules: readonly ScoreRule[], context: Context): ScoreRange {
  const asked = askedByRules(rules, context.ground);
  const states = asked.map(each => statesOf(each, context.ground));
  const count = states.reduce((product, each) => product * (each?.length ?? Number.POSITIVE_INFINITY), 1);
  const worlds =
    count > MOST_WORLDS
      ? [NO_FIELDS]
      : assumeAll(
          asked.map(({ field }) => field.name),
          states,
        );
  const ranges = worlds.map(fields => rangeIn({ fields, scores: new Map() }, rules, context));
  return {
    now: {
      low: Math.min(...ranges.map(({ now }) => now.low)),
      high: Math.max(...ranges.map(({ now }) => now.high)),
    },
    best: {
      low: Math.min(...ranges.map(({ best }) => best.low)),
      high: Math.max(...ranges.map(({ best }) => best.high)),
    },
  };
}

const NO_FIELDS: World['fields'] = new Map();

function assumeAll(
  names: readonly string[],
  states: readonly (readonly FieldState[] | undefined)[],
): readonly World['fields'][] {
  return names.reduce<readonly World['fields'][]>(
    (worlds, name, index) =>
      worlds.flatMap(world => (states[index] ?? []).map(state => new Map([...world, [name, state]]))),
    [NO_FIELDS],
  );
}

function rangeIn(world: World, rules: readonly ScoreRule[], context: Context): ScoreRange {
  return rangeOfRules(rules, rangeContextOf(world, outcomesIn(world, context).of));
}

/** Rules put together that a common field, directly or through others, makes depend on each other. */
function relatedRules(rules: readonly ScoreRule[], { ground }: Context): readonly (readonly ScoreRule[])[] {
  let groups: readonly { readonly rules: readonly ScoreRule[]; readonly fields: ReadonlySet<string> }[] = [];
  for (const rule of rules) {
    const fields = new Set(askedByRules([rule], ground).map(({ field }) => field.name));
    const touching = groups.filter(group => [...group.fields].some(name => fields.has(name)));
    groups = [
      ...groups.filter(group => !touching.includes(group)),
      {
        rules: [...touching.flatMap(group => group.rules), rule],
        fields: new Set([...touching.flatMap(group => [...group.fields]), ...fields]),
      },
    ];
  }
  return groups.map(group => group.rules);
}
