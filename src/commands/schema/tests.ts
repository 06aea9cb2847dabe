import { ANSWERS, ANSWERS_NEEDED, type EXPECT_KEYS, MET_OF } from '../../language/tests/expectations.ts';
import { testKeys } from '../../language/tests/rulebook-tests.ts';
import {
  closed,
  described,
  type JsonSchema,
  listOf,
  mappingOf,
  namedEntries,
  OWN_KEYS,
  type Schema,
} from './json-schema.ts';
import { type Known, nameOf, namesAsKeys } from './known.ts';
import { NOTHING } from './nothing.ts';
import { POINTS } from './points.ts';
import { CELL, DAY, oneOfNames, TEXT } from './scalars.ts';

/** The section `tests`, and all of a `*.test.yaml`. */
export function tests(known: Known | undefined): JsonSchema {
  const test = mappingOf(testKeys(NOTHING), {
    name: described('What the test shows, on one line.', TEXT),
    as_of: described('The day of the test. Pin it, or the test will mean something else next year.', DAY),
    lead: described(
      'Cells by field, as a list would hold them; a field that is left out is blank.',
      lead(known),
    ),
    expect: described('What must come out; only what is named is compared.', expectation(known)),
  });
  return described(
    "Leads, and what must come out: leadsieve test runs them. A base's are not inherited.",
    listOf(test),
  );
}

function lead(known: Known | undefined): JsonSchema {
  if (known !== undefined) {
    return closed({ properties: Object.fromEntries(known.fields.map(({ name }) => [name, CELL])) });
  }
  return { ...namedEntries(namesAsKeys(undefined, 'field'), CELL), minProperties: 0 };
}

function expectation(known: Known | undefined): JsonSchema {
  const own: Readonly<Record<(typeof EXPECT_KEYS)[number], JsonSchema>> = {
    stage: described('The stage.', nameInTests(known?.stages)),
    could_be: described('The stage still within reach; "" for none.', orNone(nameInTests(known?.stages))),
    answers_needed: described(
      'How many answers away that is; "" for none.',
      orNone(oneOfNames(ANSWERS_NEEDED)),
    ),
    next_question: described('The question to ask next; "" for none.', CELL),
    score: described(
      'Points by score group, or `total`.',
      namedEntries(namesAsKeys(known?.scores, 'score'), POINTS),
    ),
    grade: described('The grade; "" for none.', orNone(nameInTests(known?.grades))),
    reasons: described('qual_reasons, whole.', CELL),
    unknown: described('All unknown criteria, in any order; [] for none.', {
      type: 'array',
      items: nameOf(known?.criteria),
    }),
    route: described('The route; "" for none.', CELL),
    follow_up_by: described('The day of the follow-up; "" for none.', orNone(DAY)),
    criteria: described(
      'Answers by criterion: met, unmet or unknown.',
      namedEntries(namesAsKeys(known?.criteria, 'criterion'), oneOfNames(ANSWERS)),
    ),
    issues: described('All entries of qual_issues, in any order, such as employees:invalid; [] for none.', {
      type: 'array',
      items: TEXT,
    }),
  };
  const framework = described('How many criteria of the framework are met: 3, or 3 of 4.', {
    type: ['integer', 'string'],
    minimum: 0,
    maximum: 999_999,
    pattern: MET_OF.source,
  });
  if (known !== undefined) {
    const frameworks = known.frameworks.map(name => [name, framework]);
    return closed({ properties: { ...own, ...Object.fromEntries(frameworks) } });
  }
  const names = namedEntries(namesAsKeys(undefined, 'framework'), framework);
  return { ...names, minProperties: 0, properties: own, patternProperties: OWN_KEYS };
}

/** A name that is compared as it stands, whatever letters it has. */
function nameInTests(known: readonly string[] | undefined): JsonSchema {
  return known === undefined ? TEXT : oneOfNames(known);
}

function orNone(schema: Schema): JsonSchema {
  return { anyOf: [schema, { enum: ['', null] }] };
}
