import type { Allocation, Amount, Cents, CostInputs, SharedCost, SourceCosts } from '../model/costs.ts';
import type { Place } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import { multiplyToHundredths } from '../values/decimal.ts';
import { quoted } from '../yaml/shape.ts';
import { splitByWeights } from './largest-remainder.ts';
import { costError } from './reading/cost-error.ts';

/** In cents; where `multiplyToHundredths` saturates. */
export const LARGEST_LINE = 1e15;

/** What came under one source of the cost file. */
export interface SourceActivity {
  /** Leads without duplicates, in the period. */
  readonly leads: number;
  /** Rows that the vendor charges for: leads, and duplicates unless it does not bill them, in the period. */
  readonly charged: number;
  readonly mql: number;
  readonly sql: number;
}

/** The input spend on its way to the sources; `allocated` and `unallocated` sum exactly to `input`. */
export interface AllocatedCosts {
  /** By index of the cost file's sources: their own spend and their shares of the shared costs. */
  readonly spend: readonly Cents[];
  readonly input: Cents;
  readonly allocated: Cents;
  readonly unallocated: Cents;
}

/**
 * Spreads the costs over the cost file's sources, `activity` being in their order. Throws `CannotRun` where credits
 * exceed a source's spend, which only the rows charged `per_lead` can tell, or an amount is too large to be exact.
 */
export function allocateCosts(costs: CostInputs, activity: readonly SourceActivity[]): AllocatedCosts {
  const own = costs.sources.map((source, index) => ownSpend(source, activity[index]?.charged ?? 0));
  refuseNegative(costs, own);
  const shared = costs.shared.map(cost => ({ cost, cents: sharedCents(cost, own) }));
  const input = sum([...own, ...shared.map(({ cents }) => cents)]);
  if (!Number.isSafeInteger(input)) throw new CannotRun([tooLarge(undefined)]);

  const spend = [...own];
  let unallocated = 0;
  for (const { cost, cents } of shared) {
    const shares = splitByWeights(cents, weightsOf(cost, { own, activity }));
    if (shares === undefined) unallocated += cents;
    shares?.forEach((share, index) => {
      spend[index] = (spend[index] ?? 0) + share;
    });
  }
  return { spend, input, allocated: sum(spend), unallocated };
}

/** Spend and charges for so many rows, less credits: each line exact and rounded once, in cents; may be negative. */
export function ownSpend({ spend, perLead, credit }: SourceCosts, charged: number): Cents {
  const paid = sum(spend.map(line => centsOf(line, 1)));
  const charges = sum(perLead.map(line => centsOf(line, charged)));
  return paid + charges - sum(credit.map(line => centsOf(line, 1)));
}

/** A source whose credits exceed what it cost. */
export function negativeNet({ name, place, credit }: SourceCosts, net: Cents) {
  return costError({
    code: 'cost-negative',
    message: `the credits of ${quoted(name)} exceed its spend by ${(-net / 100).toFixed(2)}`,
    fix: 'a source cannot cost less than nothing: lower the credit, or correct the spend',
    place: credit[0]?.place ?? place,
  });
}

function refuseNegative({ sources }: CostInputs, own: readonly Cents[]): void {
  const diagnostics = sources.flatMap((source, index) => {
    const net = own[index] ?? 0;
    return net < 0 ? [negativeNet(source, net)] : [];
  });
  if (diagnostics.length > 0) throw new CannotRun(diagnostics);
}

export function tooLarge(place: Place | undefined) {
  return costError({
    code: 'cost-amount',
    message: 'the costs are too large to be added up to the cent',
    fix: 'check the amounts and the rates',
    place,
  });
}

/** One line, exact and rounded once; past ten thousand billion the product saturates, so it is refused. */
function centsOf({ amount, rate, place }: Amount, times: number): Cents {
  const cents = multiplyToHundredths([amount, rate, times]);
  if (Math.abs(cents) < LARGEST_LINE) return cents;
  throw new CannotRun([tooLarge(place)]);
}

/** An amount, or a percentage of what the sources that share it cost by themselves, rounded once. */
function sharedCents({ spend, percent, only }: SharedCost, own: readonly Cents[]): Cents {
  if (spend !== undefined) return centsOf(spend, 1);
  const base = sum(own.filter((_, index) => only === undefined || only.includes(index)));
  const cents = multiplyToHundredths([percent, base, '0.0001']);
  if (Math.abs(cents) < LARGEST_LINE) return cents;
  throw new CannotRun([tooLarge(undefined)]);
}

const WEIGHTS: Readonly<
  Record<Exclude<Allocation, 'by_spend'>, (activity: SourceActivity | undefined) => number>
> = {
  by_leads: activity => activity?.leads ?? 0,
  by_mql: activity => activity?.mql ?? 0,
  by_sql: activity => activity?.sql ?? 0,
  evenly: () => 1,
};

/** By index of the sources; those that do not share the cost have none. */
function weightsOf(
  { allocate, only }: SharedCost,
  { own, activity }: { own: readonly Cents[]; activity: readonly SourceActivity[] },
): readonly number[] {
  const weight = (index: number) =>
    allocate === 'by_spend' ? (own[index] ?? 0) : WEIGHTS[allocate](activity[index]);
  return own.map((_, index) => (only === undefined || only.includes(index) ? weight(index) : 0));
}

function sum(amounts: readonly Cents[]): Cents {
  return amounts.reduce((total, amount) => total + amount, 0);
}
