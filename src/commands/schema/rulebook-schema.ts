import { BUILT_IN_NAMES } from '../../language/built-in.ts';
import { EXTENDS, MERGED_SECTIONS, NEVER_INHERITED } from '../../language/merge.ts';
import type { ParsedRulebook } from '../../language/parse.ts';
import { HIGHEST_VERSION, ROOT_KEYS, type RootKey } from '../../language/validate.ts';
import { DATE_ORDERS, LOCALES } from '../../model/lead.ts';
import { conditionDefinitions } from './conditions.ts';
import { FIELD_DEFINITIONS, FIELDS, WHOLE_FIELDS } from './fields.ts';
import { choose, closed, described, has, type JsonSchema, listOf, type Schema } from './json-schema.ts';
import { type Known, knownNames } from './known.ts';
import { DAY, oneOfNames, TEXT, whole } from './scalars.ts';
import { scoreDefinitions, scores } from './scores.ts';
import { CRITERIA, dedupe, frameworks, grades, SETS, suppress } from './sections.ts';
import { stages } from './stages.ts';
import { tests } from './tests.ts';

/**
 * The JSON Schema (draft-07) of rulebooks; of one, its names filled in: what refers to a field, set, criterion, framework,
 * score or stage may be one of those that it defines, and what is asked of a field is what its type can answer. It refuses
 * nothing that the reader takes. What it cannot say (the last stage, circles, double names) is left to the reader.
 */
export function rulebookSchema(loaded?: Pick<ParsedRulebook, 'rulebook' | 'document'>): JsonSchema {
  const known = loaded && knownNames(loaded);
  const keys = rootSchemas(known);
  const title =
    loaded === undefined ? 'A leadsieve rulebook' : `The leadsieve rulebook ${loaded.rulebook.name}`;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by leadsieve schema, from the tables that the loader reads by: change those.',
    title,
    type: 'object',
    properties: keys,
    ...(choose([[TESTS_ALONE, TEST_FILE]], rulebookItself(keys)) as JsonSchema),
    definitions: { ...FIELD_DEFINITIONS, ...conditionDefinitions(known), ...scoreDefinitions(known) },
  };
}

/** What tells a `*.test.yaml`, which holds nothing but tests, from a rulebook. */
const TESTS_ALONE: JsonSchema = {
  required: ['tests'],
  not: { anyOf: ['version', EXTENDS, 'fields', 'stages'].map(has) },
};

const TEST_FILE: JsonSchema = closed({
  properties: {
    rulebook: described(
      'The rulebook that is tested, ./NAME.yaml or a built-in; without it, the one that the file is named after.',
      TEXT,
    ),
    description: described('For the reader.', TEXT),
    as_of: described('The day of the tests that name none.', DAY),
    tests: true,
  },
});

/** No other keys, and all that must be there: of a rulebook that extends another, the base may have it. */
function rulebookItself(keys: Readonly<Record<string, Schema>>): JsonSchema {
  const required = requiredKeys();
  const alone = { required, properties: { ...nonEmpty(), fields: { minProperties: 1, ...WHOLE_FIELDS } } };
  const extending = { required: required.filter(key => NEVER_INHERITED.includes(key)) };
  return {
    ...closed({ properties: Object.fromEntries(Object.keys(keys).map(key => [key, true])) }),
    ...(choose([[has(EXTENDS), extending]], alone) as JsonSchema),
  };
}

function requiredKeys(): readonly string[] {
  return Object.entries(ROOT_KEYS).flatMap(([key, { must }]) => (must ? [key] : []));
}

/** Sections that may be empty only where they are merged with those of a base. */
function nonEmpty(): Readonly<Record<string, Schema>> {
  return Object.fromEntries(MERGED_SECTIONS.map(key => [key, { minProperties: 1 }]));
}

function rootSchemas(known: Known | undefined): Readonly<Record<RootKey | typeof EXTENDS, Schema>> {
  const schemas: Readonly<Record<RootKey | typeof EXTENDS, JsonSchema>> = {
    rulebook: described('Its name: part of qual_by on every row.', TEXT),
    version: described('A whole number. Raise it with every change: a row says which rules judged it.', {
      ...whole(0, HIGHEST_VERSION),
    }),
    description: described('What it is for.', TEXT),
    owner: described('Who answers for it.', TEXT),
    review_by: described('The rules want a second look after this day: leadsieve check then warns.', DAY),
    locale: described(
      'How the lists write numbers and dates, unless --locale says otherwise: en (month first), en-GB, fr and pl (day first).',
      {
        ...oneOfNames(LOCALES),
        default: 'en',
      },
    ),
    dates: described(
      "The order of day, month and year in the lists' dates, where it is not the locale's: dmy, mdy or ymd.",
      oneOfNames(DATE_ORDERS),
    ),
    extends: described(
      'Another rulebook to start from: a built-in, or a path seen from this file. One level deep.',
      {
        ...TEXT,
        examples: BUILT_IN_NAMES,
      },
    ),
    blank_also: described('More spellings of "nothing here", for every field.', listOf(TEXT)),
    sets: SETS,
    fields: FIELDS,
    criteria: CRITERIA,
    frameworks: frameworks(known),
    scores: scores(known),
    grades: grades(known),
    stages: stages(known),
    dedupe: dedupe(known),
    suppress: suppress(known),
    tests: tests(known),
  };
  const merged = MERGED_SECTIONS.map(key => {
    const { minProperties: _, ...rest } = schemas[key as RootKey];
    return [key, rest] as const;
  });
  return { ...schemas, ...Object.fromEntries(merged) };
}
