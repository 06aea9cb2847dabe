import { DATE_ORDERS, LOCALES } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { fold } from '../values/fold.ts';
import { asIs, map, type Reader, type Report } from '../yaml/shape.ts';
import { isOwnKey, listOf, mapping, type Named, optional, required } from '../yaml/shape-collections.ts';
import { line, oneOf, text, wholeNumber } from '../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../yaml/tree.ts';
import { BUILT_IN_SETS } from './built-in-sets.ts';
import { type FieldDefinition, fieldsByName, readFields } from './field-types/fields.ts';
import { criteriaReader } from './sections/criteria.ts';
import { dedupeReader, suppressReader } from './sections/duplicates.ts';
import { frameworksReader } from './sections/frameworks.ts';
import { gradesReader } from './sections/grades.ts';
import type { PlacedName } from './sections/names.ts';
import { checkOutputColumns } from './sections/output-columns.ts';
import type { Scope } from './sections/scope.ts';
import { scoresReader } from './sections/scores.ts';
import { readSets } from './sections/sets.ts';
import { day } from './sections/settings.ts';
import { stagesReader } from './sections/stages.ts';
import { type TestOptions, testsReader } from './tests/rulebook-tests.ts';

export const HIGHEST_VERSION = 999_999_999;

/** Every key of a rulebook. Sections are read later, when all names are known. */
export const ROOT_KEYS = {
  rulebook: required(line('the name of the rulebook')),
  version: required(wholeNumber(0, HIGHEST_VERSION)),
  description: optional(text()),
  owner: optional(line()),
  review_by: optional(day),
  locale: optional(oneOf(LOCALES, 'a locale')),
  dates: optional(oneOf(DATE_ORDERS, 'an order of dates')),
  blank_also: optional(map(listOf(text(), { expected: 'a list of spellings' }), all => all.map(fold))),
  sets: optional(asIs),
  fields: required(asIs),
  criteria: optional(asIs),
  frameworks: optional(asIs),
  scores: optional(asIs),
  grades: optional(asIs),
  stages: required(asIs),
  dedupe: optional(asIs),
  suppress: optional(asIs),
  tests: optional(asIs),
} as const;

export type RootKey = keyof typeof ROOT_KEYS;

const readRoot = mapping('a rulebook', ROOT_KEYS);

/**
 * The tree of a rulebook after `extends` → rulebook. Every section is read, whatever the faults of the others, so
 * that all faults are reported at once; undefined, or of no use, if the report has errors then.
 */
export function validateRulebook(
  tree: Tree,
  report: Report,
  options: TestOptions = {},
): Rulebook | undefined {
  const root = readRoot(tree, report);
  if (tree.kind !== 'mapping') return undefined;
  const sections = findSections(tree, report);
  const section = <T>(key: RootKey, reader: Reader<T>): T | undefined => {
    const node = sections.get(key);
    return node && reader(node, report);
  };
  const sets = section('sets', readSets) ?? [];
  const scope = scopeOf(sections, { sets, definitions: section('fields', readFields) ?? [] });
  const criteria = section('criteria', criteriaReader(scope)) ?? [];
  const frameworks = section('frameworks', frameworksReader(scope)) ?? [];
  const scores = section('scores', scoresReader(scope)) ?? [];
  checkOutputColumns(
    { scores: namesIn(sections.get('scores')), frameworks: namesIn(sections.get('frameworks')) },
    report,
  );
  const grades = section('grades', gradesReader(scope));
  const stages = section('stages', stagesReader(scope)) ?? [];
  const dedupe = section('dedupe', dedupeReader(scope));
  const suppress = section('suppress', suppressReader(scope));
  const names = { stages: stageNames(sections.get('stages')), grades: gradeNames(sections.get('grades')) };
  const tests = section('tests', testsReader({ scope, frameworks, ...names }, options)) ?? [];
  if (root === undefined) return undefined;
  const { rulebook: name, version, description, owner, review_by: reviewBy, locale = 'en', dates } = root;
  return {
    name,
    version,
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    ...(reviewBy !== undefined && { reviewBy }),
    locale,
    ...(dates && { dates }),
    blankAlso: root.blank_also ?? [],
    sets: Object.fromEntries(sets.map(({ name: set, value }) => [set, value])),
    fields: [...scope.fields.values()].filter(field => field !== undefined),
    criteria,
    frameworks,
    scores,
    ...(grades && { grades }),
    stages,
    ...(dedupe && { dedupe }),
    ...(suppress && { suppress }),
    tests,
  };
}

interface Definitions {
  readonly sets: readonly Named<readonly string[]>[];
  readonly definitions: readonly FieldDefinition[];
}

function scopeOf(sections: ReadonlyMap<RootKey, Tree>, { sets, definitions }: Definitions): Scope {
  const names = (key: RootKey) => namesIn(sections.get(key)).map(({ name }) => name);
  const own = sets.map(({ name, value }) => [name, value] as const);
  return {
    fields: fieldsByName(definitions),
    sets: new Map([...own, ...Object.entries(BUILT_IN_SETS)]),
    criteria: names('criteria'),
    frameworks: names('frameworks'),
    scores: names('scores'),
  };
}

/** The sections by key; a misspelt key counts as the one it was meant to be, so that its names are known. */
function findSections(tree: Tree, report: Report): ReadonlyMap<RootKey, Tree> {
  const keys = Object.keys(ROOT_KEYS) as RootKey[];
  const sections = new Map<RootKey, Tree>();
  for (const { key, node } of tree.kind === 'mapping' ? tree.entries : []) {
    const meant = keys.find(name => name === key) ?? report.nearest(key, keys);
    const name = keys.find(each => each === meant);
    if (name !== undefined && !isOwnKey(key) && (name === key || !sections.has(name)))
      sections.set(name, node);
  }
  return sections;
}

/** The names that a section defines, those with faults of their own too. */
function namesIn(section: Tree | undefined): readonly PlacedName[] {
  const entries = section?.kind === 'mapping' ? section.entries : [];
  return entries.flatMap(({ key: name, keyPlace: place }) => (isOwnKey(name) ? [] : [{ name, place }]));
}

function stageNames(section: Tree | undefined): readonly string[] {
  const items = section?.kind === 'list' ? section.items : [];
  return items
    .map(item => entryOf(item, 'stage')?.node)
    .filter(name => name?.kind === 'scalar')
    .map(name => name.text.trim());
}

function gradeNames(section: Tree | undefined): readonly string[] {
  return namesIn(entryOf(section, 'bands')?.node).map(({ name }) => name.trim());
}
