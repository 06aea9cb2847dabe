import { type PlainData, type PlainMapping, written } from '../../yaml/plain-tree.ts';
import { TEST_DAY } from './draft-criteria.ts';

/** A score group as drafted. */
export interface DraftGroup {
  readonly name: string;
  readonly definition: PlainData;
  /** The most points that it gives. */
  readonly most: number;
  /** Cells of a lead that gets all of the points, beside those that its criteria ask for. */
  readonly cells: PlainMapping;
}

interface DraftRule {
  readonly definition: PlainMapping;
  readonly most: number;
  readonly cells?: PlainMapping;
}

/** What there is to score by. */
interface Material {
  readonly fields: ReadonlySet<string>;
  readonly criteria: ReadonlySet<string>;
  /** Whether some address of the list is at a free-mail provider. */
  readonly hasFreeMail: boolean;
}

/** Points of the criteria that say who the lead is, and of those that say what the lead did. */
export const FIT_POINTS: Readonly<Record<string, number>> = {
  budget: 20,
  authority: 25,
  size: 15,
  sector: 15,
  market: 10,
};
export const ENGAGEMENT_POINTS: Readonly<Record<string, number>> = { need: 25, timing: 20, quote: 25 };

/** What the lead did, by the number of times. */
const PER: readonly { readonly field: string; readonly points: number; readonly max: number }[] = [
  { field: 'opens', points: 1, max: 10 },
  { field: 'clicks', points: 3, max: 15 },
  { field: 'downloads', points: 5, max: 15 },
  { field: 'orders', points: 10, max: 20 },
];
const FREE_MAIL: PlainMapping = { id: 'free-mail', when: { 'email.domain': '$free_mail' }, points: -10 };
const REVENUE: DraftRule = {
  definition: { id: 'revenue', when: { revenue: { gte: 1_000_000 } }, points: 10 },
  most: 10,
  cells: { revenue: 2_000_000 },
};
const CART: DraftRule = {
  definition: { id: 'carts', when: { carts: { gte: 1 } }, points: 10 },
  most: 10,
  cells: { carts: 1 },
};
const REPLIED: DraftRule = {
  definition: { id: 'replied', when: { replied: true }, points: 15 },
  most: 15,
  cells: { replied: true },
};
/** Interest fades: a month later three quarters of it count, after half a year nothing. */
const DECAY: PlainMapping = { since: 'last_activity', keep_percent: { 30: 75, 90: 50, 180: 0 }, unknown: 50 };

/** The groups `fit` and `engagement`, as far as there is something to score. */
export function draftScores(material: Material): readonly DraftGroup[] {
  return [fitGroup(material), engagementGroup(material)].flatMap(group => group ?? []);
}

function fitGroup({ fields, criteria, hasFreeMail }: Material): DraftGroup | undefined {
  const rules = [...criterionRules(FIT_POINTS, criteria), ...(fields.has('revenue') ? [REVENUE] : [])];
  if (rules.length === 0) return undefined;
  const definitions = [...rules.map(({ definition }) => definition), ...(hasFreeMail ? [FREE_MAIL] : [])];
  return {
    name: 'fit',
    definition: written(
      { ...(hasFreeMail ? { min: 0 } : {}), rules: definitions },
      'who the lead is; the points are starting values: shift them to what tells buyers from the rest',
    ),
    most: sumOf(rules),
    cells: cellsOf(rules),
  };
}

function engagementGroup({ fields, criteria }: Material): DraftGroup | undefined {
  const per = PER.filter(({ field }) => fields.has(field)).map(({ field, points, max }) => ({
    definition: { id: field, per: field, points, max },
    most: max,
    cells: { [field]: Math.ceil(max / points) },
  }));
  const rules = [
    ...criterionRules(ENGAGEMENT_POINTS, criteria),
    ...per,
    ...(fields.has('carts') ? [CART] : []),
    ...(fields.has('replied') ? [REPLIED] : []),
  ];
  if (rules.length === 0) return undefined;
  const fades = fields.has('last_activity');
  return {
    name: 'engagement',
    definition: written(
      { ...(fades ? { decay: DECAY } : {}), rules: rules.map(({ definition }) => definition) },
      fades ? 'what the lead did, which counts less as time goes by' : 'what the lead did, or asked for',
    ),
    most: sumOf(rules),
    cells: { ...cellsOf(rules), ...(fades ? { last_activity: TEST_DAY } : {}) },
  };
}

function criterionRules(
  points: Readonly<Record<string, number>>,
  criteria: ReadonlySet<string>,
): readonly DraftRule[] {
  return Object.entries(points)
    .filter(([name]) => criteria.has(name))
    .map(([name, most]) => ({ definition: { id: name, when: { criterion: name }, points: most }, most }));
}

function cellsOf(rules: readonly DraftRule[]): PlainMapping {
  return Object.assign({}, ...rules.map(({ cells }) => cells ?? {})) as PlainMapping;
}

function sumOf(rules: readonly DraftRule[]): number {
  return rules.reduce((sum, { most }) => sum + most, 0);
}
