import type { ComparedLead, JudgedLead } from '../../../judging/compared-lead.ts';
import { compileRulebook } from '../../../judging/judge.ts';
import type { Day } from '../../../model/lead.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import type { StandingPart } from '../../../model/verdict.ts';
import type { Diff } from '../model.ts';
import { compileGroupEffects, type TwoRulebooks } from './effects.ts';
import { comparePairs } from './pairs.ts';

type Stayed = Diff['stayed'];

export interface StayedCounts {
  /** Counts a lead that stays in its stage. */
  count(lead: ComparedLead): void;
  finish(): Stayed;
}

/** Counts leads that stay in their stage by what else of them comes out otherwise. */
export function startStayedCounts(rulebooks: TwoRulebooks, { asOf }: { readonly asOf: Day }): StayedCounts {
  const counts = { score: 0, grade: 0, could_be: 0, next_question: 0, route: 0, follow_up: 0 };
  const grades = { before: compileGrade(rulebooks.before, asOf), after: compileGrade(rulebooks.after, asOf) };
  const groups = compileGroupEffects(rulebooks);
  const isScoredOtherwise = (before: JudgedLead, after: JudgedLead): boolean =>
    before.score !== after.score ||
    groups.some(group => group.before(before.groups).points !== group.after(after.groups).points);
  const outlook = comparePairs((was: StandingPart, is: StandingPart) => compareOutlook(rulebooks, was, is));
  return {
    count({ before, after }) {
      const differs: Readonly<Record<keyof Stayed, boolean>> = {
        score: isScoredOtherwise(before, after),
        grade: grades.before(before) !== grades.after(after),
        ...outlook(before.standing, after.standing),
      };
      for (const key of KEYS) if (differs[key]) counts[key] += 1;
    },
    finish: () => ({ ...counts }),
  };
}

const KEYS = ['score', 'grade', 'could_be', 'next_question', 'route', 'follow_up'] as const;

function compileGrade(rulebook: Rulebook, asOf: Day): (lead: JudgedLead) => string | undefined {
  if (rulebook.grades === undefined) return () => undefined;
  const { group, gradeOf } = compileRulebook(rulebook, { asOf }).parts.grade;
  return ({ score, groups }) => gradeOf(group === undefined ? score : (groups[group]?.points ?? 0));
}

function compareOutlook(
  rulebooks: TwoRulebooks,
  was: StandingPart,
  is: StandingPart,
): Omit<Record<keyof Stayed, boolean>, 'score' | 'grade'> {
  const nameIn = ({ stages }: Rulebook, index = -1) => stages[index]?.name;
  return {
    could_be: nameIn(rulebooks.before, was.couldBe) !== nameIn(rulebooks.after, is.couldBe),
    next_question: was.nextQuestion !== is.nextQuestion,
    route: was.route !== is.route,
    follow_up: JSON.stringify(followUpOf(was)) !== JSON.stringify(followUpOf(is)),
  };
}

function followUpOf({ followUp }: StandingPart): readonly unknown[] {
  return followUp === undefined ? [] : [followUp.days, followUp.weekdays, followUp.from ?? ''];
}
