import type { Known } from '../../language/recognition/known-fields.ts';
import type { SeenLocale } from '../../language/recognition/locale.ts';
import { recogniseSample } from '../../language/recognition/recognise.ts';
import type { ListSample } from '../../lists/sample.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { DATE_ORDERS, type DateOrder } from '../../model/lead.ts';
import { ORDER_WORDS, orderOf } from '../../values/field-types/date.ts';
import { normaliseHeader } from '../../values/header.ts';
import { suggestName } from '../../values/nearest.ts';
import { mappingOf, type PlainMapping, written } from '../../yaml/plain-tree.ts';
import type { MappingTree } from '../../yaml/tree.ts';
import { formatYaml } from '../../yaml/yaml-format.ts';
import { hasFreeMail } from './draft-categories.ts';
import { draftCriteria, REFUSALS } from './draft-criteria.ts';
import { type DraftField, draftKnownFields } from './draft-fields.ts';
import { divideFields, mentionedIn } from './draft-live-fields.ts';
import { draftOtherFields, formatOtherFields, type OtherField } from './draft-other-fields.ts';
import { draftScores } from './draft-scores.ts';
import { draftGrades, draftKeys, draftSets, ifAny } from './draft-sections.ts';
import { BANT, BANT_PASS, draftStages } from './draft-stages.ts';
import { draftTests } from './draft-tests.ts';
import { formatCount, percentOf, slugOf } from './draft-words.ts';

export interface DraftOptions {
  /** The list's name. */
  readonly name: string;
  readonly known: Known;
  /** A column that says what became of the lead, which no rule may ask about. */
  readonly outcome?: string;
}

const WIDTH = 110;
const SECTIONS = ['sets', 'fields', 'criteria', 'frameworks', 'scores', 'stages', 'tests'];

/**
 * A first rulebook for lists like this one, as YAML: the fields that its columns carry, the criteria, scores and
 * stages that they allow, and beside each choice what was seen. No cell stands in it but values of an industry or a
 * country that several rows share. Errors: no such outcome column, no column with a name.
 */
export function draftRulebook(sample: ListSample, options: DraftOptions): Checked<string> {
  const { outcome, known } = options;
  const headers = sample.columns.map(({ header }) => header);
  if (outcome !== undefined && !headers.some(header => isSame(header, outcome))) {
    return { diagnostics: [noOutcome(outcome, headers)] };
  }
  const asked = sample.columns.filter(({ header }) => outcome === undefined || !isSame(header, outcome));
  const recognition = recogniseSample({ ...sample, columns: asked }, known);
  if (recognition.fields.size + recognition.others.length === 0) return { diagnostics: [NO_COLUMN] };
  const { locale } = recognition;
  const { notation } = locale;
  const found = draftKnownFields(recognition, known);
  // A field also reads a column of its own name, and that column may be the outcome.
  const fields = found.filter(({ name }) => outcome === undefined || !isSame(name, outcome));
  // Nor is the outcome read under the name of a field.
  const outcomeName = outcome === undefined ? [] : (slugOf(outcome, '_') ?? []);
  const names = [...found.map(({ name }) => name), ...[outcomeName].flat()];
  const others = draftOtherFields(recognition.others, { names, notation });
  const tree = assemble({ sample, options, locale, fields, others });
  return { value: formatYaml(tree, { width: WIDTH, sections: SECTIONS }), diagnostics: [] };
}

function isSame(header: string, other: string): boolean {
  return normaliseHeader(header) === normaliseHeader(other);
}

interface Parts {
  readonly sample: ListSample;
  readonly options: DraftOptions;
  readonly locale: SeenLocale;
  readonly fields: readonly DraftField[];
  readonly others: readonly OtherField[];
}

