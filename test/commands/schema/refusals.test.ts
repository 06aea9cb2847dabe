import { describe, expect, test } from 'vitest';
import { rulebookSchema } from '../../../src/commands/schema/rulebook-schema.ts';
import { asData, load, loaded, projectFile, readmeRulebooks, validator } from './validating.ts';

const workshop = readmeRulebooks().find(({ text }) => text.startsWith('rulebook: workshop'));
if (workshop === undefined) throw new Error('the long example is gone');
const language = validator();
const own = validator(rulebookSchema(loaded(workshop)));

/** The long example with one thing changed. */
function changed(from: string, to: string) {
  if (workshop?.text.includes(from) !== true) throw new Error(`the long example has no ${from}`);
  const text = workshop.text.replace(from, () => to);
  return { taken: load({ ...workshop, text }).value !== undefined, data: asData(text) };
}

const SHAPE: readonly (readonly [what: string, from: string, to: string])[] = [
  ['an unknown key', 'owner: revops', 'ownr: revops'],
  ['a key in another case', 'owner: revops', 'Owner: revops'],
  ['no version', 'version: 2\n', ''],
  ['no name', 'rulebook: workshop', 'x-rulebook: workshop'],
  ['a version that is no number', 'version: 2', 'version: two'],
  ['a version with a fraction', 'version: 2', 'version: 2.5'],
  ['a version below zero', 'version: 2', 'version: -2'],
  ['a list where one text belongs', 'owner: revops', 'owner: [revops]'],
  ['a blank text', 'owner: revops', 'owner: " "'],
  ['one text where a list belongs', 'blank_also: [non communiqué]', 'blank_also: non communiqué'],
  ['an empty list', 'blank_also: [non communiqué]', 'blank_also: []'],
  ['a locale that is none', 'locale: fr', 'locale: de'],
  ['a day that is none', 'review_by: 2036-03-31', 'review_by: 2036-13-31'],
  ['a set that holds a set', '[rival-one.example, ', '[$free_mail, '],
  ['a set named like a built-in one', '  rivals: [', '  free_mail: ['],
  ['a field without a type', 'last_name:     { type: text, ', 'last_name:     {'],
  ['a type that is none', 'type: phone', 'type: fone'],
  ['a key of another type of field', 'region: FR', 'min: 0'],
  ['an unknown key of a field', 'region: FR', 'regin: FR'],
  ['a region in small letters', 'region: FR', 'region: fr'],
  ['a bound that is no number', 'min: 0', 'min: none'],
  ['required as a text', 'required: true', 'required: "true"'],
  ['a part of a field that is none', 'email.domain: $free_mail', 'email.host: $free_mail'],
  ['a field named like a condition key', 'clicks:        {', 'score:        {'],
  ['a field with a letter that names do not have', 'clicks:        {', 'clics_reçus:        {'],
  ['aliases as a list', 'aliases: { industry: [industrie] }', 'aliases: [industrie]'],
  ['a criterion without a condition', 'when: { need_stated: true }, ask', 'ask'],
  ['an unknown key of a criterion', 'ask: "Who signs?"', 'aks: "Who signs?"'],
  ['an operator that is none', '{ gte: 10000 }', '{ gtee: 10000 }'],
  ['an empty condition', 'when: { opted_in: false }', 'when: {}'],
  ['a condition that is a list', 'when: { opted_in: false }', 'when: [{ opted_in: false }]'],
  ['a field without a test', '{ opted_in: false }', '{ opted_in: {} }'],
  ['a list without a value', '{ opted_in: false }', '{ opted_in: [] }'],
  ['days that are no number', 'within_next_days: 90', 'within_next_days: soon'],
  ['a between of one', '{ gte: 10000 }', '{ between: [10000] }'],
  ['a state that is none', '{ gte: 10000 }', '{ is: empty }'],
  ['several criteria after criterion', 'criterion: authority', 'criterion: [authority, need]'],
  ['a score outside stages', '{ opted_in: false }', '{ score: { total: { gte: 1 } } }'],
  ['a framework outside stages', '{ opted_in: false }', '{ framework: bant }'],
  ['a framework without pass', 'pass: 3, ', ''],
  ['a framework that needs none', 'pass: 3', 'pass: 0'],
  ['one criterion twice', 'require: [need]', 'require: [need, need]'],
  ['a score group named total', '  fit:\n    max', '  total:\n    max'],
  ['a rule without an id', '{ id: clicks, per', '{ per'],
  ['a rule without points', 'criterion: authority },      points: 20 }', 'criterion: authority } }'],
  ['a rule with the key of another kind', 'points: -10 }', 'points: -10, max: 3 }'],
  ['points that are no number', 'points: -10', 'points: ten'],
  ['no points for a unit', 'points: 3, max', 'points: 0, max'],
  ['a percentage above 100', '30: 50', '30: 150'],
  ['days of decay that are no number', '{ 30: 50,', '{ month: 50,'],
  ['a decay without a date', 'since: last_activity, ', ''],
  ['grades without a score', 'score: fit, bands', 'bands'],
  ['an operator that scores do not have', '{ total: { gte: 30 } }', '{ total: { in: 30 } }'],
  ['a stage of its own that counts nowhere', 'stage: MQL', 'stage: warm'],
  ['a place that is none', 'stage: MQL', 'stage: warm, counts_as: mql'],
  ['a stage named duplicate', 'stage: MQL', 'stage: duplicate, counts_as: MQL'],
  ['an unknown key of a stage', 'route: nurture', 'rout: nurture'],
  ['a follow-up without days', '{ days: 2, weekdays: true }', '{ weekdays: true }'],
  ['a follow-up of days alone', '{ days: 2, weekdays: true }', '2'],
  ['dedupe without lists', '[[email], [company', '[email, [company'],
  ['suppress as a list', '{ keys: [email, email.domain, phone] }', '[email]'],
  ['a test without a lead', 'lead: { opted_in: oui, job_title', 'led: { opted_in: oui, job_title'],
  ['a cell that is a list', 'opted_in: oui, job_title', 'opted_in: [oui], job_title'],
  ['a day of a test that is none', 'as_of: 2026-11-01', 'as_of: yesterday'],
  ['an answer that is none', 'answers_needed: 1', 'answers_needed: 2'],
  ['points of a test that are none', 'score: { total: 75,', 'score: { total: high,'],
  ['unknown as a text', 'unknown: [timing]', 'unknown: timing'],
];

