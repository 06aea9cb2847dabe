import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { draftRulebook } from '../../../src/commands/init/draft-rulebook.ts';
import { runRulebookTests } from '../../../src/engine/tests/run-tests.ts';
import { parseRulebook } from '../../../src/language/parse.ts';
import { type Known, loadKnown } from '../../../src/language/recognition/known-fields.ts';
import { openList } from '../../../src/lists/list.ts';
import { type ListSample, sampleList } from '../../../src/lists/sample.ts';
import type { PhoneField, Rulebook } from '../../../src/model/rulebook.ts';
import { phoneRegion } from '../../../src/values/field-types/phone.ts';
import { normaliseHeader } from '../../../src/values/header.ts';
import { COLUMNS_OF_EXPORTS } from '../../language/export-headers.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

let known: Known;
beforeAll(async () => {
  known = await loadKnown();
});

/** A list whose rows have these cells, so many times each. */
function sampleOf(columns: Readonly<Record<string, readonly string[]>>): ListSample {
  const rows = Math.max(0, ...Object.values(columns).map(({ length }) => length));
  const sampled = Object.entries(columns).map(([header, texts]) => ({
    header,
    cells: texts.map(text => ({ text, plain: false })),
  }));
  return { rows, sampled: rows, columns: sampled };
}

function textOf(sample: ListSample, outcome?: string): string {
  const { value, diagnostics } = draftRulebook(sample, {
    name: 'list',
    known,
    ...(outcome === undefined ? {} : { outcome }),
  });
  expect(diagnostics).toEqual([]);
  return value ?? '';
}

/** Loads what was drafted, and runs the tests in it. */
function load(text: string): Rulebook {
  const { value, diagnostics } = parseRulebook(text, 'list.yaml');
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('not loaded');
  const failed = runRulebookTests(value.rulebook, { asOf: 20_000 }).filter(({ passed }) => !passed);
  expect(failed.map(({ test: { name }, differences }) => [name, differences])).toEqual([]);
  return value.rulebook;
}

const isSame = (one: string, other: string) => normaliseHeader(one) === normaliseHeader(other);

