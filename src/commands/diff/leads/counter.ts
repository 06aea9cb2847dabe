import { rateOf } from '../../../costs/ratio.ts';
import type { ComparedLead } from '../../../judging/compared-lead.ts';
import type { JudgedScore } from '../../../judging/parts/score-part.ts';
import type { Day } from '../../../model/lead.ts';
import type { CriteriaPart, StandingPart } from '../../../model/verdict.ts';
import type { Diff, DiffedLead, RulebookChange } from '../model.ts';
import { compileCauses } from './causes.ts';
import {
  compileCriteriaEffects,
  compileGroupEffects,
  compileStageEffects,
  type LeadEffect,
  type TwoRulebooks,
} from './effects.ts';
import { comparePairs } from './pairs.ts';
import { startRuleCounts } from './rules.ts';
import { type Move, startStateCounts } from './states.ts';
import { startStayedCounts } from './stayed.ts';

/** Examples kept of each pair of stages. */
const MOST_EXAMPLES = 5;

/** What was counted of all leads. */
export interface CountedDiff
  extends Pick<Diff, 'moved' | 'stayed' | 'stages' | 'matrix' | 'rules' | 'examples'> {
  readonly judged: number;
  /** `criterion budget` and `rule fit.size` where some lead had another answer or other points. */
  readonly touched: ReadonlySet<string>;
}

export interface DiffCounter {
  /** Counts one lead under both rulebooks; it may be changed afterwards. */
  add(lead: ComparedLead): void;
  finish(): CountedDiff;
}

export interface CounterOptions extends TwoRulebooks {
  readonly asOf: Day;
  readonly changes: readonly RulebookChange[];
  /** What examples call a lead: `list:row`. */
  readonly nameOf: (list: number, row: number) => string;
}

/** Starts counting what becomes of leads. Memory grows with the rulebooks, not with the leads. */
export function startDiffCounter(options: CounterOptions): DiffCounter {
  const { changes, nameOf } = options;
  const causes = compileCauses(options, changes);
  const states = startStateCounts(options);
  const stayed = startStayedCounts(options, options);
  const rules = startRuleCounts(causes);
  const touched = new Set<string>();
  const partEffects = compilePartEffects(options, touched);
  const stageEffects = comparePairs<StandingPart, readonly LeadEffect[]>(compileStageEffects(options));
  const moved: Record<Move, number> = { none: 0, up: 0, down: 0, level: 0, entered: 0, left: 0 };
  const examples = new Map<string, DiffedLead[]>();

  function keepExample(lead: ComparedLead, roots: readonly LeadEffect[]): void {
    const [before, after] = [states.nameOf(lead.before, 'before'), states.nameOf(lead.after, 'after')];
    const pair = `${before}\0${after}`;
    const kept = examples.get(pair) ?? [];
    examples.set(pair, kept);
    if (kept.length >= MOST_EXAMPLES) return;
    kept.push({
      lead: nameOf(lead.list, lead.row),
      before,
      after,
      because: roots.map(({ atBest: _, ...effect }) => effect),
    });
  }

  function countMove(lead: ComparedLead, parts: readonly LeadEffect[]): void {
    const { before, after } = lead;
    const isJudged = before.state === 'judged' && after.state === 'judged';
    const own = isJudged ? [...parts, ...stageEffects(before.standing, after.standing)] : [stateEffect(lead)];
    const roots = causes.rootsOf(own);
    rules.count(roots, true);
    keepExample(lead, roots);
  }

  return {
    add(lead) {
      const { before, after } = lead;
      const move = states.count(before, after);
      if (before.state !== 'judged' && after.state !== 'judged') return;
      moved[move] += 1;
      const isJudged = before.state === 'judged' && after.state === 'judged';
      const parts = isJudged ? partEffects(lead) : NO_EFFECTS;
      if (move !== 'none') {
        countMove(lead, parts);
        return;
      }
      stayed.count(lead);
      if (parts.length > 0) rules.count(causes.rootsOf(parts), false);
    },
    finish() {
      const { none, ...moves } = moved;
      const leads = Object.values(moves).reduce((sum, count) => sum + count, 0);
      const judged = none + leads;
      return {
        judged,
        touched,
        moved: {
          leads,
          rate: rateOf(leads, judged),
          ...moves,
        },
        stayed: stayed.finish(),
        ...states.finish(),
        rules: rules.finish(),
        examples: [...examples.values()].flat(),
      };
    },
  };
}

const NO_EFFECTS: readonly LeadEffect[] = [];

/** Makes the function that names the criteria, frameworks and score rules that say something else of a lead. */
function compilePartEffects(
  options: TwoRulebooks,
  touched: Set<string>,
): (lead: ComparedLead) => readonly LeadEffect[] {
  const touch = (effects: readonly LeadEffect[]): readonly LeadEffect[] => {
    for (const { kind, name } of effects) touched.add(`${kind} ${name}`);
    return effects;
  };
  const compareCriteria = compileCriteriaEffects(options);
  const criteria = comparePairs((was: CriteriaPart, is: CriteriaPart) => touch(compareCriteria(was, is)));
  const groups = compileGroupEffects(options).map(({ before, after, compare }) => {
    const pairs = comparePairs((was: JudgedScore, is: JudgedScore) => touch(compare(was, is)));
    return (lead: ComparedLead) => pairs(before(lead.before.groups), after(lead.after.groups));
  });
  return lead => {
    const effects = [
      criteria(lead.before.criteria, lead.after.criteria),
      ...groups.map(compare => compare(lead)),
    ];
    return effects.every(({ length }) => length === 0) ? NO_EFFECTS : effects.flat();
  };
}

/** Why a lead is in the figures before and not after, or the other way round. */
function stateEffect({ before, after }: ComparedLead): LeadEffect {
  const isDuplicate = before.state === 'duplicate' || after.state === 'duplicate';
  return {
    kind: isDuplicate ? 'dedupe' : 'period',
    name: isDuplicate ? 'keys' : 'created',
    before: WORDS[before.state],
    after: WORDS[after.state],
  };
}

const WORDS = { judged: 'judged', duplicate: 'duplicate', outside: 'outside the period' } as const;