const NAMES: readonly (readonly [what: string, from: string, to: string])[] = [
  ['a field that is not there', '{ budget_amount: { gte', '{ budget_amont: { gte'],
  ['a domain that is none', 'email.domain: $free_mail', 'job_title.domain: $free_mail'],
  ['a set that is not there', 'email.domain: $rivals', 'email.domain: $rivalz'],
  ['a set that is not there, in a list', 'email.domain: $rivals', 'email.domain: [a.example, $rivalz]'],
  ['a criterion that is not there', 'criterion: authority', 'criterion: autority'],
  ['a criterion of a framework that is not there', '[budget, authority, need', '[budget, autority, need'],
  ['a required criterion that is not there', 'require: [need]', 'require: [needs]'],
  ['a framework that is not there', 'framework: bant', 'framework: bent'],
  ['a score that is not there', '{ total: { gte: 30 } }', '{ totals: { gte: 30 } }'],
  ['grades of a score that is not there', 'score: fit, bands', 'score: fti, bands'],
  ['an operator of another type', '{ gte: 10000 }', '{ has_word: 10000 }'],
  ['a number that is none', '{ gte: 10000 }', '{ gte: 10k }'],
  ['a day as the locale writes it', '{ within_next_days: 90 }', '{ lt: 01/11/2026 }'],
  ['a truth that is none', '{ opted_in: false }', '{ opted_in: maybe }'],
  ['a value outside the domain', 'industry: industry }', 'industry: industri }'],
  ['a value outside the domain, in a list', 'industry: industry }', 'industry: [retail, industri] }'],
  ['a number where the domain has texts', 'industry: industry }', 'industry: { not_in: [7] } }'],
  ['points per unit of a text', 'per: clicks', 'per: company'],
  ['a decay since a number', 'since: last_activity', 'since: clicks'],
  ['a follow-up from a text', 'weekdays: true }', 'weekdays: true, from: company }'],
  ['a key of a field that is not there', '[company, last_name', '[compny, last_name'],
  ['suppression by a name', 'email.domain, phone]', 'email.domain, company]'],
  ['suppression by the domain of a phone', 'email.domain, phone]', 'email.domain, phone.domain]'],
  [
    'a cell of a field that is not there',
    'lead: { opted_in: oui, job_title',
    'lead: { optd_in: oui, job_title',
  ],
  ['a stage that is not there', 'could_be: SQL', 'could_be: prospect'],
  ['a grade that is not there', 'grade: A', 'grade: E'],
  ['a framework of a test that is not there', 'bant: 3, score', 'band: 3, score'],
  ['an unknown that is no criterion', 'unknown: [timing]', 'unknown: [timings]'],
];

