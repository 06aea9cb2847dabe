import { criterionKeys, SETTLED } from '../../language/sections/criteria.ts';
import { isSuppressible, keysOf } from '../../language/sections/duplicates.ts';
import { FRAMEWORK_KEYS } from '../../language/sections/frameworks.ts';
import { GRADES_KEYS } from '../../language/sections/grades.ts';
import { CONDITION_KEYS } from '../../language/sections/names.ts';
import { REFERENCE, RESERVED as RESERVED_SETS } from '../../language/sections/sets.ts';
import { CONDITION } from './conditions.ts';
import { described, type JsonSchema, listOf, mappingOf, namedEntries, reference } from './json-schema.ts';
import { fieldNameOf, type Known, nameBut, nameOf } from './known.ts';
import { NOTHING } from './nothing.ts';
import { POINTS } from './points.ts';
import { oneOfNames, TEXT, textLike, whole } from './scalars.ts';

const MOST_CRITERIA = 999_999;
const { scope } = NOTHING;

export const SETS = described(
  'Reusable lists of values: $name stands for one. $free_mail and $role_accounts are built in.',
  {
    ...namedEntries(
      nameBut('set', RESERVED_SETS.names),
      listOf(textLike(`^(?!${REFERENCE.source.slice(1)})[\\s\\S]*\\S`)),
    ),
  },
);

export const CRITERIA = described(
  'The questions that are asked of every lead: each is met, unmet or unknown.',
  {
    ...namedEntries(
      nameBut('criterion', CONDITION_KEYS),
      mappingOf(criterionKeys(scope), {
        when: described('The condition.', reference(CONDITION)),
        ask: described('The question to put to a lead whose answer is unknown.', {
          ...TEXT,
          examples: ['What budget is set aside?'],
        }),
        unknown: described(
          'Settles an unknown answer as this one. Leave it out unless you mean it.',
          oneOfNames(SETTLED),
        ),
      }),
    ),
  },
);

export function frameworks(known: Known | undefined): JsonSchema {
  const names = { ...listOf(nameOf(known?.criteria)), uniqueItems: true };
  return described('Criteria that pass together: at least `pass` of them, and all that are required.', {
    ...namedEntries(
      nameBut('framework', []),
      mappingOf(FRAMEWORK_KEYS, {
        criteria: described('The criteria, in the order of their letters.', names),
        pass: described('How many must be met.', whole(1, MOST_CRITERIA)),
        require: described('Criteria that must be met whatever the others are.', names),
      }),
    ),
  });
}

export function grades(known: Known | undefined): JsonSchema {
  return described(
    'Letters for a score: the highest band whose floor is reached, else none.',
    mappingOf(GRADES_KEYS, {
      score: described('A score group, or `total`.', nameOf(known?.scores)),
      bands: described(
        'The lowest score of each grade, such as { A: 40, B: 25 }.',
        namedEntries({ title: 'grade', pattern: '\\S' }, POINTS),
      ),
    }),
  );
}

export function dedupe(known: Known | undefined): JsonSchema {
  return described(
    'When a lead is a duplicate of an earlier one: all fields of one of the keys are equal. Without it nothing is.',
    mappingOf(keysOf(readNothing, ''), {
      keys: described(
        'Lists of fields, such as [[email], [company, last_name]].',
        listOf(listOf(fieldNameOf(known))),
      ),
    }),
  );
}

export function suppress(known: Known | undefined): JsonSchema {
  return described(
    'What do-not-contact lists (--suppress) are matched on. Without it: all email and phone fields and mail domains.',
    mappingOf(keysOf(readNothing, ''), {
      keys: described(
        'Fields of type email, their .domain, fields of type phone.',
        listOf(fieldNameOf(known, isSuppressible)),
      ),
    }),
  );
}

const readNothing = () => undefined;
