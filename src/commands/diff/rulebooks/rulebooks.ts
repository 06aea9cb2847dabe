import type { FieldReference } from '../../../model/condition.ts';
import type { Rulebook } from '../../../model/rulebook.ts';
import { formatDay } from '../../../values/day.ts';
import { formatHundredths } from '../../../values/decimal.ts';
import type { ChangedSection, RulebookChange } from '../model.ts';
import { keyOf } from './conditions.ts';
import {
  describeCriterion,
  describeField,
  describeFramework,
  describeGroup,
  describeRule,
  describeStage,
  numberPart,
  textPart,
} from './describe.ts';
import { compareEntries, compareOrder, type Entry, type Part } from './entries.ts';

type Compare = (before: Rulebook, after: Rulebook) => readonly RulebookChange[];

/** How each key of a rulebook is compared: a new key does not compile until it is here. */
const COMPARED: { readonly [Key in keyof Required<Rulebook>]: Compare } = {
  name: single('about', 'rulebook', ({ name }) => textPart(name)),
  version: single('about', 'version', ({ version }) => textPart(version)),
  description: single('about', 'description', ({ description }) => textPart(description)),
  owner: single('about', 'owner', ({ owner }) => textPart(owner)),
  reviewBy: single('about', 'review_by', ({ reviewBy }) =>
    textPart(reviewBy === undefined ? undefined : formatDay(reviewBy)),
  ),
  locale: single('settings', 'locale', ({ locale }) => textPart(locale)),
  dates: single('settings', 'dates', ({ dates }) => textPart(dates)),
  blankAlso: single('settings', 'blank_also', ({ blankAlso }) => ({ kind: 'list', items: blankAlso })),
  sets: entries('sets', ({ sets }) =>
    Object.entries(sets).map(([name, items]) => ({ name, parts: new Map([['values', listPart(items)]]) })),
  ),
  fields: entries('fields', ({ fields }) => fields.map(describeField)),
  criteria: ordered('criteria', rulebook =>
    rulebook.criteria.map(criterion => describeCriterion(criterion, rulebook)),
  ),
  frameworks: entries('frameworks', ({ frameworks }) => frameworks.map(describeFramework)),
  scores: entries('scores', rulebook =>
    rulebook.scores.flatMap(group => [
      describeGroup(group),
      ...group.rules.map(rule => describeRule(rule, { group: group.name, rulebook })),
    ]),
  ),
  grades: entries('grades', describeGrades),
  stages: ordered('stages', rulebook => rulebook.stages.map(stage => describeStage(stage, rulebook))),
  dedupe: single('dedupe', 'keys', ({ dedupe }) =>
    keysPart(dedupe?.keys.map(key => key.map(formatReference).join(' and '))),
  ),
  suppress: single('suppress', 'keys', ({ suppress }) => keysPart(suppress?.keys.map(formatReference))),
  tests: entries('tests', describeTests),
};

/** Sections of which a change alone changes no verdict: what a set means is part of the conditions that name it. */
const WITHOUT_MEANING: ReadonlySet<ChangedSection> = new Set(['about', 'sets', 'tests']);

/** What differs between two rulebooks as they stand, whatever their files look like. */
export function compareRulebooks(before: Rulebook, after: Rulebook): readonly RulebookChange[] {
  return Object.values(COMPARED).flatMap(compare => compare(before, after));
}

/** Whether a lead could come out otherwise by these changes. */
export function changesMeaning(changes: readonly RulebookChange[]): boolean {
  return changes.some(({ section }) => !WITHOUT_MEANING.has(section));
}

/** A section of one entry of one key, such as `locale`. */
function single(
  section: ChangedSection,
  name: string,
  partOf: (rulebook: Rulebook) => Part | undefined,
): Compare {
  return entries(section, rulebook => {
    const part = partOf(rulebook);
    return [{ name, parts: new Map(part === undefined ? [] : [[name, part]]) }];
  });
}

function entries(section: ChangedSection, describe: (rulebook: Rulebook) => readonly Entry[]): Compare {
  return (before, after) => compareEntries(section, describe(before), describe(after));
}

/** Entries whose order means something. */
function ordered(section: ChangedSection, describe: (rulebook: Rulebook) => readonly Entry[]): Compare {
  const compare = entries(section, describe);
  const namesOf = (rulebook: Rulebook) => describe(rulebook).map(({ name }) => name);
  return (before, after) => [
    ...compare(before, after),
    ...compareOrder(section, namesOf(before), namesOf(after)),
  ];
}

function describeGrades({ grades }: Rulebook): readonly Entry[] {
  if (grades === undefined) return [];
  const bands = grades.bands.map(
    ({ grade, floor }) => [`from for ${grade}`, numberPart(formatHundredths(floor))] as const,
  );
  return [
    {
      name: 'grades',
      parts: new Map<string, Part>([['score', { kind: 'text', text: grades.score }], ...bands]),
    },
  ];
}

/** A test by its name, numbered where several share it. */
function describeTests({ tests }: Rulebook): readonly Entry[] {
  const seen = new Map<string, number>();
  return tests.map(test => {
    const number = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, number);
    const name = number === 1 ? test.name : `${test.name} (${number})`;
    return { name, parts: new Map<string, Part>([['test', { kind: 'hidden', text: keyOf(test) }]]) };
  });
}

function listPart(items: readonly string[]): Part {
  return { kind: 'list', items };
}

function keysPart(keys: readonly string[] | undefined): Part | undefined {
  return keys === undefined ? undefined : listPart(keys);
}

function formatReference({ field, part }: FieldReference): string {
  return part === undefined ? field : `${field}.${part}`;
}
