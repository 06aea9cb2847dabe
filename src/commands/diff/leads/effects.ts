import type { JudgedScore } from '../../../judging/parts/score-part.ts';
import type { Interval } from '../../../judging/situation.ts';
import type { Hundredths } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { CriteriaPart, Reason, StandingPart } from '../../../model/verdict.ts';
import { formatHundredths } from '../../../values/decimal.ts';
import type { CauseKind, Effect } from '../model.ts';

/** An effect on one lead. */
export interface LeadEffect extends Effect {
  /** Whether only the points that a missing answer could bring are others. */
  readonly atBest?: true;
}

export interface TwoRulebooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}

/** Makes the function that names the criteria and frameworks of both rulebooks that answer otherwise. */
export function compileCriteriaEffects({
  before,
  after,
}: TwoRulebooks): (was: CriteriaPart, is: CriteriaPart) => readonly LeadEffect[] {
  const shared = after.criteria.flatMap(({ name }, to) => {
    const from = before.criteria.findIndex(criterion => criterion.name === name);
    return from === -1 ? [] : [{ name, from, to }];
  });
  return (was, is) => [
    ...shared.flatMap(({ name, from, to }) =>
      effectOf('criterion', name, [was.criteria[from], is.criteria[to]]),
    ),
    ...is.frameworks.flatMap(({ name, answer }) => {
      const earlier = was.frameworks.find(framework => framework.name === name);
      return earlier === undefined ? [] : effectOf('framework', name, [earlier.answer, answer]);
    }),
  ];
}

const NO_PART: JudgedScore = { points: 0, reasons: [], rulesMet: [], scores: [] };

/** One score group by its name, and how its points are compared. */
export interface GroupEffects {
  /** The group of a lead's parts, before and after; one that a rulebook has not is worth nothing. */
  readonly before: (groups: readonly JudgedScore[]) => JudgedScore;
  readonly after: (groups: readonly JudgedScore[]) => JudgedScore;
  /** The rules that give other points now or at best, and the group's bounds and decay if they take others. */
  readonly compare: (was: JudgedScore, is: JudgedScore) => readonly LeadEffect[];
}

export function compileGroupEffects({ before, after }: TwoRulebooks): readonly GroupEffects[] {
  const names = [...new Set([...after.scores, ...before.scores].map(({ name }) => name))];
  return names.map(name => {
    const [from, to] = [compileGroup(before, name), compileGroup(after, name)];
    return {
      before: from.partOf,
      after: to.partOf,
      compare: (was, is) => compareGroups(from.pointsOf(was), to.pointsOf(is)),
    };
  });
}

/** What a group's points are made of: the points of a rule now and at best, those that bounds and decay take. */
type Points = ReadonlyMap<string, Interval & Pick<Effect, 'kind' | 'name'>>;

function compileGroup({ scores }: Rulebook, group: string) {
  const index = scores.findIndex(({ name }) => name === group);
  const rules = scores[index]?.rules ?? [];
  return {
    partOf: (parts: readonly JudgedScore[]): JudgedScore => parts[index] ?? NO_PART,
    pointsOf({ reasons, scores: [scored] }: JudgedScore): Points {
      const own = rules.map(({ id }, rule) => {
        const { now = 0, best = 0 } = scored?.rules[rule] ?? {};
        return { kind: 'rule', name: `${group}.${id}`, now, best } as const;
      });
      const taken = reasons.flatMap(reason => takenBy(group, reason));
      return new Map([...own, ...taken].map(points => [`${points.kind} ${points.name}`, points]));
    },
  };
}

/** What bounds and decay add to the points of the rules, which is most often less than nothing. */
function takenBy(name: string, reason: Reason) {
  if (reason.kind !== 'clamp' && reason.kind !== 'decay') return [];
  const kind: Effect['kind'] = reason.kind === 'clamp' ? 'bounds' : 'decay';
  return [{ kind, name, now: reason.points, best: reason.points }];
}

const NO_POINTS: Interval = { now: 0, best: 0 };

function compareGroups(was: Points, is: Points): readonly LeadEffect[] {
  const all = new Map([...is, ...was]);
  return [...all].flatMap(([key, { kind, name }]) => {
    const [before, after] = [was.get(key) ?? NO_POINTS, is.get(key) ?? NO_POINTS];
    if (before.now !== after.now) {
      return effectOf(kind, name, [formatPoints(before.now), formatPoints(after.now)]);
    }
    const open = effectOf(kind, name, [formatInterval(before), formatInterval(after)]);
    return open.map(effect => ({ ...effect, atBest: true }));
  });
}

/** `+15`, or `up to +15` where an answer is missing. */
function formatInterval({ now, best }: Interval): string {
  return best === now ? formatPoints(now) : `up to ${formatPoints(best)}`;
}

function formatPoints(points: Hundredths): string {
  if (!Number.isFinite(points)) return 'any number';
  return points > 0 ? `+${formatHundredths(points)}` : formatHundredths(points);
}

function effectOf(
  kind: CauseKind,
  name: string,
  [before = '', after = '']: readonly [before?: string | undefined, after?: string | undefined],
): readonly LeadEffect[] {
  return before === after ? [] : [{ kind, name, before, after }];
}

const MET = 'met';
const NOT_MET = 'not met';

/**
 * Makes the function that names the stages whose condition must have another answer for a lead to be where it is: one
 * that it is no longer in though it is tried before the new one, and one that it was not in though it was tried first.
 */
export function compileStageEffects({
  before,
  after,
}: TwoRulebooks): (was: StandingPart, is: StandingPart) => readonly LeadEffect[] {
  const indexIn = ({ stages }: Rulebook, wanted: string) => stages.findIndex(({ name }) => name === wanted);
  return (was, is) => {
    if (was.suppressed || is.suppressed) {
      const [from, to] = [was, is].map(({ suppressed }) => (suppressed ? 'suppressed' : 'not suppressed'));
      return effectOf('suppress', 'keys', [from, to]);
    }
    if (was.stage === is.stage) return effectOf('stage', is.stage, [was.standing, is.standing]);
    const lost: Effect = { kind: 'stage', name: was.stage, before: MET, after: NOT_MET };
    const gained: Effect = { kind: 'stage', name: is.stage, before: NOT_MET, after: MET };
    const found = [
      ...(indexIn(after, was.stage) < is.stageIndex ? [lost] : []),
      ...(indexIn(before, is.stage) < was.stageIndex ? [gained] : []),
    ];
    return found.length > 0
      ? found
      : [{ kind: 'order of stages', name: 'stages', before: was.stage, after: is.stage }];
  };
}
