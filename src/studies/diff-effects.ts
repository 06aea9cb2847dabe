import type { Hundredths } from '../model/condition.ts';
import type { CauseKind, Effect } from '../model/diff.ts';
import type { Rulebook, ScoreGroup } from '../model/rulebook.ts';
import type { CriteriaPart, Reason, ScorePart, StandingPart } from '../model/verdict.ts';
import { formatHundredths } from '../values/decimal.ts';

export interface TwoRulebooks {
  readonly before: Rulebook;
  readonly after: Rulebook;
}

/** Makes the function that names the criteria and frameworks of both rulebooks that answer otherwise. */
export function compileCriteriaEffects({
  before,
  after,
}: TwoRulebooks): (was: CriteriaPart, is: CriteriaPart) => readonly Effect[] {
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

const NO_PART: ScorePart = { points: 0, reasons: [], rulesMet: [] };

/** One score group by its name, and how its points are compared. */
export interface GroupEffects {
  /** The group of a lead's parts, before and after; one that a rulebook has not is worth nothing. */
  readonly before: (groups: readonly ScorePart[]) => ScorePart;
  readonly after: (groups: readonly ScorePart[]) => ScorePart;
  /** The rules that give other points, and the group's bounds and decay if they take others. */
  readonly compare: (was: ScorePart, is: ScorePart) => readonly Effect[];
}

export function compileGroupEffects({ before, after }: TwoRulebooks): readonly GroupEffects[] {
  const names = [...new Set([...after.scores, ...before.scores].map(({ name }) => name))];
  return names.map(name => ({
    before: partOf(before.scores, name),
    after: partOf(after.scores, name),
    compare: (was, is) => compareGroups(name, was, is),
  }));
}

function partOf(groups: readonly ScoreGroup[], name: string): (parts: readonly ScorePart[]) => ScorePart {
  const index = groups.findIndex(group => group.name === name);
  return parts => parts[index] ?? NO_PART;
}

function compareGroups(group: string, was: ScorePart, is: ScorePart): readonly Effect[] {
  const [before, after] = [pointsOf(group, was), pointsOf(group, is)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap(key => {
    const [kind = 'rule', name = ''] = key.split('\0') as [CauseKind, string];
    return effectOf(kind, name, [formatPoints(before.get(key)), formatPoints(after.get(key))]);
  });
}

/** The points of a group by what gives and takes them. */
function pointsOf(group: string, { reasons }: ScorePart): ReadonlyMap<string, Hundredths> {
  return new Map(
    reasons.flatMap(reason => {
      const key = keyOfReason(group, reason);
      return key === undefined || !('points' in reason) ? [] : [[key, reason.points] as const];
    }),
  );
}

function keyOfReason(group: string, reason: Reason): string | undefined {
  if (reason.kind === 'rule') return `rule\0${group}.${reason.rule}`;
  if (reason.kind === 'clamp') return `bounds\0${group}`;
  return reason.kind === 'decay' ? `decay\0${group}` : undefined;
}

function formatPoints(points: Hundredths = 0): string {
  return points > 0 ? `+${formatHundredths(points)}` : formatHundredths(points);
}

function effectOf(
  kind: CauseKind,
  name: string,
  [before = '', after = '']: readonly [before?: string | undefined, after?: string | undefined],
): readonly Effect[] {
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
}: TwoRulebooks): (was: StandingPart, is: StandingPart) => readonly Effect[] {
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
