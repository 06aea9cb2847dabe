import type { Answer, Comparison } from '../model/condition.ts';
import type { Day } from '../model/lead.ts';
import type { Grades, Rulebook } from '../model/rulebook.ts';
import type { FrameworkVerdict, Reason, Verdict } from '../model/verdict.ts';
import { formatDay } from '../values/day.ts';
import { formatHundredths } from '../values/decimal.ts';

/** What an annotation says beside the verdict. */
export interface AnnotationContext {
  readonly rulebook: Rulebook;
  /** Issues of the row as a whole, from `rowIssues`. */
  readonly rowIssues: readonly string[];
  /** From `formatBy`. */
  readonly by: string;
  /** The day that a follow-up is due; absent where the stage asks for none. */
  readonly followUpBy?: Day | undefined;
  /** `list:row` of the lead that this one repeats. */
  readonly duplicateOf?: string | undefined;
}

/** One column of the annotation: its name and how a verdict fills it. */
export interface AnnotationColumn {
  readonly name: string;
  readonly cell: (verdict: Verdict, context: AnnotationContext) => string;
  /** Whether a duplicate keeps it. */
  readonly ofDuplicate?: boolean;
  /** The only part of the verdict that fills it; `row` for what differs row by row, `reasons` for several parts. */
  readonly part: AnnotationPart;
}

/** A part of a verdict; a group by its index. */
export type AnnotationPart = 'standing' | 'criteria' | 'total' | 'reasons' | 'row' | number;

/** The column that says what is wrong with a row. */
const ISSUES_COLUMN = 'qual_issues';
/** What stands between the entries of a cell. */
export const BETWEEN = '; ';
const ANSWER_SIGNS: Readonly<Record<Answer, string>> = { met: '+', unmet: '-', unknown: '?' };
const COMPARISON_SIGNS: Readonly<Record<Comparison, string>> = { gte: '>=', gt: '>', lte: '<=', lt: '<' };

/** The names of the annotation's columns under a rulebook, in the order of the annotated list. */
export function blockColumns(rulebook: Rulebook): readonly string[] {
  return columnsOf(rulebook).map(({ name }) => name);
}

/** The annotation's cells for one lead, in the order of `blockColumns`. A duplicate keeps only what says that it is one. */
export function annotate(verdict: Verdict, context: AnnotationContext): readonly string[] {
  return columnsOf(context.rulebook).map(({ cell, ofDuplicate = false }) =>
    context.duplicateOf === undefined || ofDuplicate ? cell(verdict, context) : '',
  );
}

/** The same for a row that is no lead. */
export function annotateEmpty(rulebook: Rulebook, issues: readonly string[]): readonly string[] {
  return columnsOf(rulebook).map(({ name }) => (name === ISSUES_COLUMN ? issues.join(BETWEEN) : ''));
}

/** Which rules judged and as of when: `purchased-list v3 2026-11-01`. */
export function formatBy({ name, version }: Pick<Rulebook, 'name' | 'version'>, asOf: Day): string {
  return `${name} v${version} ${formatDay(asOf)}`;
}

/** Reasons as `qual_reasons` has them. */
export function formatReasons(reasons: readonly Reason[]): string {
  return reasons.map(formatReason).join(BETWEEN);
}

const COLUMNS = new WeakMap<Rulebook, readonly AnnotationColumn[]>();

/** The annotation's columns under a rulebook, in order. */
export function columnsOf(rulebook: Rulebook): readonly AnnotationColumn[] {
  const known = COLUMNS.get(rulebook);
  if (known !== undefined) return known;
  const columns = compileColumns(rulebook);
  COLUMNS.set(rulebook, columns);
  return columns;
}