const ALLOWED: readonly (readonly [what: string, from: string, to: string])[] = [
  ['keys of the author’s own', 'region: FR', 'region: FR, x-note: [1, { a: 2 }]'],
  ['a number in quotes', 'version: 2', 'version: "2"'],
  ['texts that YAML takes for something else', 'owner: revops', 'owner: 12'],
  ['a truth value as the name of an owner', 'owner: revops', 'owner: true'],
  ['a spelling of nothing that YAML takes for nothing', '[non communiqué]', '[null, ~, 0, no]'],
  ['a value in another case', 'industry: industry }', 'industry: " INDUSTRY " }'],
  ['a value with accents', 'industry: industry }', 'industry: [Índustry, rétail] }'],
  ['an alias of a value', 'industry: industry }', 'industry: { in: Industrie } }'],
  ['a set among values', '$rivals', '[$rivals, $free_mail, "$5"]'],
  ['a no in another language', '{ opted_in: false }', '{ opted_in: NON }'],
  ['a number with a sign, and one in quotes', '{ gte: 10000 }', '{ gt: +5.50, lt: "7" }'],
  ['a stage of its own', 'stage: MQL', 'stage: MQL, x-why: because'],
  ['nothing as the stage that a lead could be', 'grade: A', 'could_be: , grade: A'],
  ['3 of 4', 'bant: 3, score', 'bant: 3 of 4, score'],
];

describe('the schemas refuse what the loader refuses for its shape', () => {
  test.each(SHAPE)('%s', (_what, from, to) => {
    const { taken, data } = changed(from, to);
    expect({ taken, language: language(data), own: own(data) }).toEqual({
      taken: false,
      language: false,
      own: false,
    });
  });
});

describe('the schema of one rulebook refuses names and literals that the loader refuses', () => {
  test.each(NAMES)('%s', (_what, from, to) => {
    const { taken, data } = changed(from, to);
    expect({ taken, language: language(data), own: own(data) }).toEqual({
      taken: false,
      language: true,
      own: false,
    });
  });
});

describe('the schemas take what the loader takes', () => {
  test.each(ALLOWED)('%s', (_what, from, to) => {
    const { taken, data } = changed(from, to);
    expect({ taken, language: language(data), own: own(data) }).toEqual({
      taken: true,
      language: true,
      own: true,
    });
  });
});

describe('a rulebook that extends another', () => {
  const BARE = 'rulebook: r\nversion: 1\nextends: bant\n';

  test.each([
    ['nothing of its own', BARE],
    [
      'a field without a type',
      `${BARE}fields: { budget_amount: { columns: [montant], min: 1 }, email: {} }\n`,
    ],
    ['no new columns', `${BARE}fields: { budget_amount: { columns: [] } }\n`],
    ['empty sections', `${BARE}fields: {}\ncriteria: {}\nframeworks: {}\n`],
  ])('may have %s', (_what, text) => {
    expect(load({ file: 'rules/r.yaml', text }).diagnostics).toEqual([]);
    expect([language(asData(text)), language.errors]).toEqual([true, null]);
  });

  test.each([
    ['without a version', BARE.replace('version: 1\n', '')],
    ['of a list', BARE.replace('bant', '[bant]')],
    ['of nothing', BARE.replace('bant', '""')],
    ['with a criterion without a condition', `${BARE}criteria: { need: { ask: why } }\n`],
    ['with an empty set', `${BARE}sets: { rivals: [] }\n`],
  ])('is refused %s', (_what, text) => {
    expect(load({ file: 'rules/r.yaml', text }).value).toBeUndefined();
    expect(language(asData(text))).toBe(false);
  });
});

describe('the faulty rulebooks of the golden files', () => {
  test.each([
    'a-list',
    'badly-formed-names',
    'empty',
    'missing-keys',
    'only-in-stages',
    'out-of-range',
    'reserved-names',
    'stages',
    'ten-faults-at-once',
    'tests',
    'unknown-keys',
    'wrong-types',
  ])('%s', name => {
    const source = projectFile(`test/language/golden/${name}.yaml`);
    expect(load(source).value).toBeUndefined();
    expect(language(asData(source.text))).toBe(false);
  });
});
