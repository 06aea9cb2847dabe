import type { Hundredths } from '../../model/condition.ts';
import type { Day } from '../../model/lead.ts';
import { isDatePattern, parseIsoDay } from '../../values/day.ts';
import { parseDecimal, roundToHundredths } from '../../values/decimal.ts';
import { isPhoneRegion } from '../../values/field-types/phone.ts';
import { map, quoted, type Reader } from '../../yaml/shape.ts';
import { line, wrongType } from '../../yaml/shape-scalars.ts';
import type { Tree } from '../../yaml/tree.ts';

/** Points beyond these are no scores any more. */
export const MOST_POINTS = 1_000_000_000;

/** A day written `yyyy-MM-dd`. */
export const day: Reader<Day> = (tree, report) => {
  const found = tree.kind === 'scalar' ? parseIsoDay(tree.text) : undefined;
  return found ?? wrongType(tree, 'a date such as 2026-11-01', report);
};

/** A plain decimal such as `-0.5`, as exact text. */
function decimal(tree: Tree): string | undefined {
  return tree.kind === 'scalar' ? parseDecimal(tree.text) : undefined;
}

/** A plain number such as `0.5`. */
export const plainNumber: Reader<number> = (tree, report) => {
  const found = decimal(tree);
  return found === undefined ? wrongType(tree, 'a plain number such as 0.5', report) : Number(found) + 0;
};

/** A plain decimal of at most so many places between two bounds, as text. */
function boundedDecimal({ what, places, low, high }: Bounded): Reader<string> {
  return (tree, report) => {
    const found = decimal(tree);
    if (found === undefined) return wrongType(tree, what, report);
    const written = found.split('.')[1]?.length ?? 0;
    const value = Number(found);
    if (written <= places && value >= low && value <= high) return found;
    const many = written > places;
    return report.error(tree.place, {
      code: 'out-of-range',
      message: many ? `${found} has more than ${places} decimals` : `${found} is not from ${low} to ${high}`,
      fix: many ? `write at most ${places} decimals` : `write ${what} from ${low} to ${high}`,
    });
  };
}

interface Bounded {
  readonly what: string;
  readonly places: number;
  readonly low: number;
  readonly high: number;
}

/** Points: at most two decimals, in hundredths. */
export const points: Reader<Hundredths> = map(
  boundedDecimal({ what: 'a number of points', places: 2, low: -MOST_POINTS, high: MOST_POINTS }),
  roundToHundredths,
);

/** A percentage from 0 to 100 of at most two decimals. */
export const percentage: Reader<number> = map(
  boundedDecimal({ what: 'a percentage', places: 2, low: 0, high: 100 }),
  Number,
);

/** Points for each unit of a number: above zero, at most four decimals, as exact text. */
export const pointsPerUnit: Reader<string> = boundedDecimal({
  what: 'points for each unit',
  places: 4,
  low: 0.0001,
  high: MOST_POINTS,
});

/** A date pattern such as `dd/MM/yyyy`. */
export const dateFormat: Reader<string> = (tree, report) => {
  const pattern = line('a date pattern such as dd/MM/yyyy')(tree, report);
  const problem = pattern === undefined ? undefined : isDatePattern(pattern);
  if (problem === undefined) return pattern;
  return report.error(tree.place, {
    code: 'date-pattern',
    message: problem,
    fix: 'write a pattern such as dd/MM/yyyy',
  });
};

/** A region whose phone numbers are known, such as `FR`. */
export const region: Reader<string> = (tree, report) => {
  const found = line('a region such as FR')(tree, report);
  if (found === undefined || isPhoneRegion(found)) return found;
  const capitals = found.toUpperCase();
  return report.error(tree.place, {
    code: 'unknown-value',
    message: `${quoted(found)} is not a region with phone numbers`,
    fix: isPhoneRegion(capitals)
      ? `did you mean ${quoted(capitals)}?`
      : 'write two capitals of ISO 3166, such as FR, PL or US',
  });
};
