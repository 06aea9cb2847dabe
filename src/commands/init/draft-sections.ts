import { type PlainMapping, written } from '../../yaml/plain-tree.ts';
import type { DraftCriterion } from './draft-criteria.ts';
import type { DraftGroup } from './draft-scores.ts';

/** With fewer points than this the bands would be one rule apart. */
const FEWEST_GRADED = 40;
const BANDS = { A: 0.75, B: 0.5, C: 0.25 };
const STEP = 5;

/** Nothing where there is nothing, for an empty section is an error. */
export function ifAny(section: PlainMapping): PlainMapping | undefined {
  return Object.keys(section).length === 0 ? undefined : section;
}

/** The sets that criteria name. */
export function draftSets(criteria: readonly DraftCriterion[]): PlainMapping | undefined {
  const sets = criteria.flatMap(({ set }) =>
    set === undefined
      ? []
      : [
          [
            set.name,
            written(set.values, 'the commonest values, each of at least 5 rows: keep those that you sell to'),
          ] as const,
        ],
  );
  return ifAny(Object.fromEntries(sets));
}

/** Grades of fit by quarters of its points. */
export function draftGrades(groups: readonly DraftGroup[]): PlainMapping | undefined {
  const fit = groups.find(({ name }) => name === 'fit');
  if (fit === undefined || fit.most < FEWEST_GRADED) return undefined;
  const floors = Object.entries(BANDS).map(([grade, share]) => [
    grade,
    STEP * Math.round((fit.most * share) / STEP),
  ]);
  return { score: 'fit', bands: { ...Object.fromEntries(floors), D: 0 } };
}

/** What tells one lead from another, and what do-not-contact lists are matched on. */
export function draftKeys(fields: ReadonlySet<string>): PlainMapping {
  const hasMail = fields.has('email');
  const hasPhone = fields.has('phone');
  const person = ['company', 'last_name', 'first_name'];
  const dedupe = [
    ...(hasMail ? [['email']] : []),
    ...(person.every(name => fields.has(name)) ? [person] : []),
    ...(hasPhone && !hasMail ? [['phone']] : []),
  ];
  const suppress = [...(hasMail ? ['email', 'email.domain'] : []), ...(hasPhone ? ['phone'] : [])];
  return {
    dedupe: dedupe.length === 0 ? undefined : { keys: dedupe },
    suppress: suppress.length === 0 ? undefined : { keys: suppress },
  };
}
