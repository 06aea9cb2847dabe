import {
  DUPLICATE,
  FOLLOW_UP_KEYS,
  MOST_DAYS,
  STANDINGS,
  stageKeys,
} from '../../language/sections/stages.ts';
import { STAGE_CONDITION } from './conditions.ts';
import { choose, described, has, type JsonSchema, listOf, mappingOf, reference } from './json-schema.ts';
import { fieldNameOf, type Known } from './known.ts';
import { NOTHING } from './nothing.ts';
import { FLAG, oneOfNames, TEXT, whole } from './scalars.ts';

const ON_THE_LADDER: JsonSchema = {
  properties: { stage: { type: 'string', pattern: `^\\s*(?:${STANDINGS.join('|')})\\s*$` } },
};

/** The section `stages`. That only the last has no `when` is left to the reader: draft-07 cannot count from the end. */
export function stages(known: Known | undefined): JsonSchema {
  const from = described(
    'A date field to count from; the day of the run without it, or where it is unknown.',
    fieldNameOf(known, ({ type }, part) => type === 'date' && part === undefined),
  );
  const stage = mappingOf(stageKeys(NOTHING.scope), {
    stage: described('SQL, MQL, prospect, lead or disqualified, or a name of your own with counts_as.', {
      ...TEXT,
      examples: [...STANDINGS].reverse(),
      not: { const: DUPLICATE },
    }),
    counts_as: described('Where a stage with a name of your own counts and stands.', oneOfNames(STANDINGS)),
    when: described('The condition, on every stage but the last.', reference(STAGE_CONDITION)),
    route: described('Where the lead goes: any word, into qual_route.', TEXT),
    follow_up: described(
      'When to follow up, into qual_follow_up_by.',
      mappingOf(FOLLOW_UP_KEYS, {
        days: described('So many days later.', whole(0, MOST_DAYS)),
        weekdays: described('true: only Monday to Friday count.', { ...FLAG, default: false }),
        from,
      }),
    ),
  });
  const named = choose([[ON_THE_LADDER, true]], has('counts_as')) as JsonSchema;
  return described(
    'The verdicts, tried from the top: the first whose condition is met. The last has no `when`.',
    listOf({ ...stage, ...named }),
  );
}