function compileColumns({ scores, frameworks, grades, stages }: Rulebook): readonly AnnotationColumn[] {
  return [
    {
      name: 'qual_stage',
      part: 'standing',
      cell: ({ stage }, { duplicateOf }) => (duplicateOf === undefined ? stage : 'duplicate'),
      ofDuplicate: true,
    },
    {
      name: 'qual_could_be',
      part: 'standing',
      cell: ({ couldBe }) => (couldBe === undefined ? '' : (stages[couldBe]?.name ?? '')),
    },
    {
      name: 'qual_answers_needed',
      part: 'standing',
      cell: ({ answersNeeded = '' }) => answersNeeded,
    },
    {
      name: 'qual_next_question',
      part: 'standing',
      cell: ({ nextQuestion = '' }) => nextQuestion,
    },
    { name: 'qual_score', part: 'total', cell: ({ score }) => formatHundredths(score) },
    ...scores.map(({ name }, index) => ({
      name: `qual_score_${name}`,
      part: index,
      cell: ({ groups }: Verdict) => formatHundredths(groups[index] ?? 0),
    })),
    ...(grades === undefined ? [] : [gradeColumn(grades, scores)]),
    ...frameworks.flatMap(({ name }, index) => [
      {
        name: `qual_${name}`,
        part: 'criteria' as const,
        cell: (verdict: Verdict) => formatCount(verdict.frameworks[index]),
      },
      {
        name: `qual_${name}_detail`,
        part: 'criteria' as const,
        cell: (verdict: Verdict) => formatDetail(verdict.frameworks[index]),
      },
    ]),
    { name: 'qual_reasons', part: 'reasons', cell: ({ reasons }) => formatReasons(reasons) },
    { name: 'qual_unknown', part: 'criteria', cell: ({ unknown }) => unknown.join(BETWEEN) },
    { name: 'qual_route', part: 'standing', cell: ({ route = '' }) => route },
    {
      name: 'qual_follow_up_by',
      part: 'standing',
      cell: (_, { followUpBy }) => (followUpBy === undefined ? '' : formatDay(followUpBy)),
    },
    {
      name: 'qual_duplicate_of',
      part: 'row',
      cell: (_, { duplicateOf = '' }) => duplicateOf,
      ofDuplicate: true,
    },
    {
      name: ISSUES_COLUMN,
      part: 'row',
      cell: ({ invalid }, { rowIssues }) =>
        [...invalid.map(name => `${name}:invalid`), ...rowIssues].join(BETWEEN),
      ofDuplicate: true,
    },
    { name: 'qual_by', part: 'row', cell: (_, { by }) => by, ofDuplicate: true },
  ];
}

/** A grade is of one group, or of the total. */
function gradeColumn({ score }: Grades, scores: Rulebook['scores']): AnnotationColumn {
  const group = scores.findIndex(({ name }) => name === score);
  return { name: 'qual_grade', part: group === -1 ? 'total' : group, cell: ({ grade = '' }) => grade };
}

function formatCount(framework: FrameworkVerdict | undefined): string {
  return framework === undefined ? '' : `${framework.met} of ${framework.criteria.length}`;
}

function formatDetail(framework: FrameworkVerdict | undefined): string {
  return framework?.criteria.map(({ name, answer }) => name + ANSWER_SIGNS[answer]).join(' ') ?? '';
}

function formatReason(reason: Reason): string {
  switch (reason.kind) {
    case 'suppressed':
      return 'suppressed';
    case 'name':
      return reason.name;
    case 'score':
      return `${reason.score}${COMPARISON_SIGNS[reason.comparison]}${formatHundredths(reason.threshold)}`;
    case 'not':
      return `not ${reason.of.map(formatReason).join(' ')}`;
    case 'rule':
      return `${reason.group}.${reason.rule}${formatSigned(reason.points)}`;
    case 'clamp':
      return `${reason.group}:${reason.bound}${formatSigned(reason.points)}`;
    case 'decay':
      return `${reason.group}:decay${formatSigned(reason.points)}`;
  }
}

function formatSigned(points: number): string {
  return points < 0 ? formatHundredths(points) : `+${formatHundredths(points)}`;
}
