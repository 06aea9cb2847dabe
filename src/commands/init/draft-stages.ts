import { type PlainData, type PlainMapping, type Written, written } from '../../yaml/plain-tree.ts';
import { type DraftGroup, ENGAGEMENT_POINTS, FIT_POINTS } from './draft-scores.ts';

/** The stages of a draft, and what they rest on. */
export interface DraftStages {
  readonly stages: readonly Written[];
  /** Whether the framework BANT decides on SQL. */
  readonly usesBant: boolean;
  /** The stage of a lead that meets every criterion but a refusal. */
  readonly best: string;
}

export const BANT = ['budget', 'authority', 'need', 'timing'] as const;
/** BANT's own rule: three of the four. */
export const BANT_PASS = 3;
/** What says that somebody is ready to buy, surest first. */
const READY = ['need', 'quote', 'timing', 'budget'];

const MQL_SHARE = 0.3;
/** More than any one criterion gives, so that at least two things must speak for a lead. */
const TWO_THINGS = 35;
/** With fewer points than this a single thing must do. */
const FEW_POINTS = 50;
const FEW_SHARE = 0.6;
const SQL_SHARE = 0.5;
const STEP = 5;
const POINTS: Readonly<Record<string, number>> = { ...FIT_POINTS, ...ENGAGEMENT_POINTS };

/** Stages from what there is: nobody is called qualified for what is not asked. */
export function draftStages(
  criteria: ReadonlySet<string>,
  { groups, refusals }: { readonly groups: readonly DraftGroup[]; readonly refusals: readonly string[] },
): DraftStages {
  const most = groups.reduce((sum, group) => sum + group.most, 0);
  const mql = most < FEW_POINTS ? roundTo(most * FEW_SHARE) : Math.max(TWO_THINGS, roundTo(most * MQL_SHARE));
  const usesBant = BANT.every(name => criteria.has(name));
  const asked = usesBant ? [] : askedForSql(criteria);
  const sql = usesBant || asked.length > 0 ? sqlStage({ usesBant, asked, most }) : undefined;
  const stages = [
    ...(criteria.has('refused')
      ? [{ stage: 'disqualified', when: { criterion: 'refused' }, route: 'archive' }]
      : []),
    ...(refusals.length === 0 ? [] : [reviewStage(refusals)]),
    ...(sql ?? []),
    ...(mql > 0 ? [mqlStage(mql, most)] : []),
    ...(isProspect(criteria, mql) ? [PROSPECT] : []),
    written({ stage: 'lead', route: 'database' }, ...(sql === undefined ? [NO_SQL] : [])),
  ];
  const best = sql !== undefined ? 'SQL' : mql > 0 ? 'MQL' : 'lead';
  return { stages: stages.map(stage => written(stage)), usesBant, best };
}

const NO_SQL =
  'no stage SQL: no column says that somebody is ready to buy (a budget, a need, a date, a quote)';
const PROSPECT = written(
  { stage: 'prospect', when: { criterion: 'authority' }, route: 'development' },
  'somebody who decides, though too little is known for more',
);

/** Below the MQL threshold a decider must be able to stand, or nobody would be a prospect. */
function isProspect(criteria: ReadonlySet<string>, mql: number): boolean {
  return criteria.has('authority') && mql > (POINTS.authority ?? 0);
}

/** The criteria that a lead must meet to be sales qualified where there is no BANT. */
function askedForSql(criteria: ReadonlySet<string>): readonly string[] {
  const ready = READY.find(name => criteria.has(name));
  return ready === undefined ? [] : [...(criteria.has('authority') ? ['authority'] : []), ready];
}

/** What cannot be read may be a refusal. */
function reviewStage(refusals: readonly string[]): Written {
  const conditions = refusals.map(name => ({ [name]: { is: 'invalid' } }));
  const [only] = conditions;
  const when: PlainData = conditions.length === 1 && only !== undefined ? only : { any: conditions };
  return written(
    { stage: 'review', counts_as: 'lead', when, route: 'review' },
    'a refusal that cannot be read may be one: somebody has to look',
  );
}

function sqlStage({
  usesBant,
  asked,
  most,
}: {
  readonly usesBant: boolean;
  readonly asked: readonly string[];
  readonly most: number;
}): readonly Written[] {
  const floor = usesBant ? fewestPoints(BANT, BANT_PASS) : fewestPoints(asked, asked.length);
  // A threshold that the conditions beside it reach by themselves would say nothing, nor would they beside one that
  // nobody reaches without them.
  const wanted = roundTo(most * SQL_SHARE);
  const threshold = wanted > floor ? wanted : floor + 2 * STEP;
  const isTelling = threshold <= most - (usesBant ? fewestPoints(BANT, 2) : mostPoints(asked));
  const conditions: readonly PlainMapping[] = [
    ...(usesBant ? [{ framework: 'bant' }] : asked.map(criterion => ({ criterion }))),
    ...(isTelling ? [{ score: { total: { gte: threshold } } }] : []),
  ];
  const [only] = conditions;
  const when: PlainData = conditions.length === 1 && only !== undefined ? only : { all: conditions };
  const why = usesBant
    ? `BANT${isTelling ? `, and ${threshold} of at most ${most} points` : ''}`
    : `${asked.join(' and ')}, which only the lead can tell${isTelling ? ', and a good score' : ''}`;
  return [written({ stage: 'SQL', when, route: 'sales', follow_up: { days: 2, weekdays: true } }, why)];
}

function mqlStage(threshold: number, most: number): Written {
  return written(
    { stage: 'MQL', when: { score: { total: { gte: threshold } } }, route: 'nurture' },
    `${threshold} of at most ${most} points`,
  );
}

function fewestPoints(names: readonly string[], count: number): number {
  return names
    .map(name => POINTS[name] ?? 0)
    .sort((one, other) => one - other)
    .slice(0, count)
    .reduce((sum, points) => sum + points, 0);
}

function mostPoints(names: readonly string[]): number {
  return Math.max(0, ...names.map(name => POINTS[name] ?? 0));
}

function roundTo(points: number): number {
  return Math.round(points / STEP) * STEP;
}
