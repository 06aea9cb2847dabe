import { groupsOfScore } from '../../evaluation/dependencies.ts';
import { conditionsOfRule } from '../../evaluation/leaves.ts';
import { addUp, type Range, type ScoreRange } from '../../evaluation/score-range.ts';
import type { Condition } from '../../model/condition.ts';
import { askedBy, askedByRules, byField } from './asked.ts';
import { statesOf } from './field-states.ts';
import type { AskedField, FieldState, Ground } from './ground.ts';
import type { Answers } from './possible-answers.ts';
import { scoreStates } from './score-states.ts';
import { type LoneAnswers, type Outcomes, outcomesIn, type ScoreState } from './world.ts';

/** That a condition comes to one of some answers. */
export interface Goal {
  readonly condition: Condition;
  readonly wanted: Answers;
}

export interface SearchContext {
  readonly ground: Ground;
  readonly lone: LoneAnswers;
  readonly achievable: (score: string) => ScoreRange;
  /** How many worlds may still be looked at for this rulebook; shared by its searches. */
  readonly budget: { left: number };
}

/** More worlds than these are not looked at for one question. */
const MOST_STEPS = 2000;

/** A question while it is searched. */
interface Search extends SearchContext {
  readonly goals: readonly Goal[];
  readonly fields: readonly { readonly name: string; readonly states: readonly FieldState[] }[];
  /** The scores asked for, groups before `total`. */
  readonly scores: readonly { readonly name: string; readonly states: readonly ScoreState[] }[];
  readonly assumed: Map<string, FieldState>;
  readonly standing: Map<string, ScoreState>;
  steps: number;
}

/** Whether it is proved that no lead meets all goals at once. False says nothing: a proof may be beyond the search. */
export function isImpossible(goals: readonly Goal[], context: SearchContext): boolean {
  const search = startSearch(goals, context);
  if (search === undefined) return false;
  const possible = tryFields(search, 0);
  context.budget.left -= MOST_STEPS - search.steps;
  return !possible;
}

function startSearch(goals: readonly Goal[], context: SearchContext): Search | undefined {
  const { ground } = context;
  const fields = askedFields(goals, ground).map(asked => ({
    name: asked.field.name,
    states: statesOf(asked, ground),
  }));
  const known = fields.flatMap(({ name, states }) => (states === undefined ? [] : [{ name, states }]));
  if (known.length < fields.length || context.budget.left <= 0) return undefined;
  const asked = askedBy(
    goals.map(({ condition }) => condition),
    ground,
  );
  const scores = scoreStates(asked.scores, context);
  return {
    ...context,
    goals,
    fields: known,
    scores,
    assumed: new Map(),
    standing: new Map(),
    steps: MOST_STEPS,
  };
}

/** The fields that the goals ask, with what score rules ask of the same fields where a goal asks for a score. */
function askedFields(goals: readonly Goal[], ground: Ground): readonly AskedField[] {
  const conditions = goals.map(({ condition }) => condition);
  const { tests, scores } = askedBy(conditions, ground);
  const direct = byField(tests, [], ground);
  if (scores.length === 0) return direct;
  const rules = [...new Set(scores.flatMap(({ score }) => groupsOfScore(score, ground.rulebook)))].flatMap(
    group => group.rules,
  );
  const names = new Set(direct.map(({ field }) => field.name));
  const counted = askedByRules(rules, ground).flatMap(asked => (asked.counted ? [asked.field.name] : []));
  const all = askedBy([...conditions, ...rules.flatMap(conditionsOfRule)], ground);
  return byField(
    all.tests.filter(({ field }) => names.has(field.field)),
    counted.filter(name => names.has(name)),
    ground,
  );
}

/** Whether the goals may be met with the fields from this one on in some state. Out of steps, they may. */
function tryFields(search: Search, index: number): boolean {
  search.steps--;
  if (search.steps < 0) return true;
  const { ground, lone, assumed, standing } = search;
  const outcomes = outcomesIn({ fields: assumed, scores: standing }, { ground, lone });
  const reached = reachOf(search, outcomes);
  if (reached === 'never') return false;
  const field = search.fields[index];
  if (field === undefined) return search.scores.length === 0 || tryScores(search, rangesIn(search, outcomes));
  if (reached === 'surely' && search.scores.length === 0) return true;
  for (const state of field.states) {
    assumed.set(field.name, state);
    const possible = tryFields(search, index + 1);
    assumed.delete(field.name);
    if (possible) return true;
  }
  return false;
}

/** Whether the goals are met in no world, in every world, or in some, for all that is assumed. */
function reachOf({ goals }: Search, { of }: Outcomes): 'never' | 'surely' | 'perhaps' {
  const answers = goals.map(({ condition }) => of(condition));
  if (goals.some(({ wanted }, index) => ((answers[index] ?? 0) & wanted) === 0)) return 'never';
  return goals.every(({ wanted }, index) => ((answers[index] ?? 0) & ~wanted) === 0) ? 'surely' : 'perhaps';
}

type Ranges = ReadonlyMap<string, ScoreRange>;

/** The ranges of all groups for what is assumed of the fields. */
function rangesIn({ ground, achievable }: Search, outcomes: Outcomes): Ranges {
  return new Map(
    ground.rulebook.scores.map(({ name }) => [name, intersect(outcomes.rangeOf(name), achievable(name))]),
  );
}

function tryScores(search: Search, ranges: Ranges, index = 0): boolean {
  search.steps--;
  if (search.steps < 0) return true;
  const { ground, lone, assumed, standing } = search;
  if (reachOf(search, outcomesIn({ fields: assumed, scores: standing }, { ground, lone })) === 'never')
    return false;
  const score = search.scores[index];
  if (score === undefined) return true;
  for (const state of score.states) {
    const range = ranges.get(score.name) ?? addUp([...ranges.values()]);
    const narrowed = intersect(range, state);
    if (isEmpty(narrowed)) continue;
    standing.set(score.name, state);
    const possible = tryScores(
      search,
      new Map([...ranges, ...(ranges.has(score.name) ? [[score.name, narrowed] as const] : [])]),
      index + 1,
    );
    standing.delete(score.name);
    if (possible) return true;
  }
  return false;
}

function intersect(one: ScoreRange, other: ScoreRange): ScoreRange {
  const both = (a: Range, b: Range): Range => ({
    low: Math.max(a.low, b.low),
    high: Math.min(a.high, b.high),
  });
  return { now: both(one.now, other.now), best: both(one.best, other.best) };
}

function isEmpty({ now, best }: ScoreRange): boolean {
  return now.low > now.high || best.low > best.high;
}
