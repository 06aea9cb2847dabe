import type { JudgedLead } from '../../../judging/compared-lead.ts';
import { LADDER, type Rulebook, type Standing } from '../../../model/rulebook.ts';
import type { Diff, DiffedStage } from '../model.ts';
import type { TwoRulebooks } from './effects.ts';

const DUPLICATE = 'duplicate';
const OUTSIDE = 'outside period';
const DISQUALIFIED = 'disqualified';

/** Where a lead can be: in a stage, or in no figure of the summary. */
interface State {
  readonly name: string;
  readonly standing?: Standing;
}

/** What became of a lead: the step of the ladder that it went to, or whether it came into the figures or left them. */
export type Move = 'none' | 'up' | 'down' | 'level' | 'entered' | 'left';

export interface StateCounts {
  /** Counts a lead and says what became of it. */
  count(before: JudgedLead, after: JudgedLead): Move;
  /** The name of the state that a lead is in. */
  nameOf(lead: JudgedLead, side: keyof TwoRulebooks): string;
  finish(): Pick<Diff, 'stages' | 'matrix'>;
}

/** Counts leads by the states that they are in before and after. */
export function startStateCounts(rulebooks: TwoRulebooks): StateCounts {
  const states = listStates(rulebooks);
  const indexOf = {
    before: compileIndex(rulebooks.before, states),
    after: compileIndex(rulebooks.after, states),
  };
  const counts = new Float64Array(states.length * states.length);
  const labels = states.map(state => labelOf(state, states));
  return {
    count(before, after) {
      const [from, to] = [indexOf.before(before), indexOf.after(after)];
      counts[from * states.length + to] = (counts[from * states.length + to] ?? 0) + 1;
      return from === to ? 'none' : moveOf(states[from], states[to]);
    },
    nameOf: (lead, side) => labels[indexOf[side](lead)] ?? '',
    finish() {
      const at = (from: number, to: number) => counts[from * states.length + to] ?? 0;
      const numbers = [...states.keys()];
      const stages = states.map((state, index): DiffedStage => {
        const before = numbers.reduce((sum, to) => sum + at(index, to), 0);
        const after = numbers.reduce((sum, from) => sum + at(from, index), 0);
        const counted = state.standing === undefined ? {} : { counts_as: state.standing };
        return { stage: labels[index] ?? '', ...counted, before, after, change: after - before };
      });
      const isOwn = compileIsOwn(rulebooks);
      const pairs = numbers.flatMap(from => numbers.map(to => ({ from, to, leads: at(from, to) })));
      const matrix = pairs
        .filter(({ leads }) => leads > 0)
        .map(({ from, to, leads }) => ({ before: labels[from] ?? '', after: labels[to] ?? '', leads }));
      // A state that is no stage of the rulebooks is told of where somebody is in it.
      const told = stages.filter(({ before, after }, index) => before + after > 0 || isOwn(states[index]));
      return { stages: told, matrix };
    },
  };
}

/** All states that a lead can be in under one of the rulebooks, from the top of the ladder down. */
function listStates({ before, after }: TwoRulebooks): readonly State[] {
  const stages = [...after.stages, ...before.stages].map(({ name, countsAs }) => ({
    name,
    standing: countsAs,
  }));
  const suppressed: State = { name: DISQUALIFIED, standing: DISQUALIFIED };
  const distinct = new Map([...stages, suppressed].map(state => [keyOfState(state), state]));
  const ladder = [...distinct.values()].sort((one, other) => rungOf(other.standing) - rungOf(one.standing));
  return [...ladder, { name: DUPLICATE }, { name: OUTSIDE }];
}

function compileIsOwn({ before, after }: TwoRulebooks): (state: State | undefined) => boolean {
  const own = new Set(
    [...before.stages, ...after.stages].map(({ name, countsAs }) => `${name}\0${countsAs}`),
  );
  return state => state !== undefined && own.has(keyOfState(state));
}

function keyOfState({ name, standing }: State): string {
  return `${name}\0${standing ?? ''}`;
}

/** Its name, with its place on the ladder if it shares the name with a state of another place. */
function labelOf({ name, standing }: State, states: readonly State[]): string {
  const shared = states.filter(state => state.name === name).length > 1;
  return shared && standing !== undefined ? `${name} (${standing})` : name;
}

function compileIndex({ stages }: Rulebook, states: readonly State[]): (lead: JudgedLead) => number {
  const find = (state: State) => states.findIndex(other => keyOfState(other) === keyOfState(state));
  const ofStages = stages.map(({ name, countsAs }) => find({ name, standing: countsAs }));
  const [disqualified, duplicate, outside] = [
    find({ name: DISQUALIFIED, standing: DISQUALIFIED }),
    find({ name: DUPLICATE }),
    find({ name: OUTSIDE }),
  ];
  return ({ state, standing }) => {
    if (state !== 'judged') return state === 'duplicate' ? duplicate : outside;
    return ofStages[standing.stageIndex] ?? disqualified;
  };
}

function rungOf(standing: Standing | undefined): number {
  return standing === undefined || standing === DISQUALIFIED ? -1 : LADDER.indexOf(standing);
}

function moveOf(from: State | undefined, to: State | undefined): Move {
  if (from?.standing === undefined) return to?.standing === undefined ? 'level' : 'entered';
  if (to?.standing === undefined) return 'left';
  const steps = rungOf(to.standing) - rungOf(from.standing);
  if (steps === 0) return 'level';
  return steps > 0 ? 'up' : 'down';
}
