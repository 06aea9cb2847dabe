import type { Known } from '../../language/recognition/known-fields.ts';
import type { Notation } from '../../model/lead.ts';
import { type PlainData, type PlainMapping, written } from '../../yaml/plain-tree.ts';
import type { Tree } from '../../yaml/tree.ts';
import { commonValues, usualNumber } from './draft-categories.ts';
import type { DraftField } from './draft-fields.ts';
import { formatCount } from './draft-words.ts';

/** A criterion as drafted. */
export interface DraftCriterion {
  readonly name: string;
  readonly definition: Tree;
  /** Cells of a lead that meets it, and of one that does not, for the rulebook's own tests. */
  readonly met: PlainMapping;
  readonly unmet: PlainMapping;
  /** Values that the criterion names by a set. */
  readonly set?: { readonly name: string; readonly values: readonly string[] };
}

/** What a criterion can be made of. */
interface Material {
  readonly fields: ReadonlyMap<string, DraftField>;
  readonly known: Known;
  readonly notation: Notation;
}

/** The day that the rulebook's own tests take place on. */
export const TEST_DAY = '2026-01-15';
const SOON = '2026-02-16';
const LATE = '2027-01-18';

/** Bought without more being known of it, a budget of this size is worth a call. */
const USUAL_BUDGET = 10_000;
const SIZE = 50;

type Maker = (material: Material) => DraftCriterion | undefined;

/** The criteria that the fields allow, in the order that they are asked in. */
export function draftCriteria(material: Material): readonly DraftCriterion[] {
  return MAKERS.flatMap(make => make(material) ?? []);
}

const MAKERS: readonly Maker[] = [
  budget,
  authority,
  yes('need', {
    field: 'need_stated',
    ask: 'Which problem must be solved?',
    why: 'the lead says that there is a need',
  }),
  timing,
  yes('quote', {
    field: 'quote_requested',
    ask: 'Shall we send you a quote?',
    why: 'nothing says more clearly that somebody wants to buy',
  }),
  size,
  category('sector', { field: 'industry', set: 'target_industries', ask: 'Which industry are you in?' }),
  category('market', { field: 'country', set: 'target_countries', ask: 'Which country are you in?' }),
  refused,
];

function budget({ fields, notation }: Material): DraftCriterion | undefined {
  const field = fields.get('budget_amount');
  if (field === undefined) return undefined;
  const usual = usualNumber(field, notation);
  const least = usual ?? USUAL_BUDGET;
  const why =
    usual === undefined
      ? 'a usual amount: set your own'
      : `about half of the amounts reach ${formatCount(least)}: set your own`;
  return criterion('budget', {
    when: { budget_amount: { gte: least } },
    ask: 'What budget is set aside for this?',
    why,
    met: { budget_amount: least * 2 },
    unmet: { budget_amount: 0 },
  });
}

function authority({ fields, known }: Material): DraftCriterion | undefined {
  const when = known.conditions.get('authority');
  if (!fields.has('job_title') || when === undefined) return undefined;
  return criterion('authority', {
    when: { tree: when },
    ask: 'Who decides on this purchase, and who signs?',
    why: 'titles of those who decide, in English, French and Polish: add those of your market',
    met: { job_title: 'CEO' },
    unmet: { job_title: 'Assistant' },
  });
}

function timing({ fields }: Material): DraftCriterion | undefined {
  if (!fields.has('buys_on')) return undefined;
  return criterion('timing', {
    when: { buys_on: { within_next_days: 90 } },
    ask: 'By when should it be in place?',
    why: 'a purchase within three months: set the time that your sales take',
    met: { buys_on: SOON },
    unmet: { buys_on: LATE },
  });
}

function size({ fields }: Material): DraftCriterion | undefined {
  if (!fields.has('employees')) return undefined;
  return criterion('size', {
    when: { employees: { gte: SIZE } },
    ask: 'How many people work at your company?',
    why: 'a company that is worth a call: set your own size',
    met: { employees: SIZE * 10 },
    unmet: { employees: 1 },
  });
}

/** A criterion that is met by a yes. */
function yes(
  name: string,
  { field, ask, why }: { readonly field: string; readonly ask: string; readonly why: string },
): Maker {
  return ({ fields }) => {
    if (!fields.has(field)) return undefined;
    return criterion(name, {
      when: { [field]: true },
      ask,
      why,
      met: { [field]: true },
      unmet: { [field]: false },
    });
  };
}

/** A criterion that asks whether a lead is of those that most of the list are of. */
function category(
  name: string,
  { field, set, ask }: { readonly field: string; readonly set: string; readonly ask: string },
): Maker {
  return ({ fields, notation }) => {
    const found = fields.get(field);
    const values = found === undefined ? [] : commonValues(found, notation);
    const [first] = values;
    if (first === undefined) return undefined;
    return {
      ...criterion(name, {
        when: { [field]: `$${set}` },
        ask,
        why: `see $${set} above`,
        met: { [field]: first },
        unmet: { [field]: 'none of them' },
      }),
      set: { name: set, values },
    };
  };
}

/** The fields in which somebody may say no, and the answer that does. */
export const REFUSALS = [
  { field: 'opted_in', no: false },
  { field: 'opted_out', no: true },
  { field: 'do_not_call', no: true },
] as const;

/** One criterion for every way in which somebody may say no. */
function refused({ fields }: Material): DraftCriterion | undefined {
  const ways = REFUSALS.filter(({ field }) => fields.has(field));
  const [first] = ways;
  if (first === undefined) return undefined;
  const conditions = ways.map(({ field, no }) => ({ [field]: no }));
  return criterion('refused', {
    when: ways.length === 1 ? { [first.field]: first.no } : { any: conditions },
    ask: 'May we contact you?',
    why: 'whoever did not agree, or took it back, is not contacted',
    met: { [first.field]: first.no },
    unmet: Object.fromEntries(ways.map(({ field, no }) => [field, !no])),
  });
}

function criterion(
  name: string,
  parts: Pick<DraftCriterion, 'met' | 'unmet'> & {
    readonly when: PlainData;
    readonly ask: string;
    readonly why: string;
  },
): DraftCriterion {
  const { when, ask, why, met, unmet } = parts;
  return { name, definition: written({ when, ask }, why).tree, met, unmet };
}