/** The text with the fields that wait in comments taken in. */
const withIdleFields = (text: string) => text.replace(/^# {3}(?=[a-z])/gm, '  ');

const draft = (sample: ListSample, outcome?: string) => load(textOf(sample, outcome));
const fieldOf = (rulebook: Rulebook, name: string) => rulebook.fields.find(field => field.name === name);
const repeat = (texts: readonly string[], times: number) => Array.from({ length: times }, () => texts).flat();

describe('the draft of a list', () => {
  test.each(['broker-fr.csv', 'crm-en.csv', 'crm-pl.json'])('%s', async name => {
    const { value: list } = await openList(join(FIXTURES, name));
    if (list === undefined) throw new Error('not open');
    const { value = '' } = draftRulebook(await sampleList(list), { name: list.name, known });
    await list.close();
    load(value);
    load(withIdleFields(value));
    await expect(value).toMatchFileSnapshot(`drafts/${name}.yaml`);
  });

  test.each(Object.entries(COLUMNS_OF_EXPORTS))('knows the headers of %s', (_, headers) => {
    const text = textOf(sampleOf(Object.fromEntries(Object.keys(headers).map(header => [header, ['']]))));
    const { fields } = load(withIdleFields(text));
    for (const [header, field] of Object.entries(headers)) {
      if (field === null) continue;
      expect([
        header,
        fields.find(({ columns }) => columns.some(name => isSame(name, header)))?.name,
      ]).toEqual([header, field]);
    }
  });

  test('loads, passes its own tests and names no cell, whatever the list', () => {
    const headers = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...Object.values(COLUMNS_OF_EXPORTS).flatMap(Object.keys)) },
      fc.constantFrom(
        'e-mail',
        'Montant HT',
        'besoin',
        'zgoda',
        'all',
        'criterion',
        'no',
        'null',
        '1',
        '#',
        'a.b',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    const cells = fc.oneof(
      fc.constantFrom(
        '',
        'yes',
        'non',
        '1',
        '0',
        '12,50',
        '1 234,56 €',
        '1,234.5',
        '31/12/2026',
        '2026-12-31',
        'n/a',
      ),
      fc.constantFrom('ann@acme.example', '06 39 98 37 64', 'www.acme.example', 'CEO', '51-200'),
      fc.string({ maxLength: 6 }).map(text => `hushhush ${text}`),
    );
    const tables = fc.dictionary(headers, fc.array(cells, { maxLength: 6 }), {
      minKeys: 1,
      maxKeys: 12,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(tables, columns => {
        const { value, diagnostics } = draftRulebook(sampleOf(columns), { name: 'list', known });
        // A table may have no column with a name.
        if (value === undefined) {
          expect(diagnostics.map(({ code }) => code)).toEqual(['no-column']);
          return;
        }
        load(value);
        load(withIdleFields(value));
        const inside = Object.keys(columns).some(header => header.includes('hushhush'));
        if (!inside) expect(value).not.toContain('hushhush');
      }),
      { numRuns: 100 },
    );
  });
});

describe('types and locale', () => {
  test.each([
    ['fr', ['1 234,56 €', '12,5', '1.500'], ['31/12/2026', '13/01/2026', '01/02/2026']],
    ['en', ['1,234.56', '12.5', '1,500'], ['12/31/2026', '01/13/2026', '02/01/2026']],
  ])('are those that most cells read under: %s', (locale, numbers, dates) => {
    const rulebook = draft(sampleOf({ Budget: numbers, 'create date': dates, email: ['a@b.example'] }));
    expect(rulebook.locale).toBe(locale);
    expect(fieldOf(rulebook, 'budget_amount')?.type).toBe('number');
    expect(fieldOf(rulebook, 'created')).toMatchObject({ type: 'date', columns: ['create date'] });
  });

  test('are told by the language of the headers where the cells read alike', () => {
    expect(draft(sampleOf({ Imię: ['Jan'], Budżet: ['1 234,50'] })).locale).toBe('pl');
    expect(draft(sampleOf({ Prénom: ['Jean'], Budget: ['1 234,50'] })).locale).toBe('fr');
    expect(draft(sampleOf({ 'First Name': ['John'], Budget: ['1234'] })).locale).toBe('en');
  });

  test('numbers and the order of dates are found apart', () => {
    const english = ['1,234.50', '99.5'];
    const french = ['1 234,50', '99,5'];
    const dated = (numbers: readonly string[], dates: readonly string[]) => {
      const { locale, dates: order } = draft(sampleOf({ Budget: numbers, 'create date': dates }));
      return [locale, order];
    };
    expect(dated(english, ['31/12/2026'])).toEqual(['en-GB', undefined]);
    expect(dated(english, ['12/31/2026'])).toEqual(['en', undefined]);
    expect(dated(french, ['31/12/2026'])).toEqual(['fr', undefined]);
    expect(dated(french, ['12/31/2026'])).toEqual(['fr', 'mdy']);
    expect(dated(english, ['26/12/31', '45/12/31'])).toEqual(['en', 'ymd']);
  });

  test('marks that all have three digits after them stand between thousands', () => {
    const localeOf = (...numbers: string[]) => draft(sampleOf({ Budget: numbers })).locale;
    expect(localeOf('12.500', '8.000', '900')).toBe('fr');
    expect(localeOf('12,500', '8,000', '900')).toBe('en');
    expect(localeOf('12.500', '8.5')).toBe('en');
  });

  test('a header that gives the unit scales the threshold, and is said', () => {
    const amounts = Array.from({ length: 24 }, (_, index) => String(20 + index));
    const sample = sampleOf({ 'Montant HT': amounts, email: ['a@b.example'] });
    const scaled = sampleOf({ 'Budget (k€)': amounts, email: ['a@b.example'] });
    expect(textOf(sample)).toContain('{ budget_amount: { gte: 20 } }');
    expect(textOf(scaled)).toContain('{ budget_amount: { gte: 20000 } }');
    expect(textOf(scaled)).toContain('"Budget (k€)" is in thousands: 5 is read as 5,000');
  });

  test('a list that writes its dates otherwise than its numbers gets the order', () => {
    const rulebook = draft(
      sampleOf({
        Budget: ['1,234.50', '99.5'],
        'Created On': ['31/12/2026', '30/11/2026', '01/02/2026'],
      }),
    );
    expect(rulebook.locale).toBe('en-GB');
    expect(fieldOf(rulebook, 'created')).not.toHaveProperty('formats');
  });

  test.each([
    ['FR', ['06 39 98 37 64', '01 99 00 52 50']],
    ['PL', ['22 123 45 67', '601 234 567']],
    ['US', ['(202) 555-0168', '202-555-0101']],
  ])('national phone numbers get their region: %s', (region, numbers) => {
    const header = { FR: 'Téléphone', PL: 'Telefon', US: 'Phone' }[region] ?? '';
    const first = { FR: 'Prénom', PL: 'Imię', US: 'First Name' }[region] ?? '';
    const rulebook = draft(sampleOf({ [first]: ['x', 'y'], [header]: numbers }));
    const phone = fieldOf(rulebook, 'phone') as PhoneField;
    expect(phoneRegion(phone.region, rulebook.locale)).toBe(region);
    expect(fieldOf(draft(sampleOf({ phone: ['+33 1 99 00 52 50'] })), 'phone')).not.toHaveProperty('region');
  });

  test('a header that the cells contradict is not believed', () => {
    const text = textOf(sampleOf({ email: ['a@b.example'], Besoin: ['un CRM', 'une caisse', 'oui'] }));
    expect(load(text).fields.map(({ name }) => name)).not.toContain('need_stated');
    expect(text).toContain('#   besoin: { type: text, columns: [Besoin] }   # text in 3 cells');
  });

  test('a decoy is no field', () => {
    const { fields } = draft(
      sampleOf({
        Email: ['a@b.example'],
        'Email Status': ['Verified'],
        'Total Funding': ['1000000'],
        'Company Name for Emails': ['Acme'],
      }),
    );
    expect(fields.map(({ name, columns }) => [name, columns])).toEqual([
      ['email', ['Email']],
      ['source', []],
    ]);
  });

  test('several columns of one field stand in the order that tells most', () => {
    const rulebook = draft(
      sampleOf({ 'Corporate Phone': ['+33199005250'], 'Mobile Phone': ['+33639983764'], Phone: [''] }),
    );
    expect(fieldOf(rulebook, 'phone')?.columns).toEqual(['Phone', 'Mobile Phone', 'Corporate Phone']);
  });
});

describe('privacy', () => {
  const industries = repeat(['Bâtiment', 'Santé'], 8);

  test('values of an industry stand in a set once five rows share them', () => {
    expect(draft(sampleOf({ industry: [...industries, 'Edelweiss SA'] })).sets.target_industries).toEqual([
      'Bâtiment',
      'Santé',
    ]);
    expect(draft(sampleOf({ industry: repeat(['Bâtiment'], 4) })).sets).not.toHaveProperty(
      'target_industries',
    );
  });

  test('values that name somebody never do', () => {
    const telling = ['jo@acme.example', 'call 06 39 98 37 64', 'www.acme'];
    const text = textOf(sampleOf({ industry: [...repeat(telling, 6), ...repeat(['Retail'], 5)] }));
    expect(load(text).sets.target_industries).toEqual(['Retail']);
    for (const value of telling) expect(text).not.toContain(value);
  });

  test('a column of many values is no column of categories', () => {
    const names = Array.from({ length: 10 }, (_, index) => `Person ${'abcdefghij'.charAt(index)}`);
    expect(draft(sampleOf({ industry: repeat(names, 2) })).sets).not.toHaveProperty('target_industries');
  });

  test('a budget of a few leads is not their median', () => {
    const least = (amounts: readonly string[]) =>
      /budget_amount: \{ gte: (\d+) \}/.exec(textOf(sampleOf({ Budget: amounts })))?.[1];
    expect(least(repeat(['4321'], 19))).toBe('10000');
    expect(least(repeat(['4321'], 20))).toBe('2000');
  });
});

describe('--outcome', () => {
  const columns = { email: ['a@b.example'], Need: ['yes'], won: ['no'] };

  test('is never asked about, nor left in a comment', () => {
    const text = textOf(sampleOf(columns), 'WON');
    expect(text).not.toMatch(/won/i);
    expect(load(text).criteria.map(({ name }) => name)).toEqual(['need']);
  });

  test('is not read under the name of a field either', () => {
    const text = textOf(
      sampleOf({ email: ['a@b.example'], Besoin: ['oui'], 'Need stated': ['no'] }),
      'need stated',
    );
    expect(load(text).fields.map(({ name }) => name)).not.toContain('need_stated');
  });

  test('that is no column ends with the nearest that is', () => {
    const { diagnostics } = draftRulebook(sampleOf(columns), { name: 'list', known, outcome: 'wom' });
    expect(diagnostics).toMatchObject([{ code: 'unknown-column', fix: 'did you mean won?' }]);
  });
});

describe('stages', () => {
  test('nobody is called sales qualified where no column says that they want to buy', () => {
    const text = textOf(
      sampleOf({ 'Job Title': ['CEO'], Industry: repeat(['Retail', 'Banking'], 5), '# Employees': ['10'] }),
    );
    expect(load(text).stages.map(({ name }) => name)).toEqual(['MQL', 'prospect', 'lead']);
    expect(text).toContain('# no stage SQL: no column says that somebody is ready to buy');
  });

  test('a refusal comes first, and all ways to refuse are one criterion', () => {
    const rulebook = draft(
      sampleOf({ Need: ['yes'], 'Opt-in': ['yes'], 'Email Opt Out': ['0'], 'Do Not Call': ['1'] }),
    );
    expect(rulebook.stages[0]?.name).toBe('disqualified');
    expect(rulebook.criteria.map(({ name }) => name)).toEqual(['need', 'refused']);
  });

  test('a list without any of it still makes a rulebook', () => {
    const rulebook = draft(sampleOf({ Nothing: ['some text'], Known: ['12'] }));
    expect(rulebook.fields.map(({ name, type }) => [name, type])).toEqual([
      ['nothing', 'text'],
      ['known', 'number'],
      ['source', 'text'],
    ]);
    expect(rulebook.stages.map(({ name }) => name)).toEqual(['lead']);
  });
});
