import type { Hundredths } from '../../model/condition.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { Grades } from '../../model/rulebook.ts';
import { formatHundredths } from '../../values/decimal.ts';
import { placed, quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { mapping, namedEntries, required } from '../../yaml/shape-collections.ts';
import { line, text } from '../../yaml/shape-scalars.ts';
import { scoreNames } from '../operators/score-tests.ts';
import { checkReference, type Scope } from './scope.ts';
import { points } from './settings.ts';

type Band = Grades['bands'][number] & { readonly place: Place };

const readBands: Reader<readonly Band[]> = (tree, report) => {
  const bands = namedEntries('the lowest score of each grade, by grade', ({ key, keyPlace, node }, found) => {
    const keyTree = {
      kind: 'scalar',
      text: key,
      plain: true,
      isNumber: false,
      isNull: false,
      place: keyPlace,
    } as const;
    const grade = line('a grade')(keyTree, found);
    const floor = points(node, found);
    return grade === undefined || floor === undefined ? undefined : { grade, floor, place: keyPlace };
  })(tree, report)?.map(({ value }) => value);
  if (bands !== undefined) checkFloors(bands, report);
  return bands;
};

function checkFloors(bands: readonly Band[], report: Report): void {
  const grades = new Map<Hundredths, string>();
  for (const { grade, floor, place } of bands) {
    const first = grades.get(floor);
    if (first === undefined) grades.set(floor, grade);
    else {
      report.error(place, {
        code: 'duplicate-id',
        message: `the grades ${quoted(first)} and ${quoted(grade)} both begin at ${formatHundredths(floor)}`,
        fix: 'give each grade a lowest score of its own',
      });
    }
  }
}

/** Every key of `grades`. */
export const GRADES_KEYS = {
  score: required(placed(text('the name of a score group, or `total`'))),
  bands: required(readBands),
} as const;

/** The section `grades`: bands of a score, highest first. */
export function gradesReader(scope: Scope): Reader<Grades> {
  const read = mapping('`grades`', GRADES_KEYS);
  return (tree, report) => {
    const found = read(tree, report);
    if (found === undefined) return undefined;
    const { value: score, place } = found.score;
    checkReference(score, { place, what: 'score', defined: scoreNames(scope) }, report);
    const bands = found.bands.map(({ grade, floor }) => ({ grade, floor })).sort((a, b) => b.floor - a.floor);
    return { score, bands };
  };
}
