import { conditionsOfRule } from '../../../judging/conditions/leaves.ts';
import { groupsOfScore } from '../../../judging/dependencies.ts';
import { addUp, type Range, type ScoreRange } from '../../../judging/score-range.ts';
import type { Condition } from '../../../model/condition.ts';
import { askedBy, byField } from './asked.ts';
import { statesOf } from './field-states.ts';
import type { Asked, AskedField, FieldState, Ground } from './ground.ts';
import type { Answers } from './possible-answers.ts';
import { scoreStates } from './score-states.ts';
import { type Budget, type LoneAnswers, type Outcomes, outcomesIn, type ScoreState } from './world.ts';

/** That a condition comes to one of some answers. */
export interface Goal {
  readonly condition: Condition;
  readonly wanted: Answers;
}

export interface SearchContext {
  readonly ground: Ground;
  readonly lone: LoneAnswers;
  readonly achievable: (score: string) => ScoreRange;
  /** For this rulebook; shared by its searches. */
  readonly budget: Budget;
}

/** More conditions than these are not read for one question. */
const MOST_READ = 10_000;

/** A question while it is searched. */
interface Search extends SearchContext {
  /** For this question. */
  readonly budget: Budget;
  readonly goals: readonly Goal[];
  readonly fields: readonly { readonly name: string; readonly states: readonly FieldState[] }[];
  /** The scores asked for, groups before `total`. */
  readonly scores: readonly { readonly name: string; readonly states: readonly ScoreState[] }[];
  readonly assumed: Map<string, FieldState>;
  readonly standing: Map<string, ScoreState>;
}

/** Whether it is proved that no lead meets all goals at once. False says nothing: a proof may be beyond the search. */
export function isImpossible(goals: readonly Goal[], context: SearchContext): boolean {
  const budget = { left: Math.min(MOST_READ, context.budget.left) };
  const start = budget.left;
  const search = startSearch(goals, { ...context, budget });
  const possible = search === undefined || tryFields(search, 0);
  context.budget.left -= start - budget.left;
  return !possible;
}

function startSearch(goals: readonly Goal[], context: SearchContext): Search | undefined {
  const { ground } = context;
  const asked = askedBy(
    goals.map(({ condition }) => condition),
    ground,
  );
  const fields: Search['fields'][number][] = [];
  for (const each of askedFields(asked, ground)) {
    const states = statesOf(each, ground);
    if (states === undefined) return undefined;
    fields.push({ name: each.field.name, states });
  }
  const scores = scoreStates(asked.scores, context);
  return { ...context, goals, fields, scores, assumed: new Map(), standing: new Map() };
}

/** The fields that the goals ask, with what score rules ask of the same fields where a goal asks for a score. */
function askedFields({ tests, scores }: Asked, ground: Ground): readonly AskedField[] {
  const direct = byField(tests, [], ground);
  if (scores.length === 0) return direct;
  const rules = [...new Set(scores.flatMap(({ score }) => groupsOfScore(score, ground.rulebook)))].flatMap(
    group => group.rules,
  );
  const names = new Set(direct.map(({ field }) => field.name));
  const counted = rules.flatMap(rule => (rule.kind === 'per' && names.has(rule.field) ? [rule.field] : []));
  const scored = askedBy(rules.flatMap(conditionsOfRule), ground).tests.filter(({ field }) =>
    names.has(field.field),
  );
  const all = new Map([...tests, ...scored].map(leaf => [ground.idOf(leaf), leaf]));
  return byField([...all.values()], counted, ground);
}

/** Whether the goals may be met with the fields from this one on in some state. Where too much was read, they may. */
function tryFields(search: Search, index: number): boolean {
  if (search.budget.left <= 0) return true;
  const outcomes = outcomesIn({ fields: search.assumed, scores: search.standing }, search);
  const reached = reachOf(search, outcomes);
  if (reached === 'never') return false;
  const field = search.fields[index];
  if (field === undefined) return search.scores.length === 0 || tryScores(search, rangesIn(search, outcomes));
  if (reached === 'surely' && search.scores.length === 0) return true;
  for (const state of field.states) {
    search.assumed.set(field.name, state);
    const possible = tryFields(search, index + 1);
    search.assumed.delete(field.name);
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

/** The same with the scores from this one on where they may stand, within what the fields leave of their ranges. */
function tryScores(search: Search, ranges: Ranges, index = 0): boolean {
  if (search.budget.left <= 0) return true;
  const outcomes = outcomesIn({ fields: search.assumed, scores: search.standing }, search);
  if (reachOf(search, outcomes) === 'never') return false;
  const score = search.scores[index];
  if (score === undefined) return true;
  const own = ranges.get(score.name);
  const range = own ?? addUp([...ranges.values()]);
  return score.states.some(state => {
    const narrowed = intersect(range, state);
    if (isEmpty(narrowed)) return false;
    search.standing.set(score.name, state);
    const left = own === undefined ? ranges : new Map([...ranges, [score.name, narrowed]]);
    const possible = tryScores(search, left, index + 1);
    search.standing.delete(score.name);
    return possible;
  });
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