/** Puts the sections together, in the order of a rulebook. */
function assemble({ sample, options, locale, fields, others }: Parts): MappingTree {
  const byName = new Map(fields.map(field => [field.name, field]));
  const criteria = draftCriteria({ fields: byName, known: options.known, notation: locale.notation });
  const names = new Set(criteria.map(({ name }) => name));
  const groups = draftScores({
    fields: new Set(byName.keys()),
    criteria: names,
    hasFreeMail: hasFreeMail(byName.get('email')),
  });
  const refusals = REFUSALS.map(({ field }) => field).filter(name => byName.has(name));
  const { stages, usesBant, best } = draftStages(names, { groups, refusals });
  const rules: PlainMapping = {
    criteria: ifAny(Object.fromEntries(criteria.map(({ name, definition }) => [name, { tree: definition }]))),
    frameworks: usesBant ? { bant: { criteria: BANT, pass: BANT_PASS } } : undefined,
    scores: ifAny(Object.fromEntries(groups.map(({ name, definition }) => [name, definition]))),
    grades: draftGrades(groups),
    stages,
    ...draftKeys(new Set(byName.keys())),
  };
  const { live, idle } = divideFields({ fields, others, used: mentionedIn(mappingOf(rules)) });
  return mappingOf(
    {
      rulebook: rulebookName(options.name),
      version: 1,
      ...draftNotation(locale),
      sets: draftSets(criteria),
      fields: live,
      ...withComment(rules, formatOtherFields(idle)),
      tests: draftTests({ criteria, groups, refusals, best }),
    },
    introduction(sample, options),
  );
}

/** Lines above the first of the sections. */
function withComment(rules: PlainMapping, comment: readonly string[]): PlainMapping {
  const [first, ...rest] = Object.entries(rules).filter(([, value]) => value !== undefined);
  if (first === undefined || first[1] === undefined) return rules;
  return Object.fromEntries([[first[0], written(first[1], ...comment)], ...rest]);
}

function rulebookName(list: string): string {
  return slugOf(list, '-') ?? 'draft';
}

function introduction({ rows, sampled }: ListSample, { name, outcome }: DraftOptions): readonly string[] {
  const all = `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  const seen = sampled === rows ? all : `${formatCount(sampled)} of ${all}`;
  return [
    `A first rulebook, drafted by \`leadsieve init\` from the columns of ${name} (${seen}).`,
    'Thresholds and points are starting values, not findings: read every line before you rely on it.',
    ...(outcome === undefined ? [] : ['No rule asks about the outcome column.']),
  ];
}

/** The locale, and the order of dates where it is not the locale's own, each with what was seen. */
function draftNotation(draft: SeenLocale): PlainMapping {
  const { locale, dates } = draft.notation;
  const numbers = numberWords(draft);
  const order = dateWords(draft);
  return dates === undefined
    ? { locale: written(locale, numbers, order) }
    : { locale: written(locale, numbers), dates: written(dates, order) };
}

function numberWords({ notation: { locale }, numbers: { filled, read, isDecided } }: SeenLocale): string {
  if (filled === 0) return 'numbers: there are none to tell by; the language of the headers';
  const share = (way: keyof typeof read) => `${percentOf({ filled, read: read[way] })} %`;
  const seen = `numbers: of ${formatCount(filled)}, ${share('en')} read with a decimal point, ${share('fr')} with a comma`;
  return isDecided ? `${seen}: ${locale}` : `${seen}; the language of the headers decides`;
}

function dateWords({ notation, dates: { filled, read, isDecided } }: SeenLocale): string {
  const order = orderOf(notation);
  if (filled === 0) return `dates: there are none to tell by; ${ORDER_WORDS[order]} as the locale has it`;
  const share = (way: DateOrder) =>
    `${percentOf({ filled, read: read[way] })} % with the ${ORDER_WORDS[way]}`;
  const others = DATE_ORDERS.filter(way => way !== order && way !== 'ymd').map(share);
  const seen = `dates: of ${formatCount(filled)}, ${share(order)}, ${others.join(', ')}`;
  return isDecided ? seen : `${seen}; nothing else tells which`;
}

function noOutcome(outcome: string, headers: readonly string[]): Diagnostic {
  const message = `--outcome: there is no column "${outcome}"`;
  return { severity: 'error', code: 'unknown-column', message, fix: suggestName(outcome, headers) };
}

const NO_COLUMN: Diagnostic = {
  severity: 'error',
  code: 'no-column',
  message: 'no column of the list has a name that a field could be found by',
  fix: 'name the columns in the first line, or say --no-header',
};
