import { entryKeys, ruleKeys } from '../../language/sections/score-rules.ts';
import { DAYS, decayKeys, groupKeys, RESERVED } from '../../language/sections/scores.ts';
import type { ScoreRule } from '../../model/rulebook.ts';
import { CONDITION } from './conditions.ts';
import {
  choose,
  described,
  has,
  type JsonSchema,
  listOf,
  mappingOf,
  namedEntries,
  reference,
  type Schemas,
} from './json-schema.ts';
import { fieldNameOf, type Known, nameBut, nameOf } from './known.ts';
import { NOTHING } from './nothing.ts';
import { PERCENTAGE, POINTS, POINTS_PER_UNIT } from './points.ts';

const { scope } = NOTHING;
const KEYS = ruleKeys(scope);
const RULE = 'score_rule';
const definitionOf = (kind: ScoreRule['kind']) => `${kind}_rule`;

const ID = described('The name of the rule, as it stands in qual_reasons.', nameOf(undefined));
const ENTRY = {
  when: described('The condition.', reference(CONDITION)),
  points: described('What is added when it is met; may be negative. At most two decimals.', POINTS),
} as const;
const FIRST = described(
  'Conditions with points: those of the first that is met are added.',
  listOf(mappingOf(entryKeys(scope), ENTRY)),
);

/** The definitions that the section `scores` needs: a rule by the key that tells its kind. */
export function scoreDefinitions(known: Known | undefined): Schemas {
  const per = described(
    'A number field: points are added for each unit of it.',
    fieldNameOf(known, ({ type }, part) => type === 'number' && part === undefined),
  );
  const kinds: Readonly<Record<ScoreRule['kind'], JsonSchema>> = {
    when: mappingOf(KEYS.when, { id: ID, ...ENTRY }),
    first: mappingOf(KEYS.first, { id: ID, first: FIRST }),
    per: mappingOf(KEYS.per, {
      id: ID,
      per,
      points: described('Points for each unit: above 0, at most four decimals.', POINTS_PER_UNIT),
      max: described('The most that the rule adds.', POINTS),
    }),
  };
  const byKind = choose(
    (['first', 'per'] as const).map(kind => [has(kind), reference(definitionOf(kind))]),
    reference(definitionOf('when')),
  );
  return {
    // What tells the kind is named here too, so that an editor proposes it.
    [RULE]: { type: 'object', properties: { first: FIRST, per }, ...(byKind as JsonSchema) },
    ...Object.fromEntries(Object.entries(kinds).map(([kind, schema]) => [`${kind}_rule`, schema])),
  };
}

export function scores(known: Known | undefined): JsonSchema {
  const decay = mappingOf(decayKeys(), {
    since: described(
      'A date field.',
      fieldNameOf(known, ({ type }, part) => type === 'date' && part === undefined),
    ),
    keep_percent: described(
      'After more than so many days, so much is kept: { 30: 50, 90: 0 }.',
      namedEntries({ title: 'days', pattern: DAYS.source }, PERCENTAGE),
    ),
    unknown: described('What is kept if the date is unknown; else the last percentage.', PERCENTAGE),
  });
  const group = mappingOf(groupKeys(scope), {
    min: described('The sum is raised to this.', POINTS),
    max: described('The sum is cut to this.', POINTS),
    decay: described('How the points fade with the age of a date.', decay),
    rules: described('What adds points, or takes them away.', listOf(reference(RULE))),
  });
  return described(
    'Groups of points. `total` is their sum.',
    namedEntries(nameBut('group', RESERVED.names), group),
  );
}
