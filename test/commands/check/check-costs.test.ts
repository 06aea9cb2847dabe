import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkCosts } from '../../../src/commands/check/check-costs.ts';
import { sourceFieldOf } from '../../../src/language/field-types/fields.ts';
import { parseRulebook } from '../../../src/language/parse.ts';
import type { Rulebook } from '../../../src/model/rulebook.ts';

function rulebook(source: string, locale = 'en'): Rulebook {
  const text = `rulebook: demo\nversion: 1\nlocale: ${locale}\nfields:\n  source: { type: text${source} }\nstages: [{ stage: lead }]\n`;
  const { value, diagnostics } = parseRulebook(text, 'r.yaml');
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('the rulebook of the test has faults');
  return value.rulebook;
}

async function found(text: string, rulebooks: readonly Rulebook[], name = 'costs.yaml') {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-costs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, name), text);
  const diagnostics = await checkCosts(join(folder, name), {
    readers: rulebooks.map(({ fields }) => ({ sourceField: sourceFieldOf(fields), fields })),
    reading: { localeOf: () => undefined, columns: [] },
  });
  return diagnostics.map(
    ({ severity, code, message, place }) => `${place?.line}:${place?.column} ${severity}[${code}] ${message}`,
  );
}

const COSTS = 'currency: EUR\nsources:\n  linkdin: { spend: 1 }\n  webinar: { spend: 2 }\n';

describe('cost-unmatched', () => {
  test('a source outside the values that the field has', async () => {
    expect(await found(COSTS, [rulebook(', values: [linkedin, webinar]')])).toEqual([
      '3:3 warning[cost-unmatched] `linkdin` is not one of the values of the field `source`: no lead can have it',
    ]);
    expect(
      await found(COSTS, [rulebook(', values: [linkedin, webinar], aliases: { linkedin: [linkdin] }')]),
    ).toEqual([]);
  });

  test('with aliases alone, only what is nearly one of them and has no cost of its own', async () => {
    const aliases = [rulebook(', aliases: { linkedin: [li], meta: [facebook] }')];
    expect(await found(COSTS, aliases)).toEqual([
      '3:3 warning[cost-unmatched] the field `source` knows no `linkdin`, but `linkedin`, which has no cost here',
    ]);
    expect(await found(`${COSTS}  linkedin: { spend: 3 }\n`, aliases)).toEqual([]);
    expect(await found(COSTS, [rulebook('')])).toEqual([]);
    expect(await found(COSTS, [])).toEqual([]);
  });

  test('of several rulebooks, one that can have the source is enough', async () => {
    const strict = rulebook(', values: [linkedin]');
    expect(await found(COSTS, [strict])).toHaveLength(2);
    expect(await found(COSTS, [strict, rulebook(', values: [webinar]')])).toEqual([
      expect.stringContaining('`linkdin`'),
    ]);
    expect(await found(COSTS, [strict, rulebook('')])).toEqual([]);
  });

  test('is allowed by a comment', async () => {
    const allowed = COSTS.replace(
      'linkdin: { spend: 1 }',
      'linkdin: { spend: 1 } # leadsieve: allow cost-unmatched, new',
    );
    expect(await found(allowed, [rulebook(', values: [linkedin, webinar]')])).toEqual([]);
  });
});

describe('cost-alias-clash', () => {
  const clash = 'currency: EUR\nsources:\n  fb: { spend: 1 }\n  facebook: { spend: 2 }\n';
  const meta = rulebook(', aliases: { meta: [fb, facebook] }');

  test('two sources that the rulebook reads as one are an error', async () => {
    expect(await found(clash, [meta])).toEqual([
      '4:3 error[cost-alias-clash] `facebook` and `fb` of the source `fb` (line 3) are one source: the field `source` reads both as `meta`',
    ]);
  });

  test('where only one of several rulebooks does, it is a warning', async () => {
    expect(await found(clash, [rulebook(''), meta])).toEqual([
      '4:3 warning[cost-alias-clash] for one of the rulebooks beside it, `facebook` and `fb` of the source `fb` (line 3) are one source: the field `source` reads both as `meta`',
    ]);
  });

  test('aliases that join what the rulebook tells apart are a warning', async () => {
    const joined = 'currency: EUR\nsources:\n  social: { spend: 1, aliases: [li, fb] }\n';
    expect(await found(joined, [rulebook(', aliases: { meta: [fb], linkedin: [li] }')])).toEqual([
      '3:3 warning[cost-alias-clash] the aliases of `social` join `linkedin` and `meta`, which the field `source` tells apart',
    ]);
    expect(await found(joined, [rulebook(', aliases: { meta: [fb] }')])).toEqual([]);
  });
});

describe('cost-currency', () => {
  test('rates where no amount needs one', async () => {
    const rates = `rates: { USD: 0.92, PLN: 0.23 }\n${COSTS}`;
    expect(await found(rates, [])).toEqual([
      '1:10 warning[cost-currency] the rate of `USD` is not used, nor is any other: no cost says that it is in USD',
      '1:21 warning[cost-currency] the rate of `PLN` is not used, nor is any other: no cost says that it is in PLN',
    ]);
    expect(await found(rates.replace('spend: 1', 'spend: 1, currency: PLN'), [])).toEqual([]);
  });
});

test('the amounts of a table are read in the locale that fits them, whatever that of the rulebooks', async () => {
  const table = 'source;amount\nlinkedin;"1 200,50"\n';
  expect(await found(table, [rulebook('', 'fr')], 'costs.csv')).toEqual([]);
  expect(await found(table, [], 'costs.csv')).toEqual([]);
  expect(await found(table, [rulebook('', 'en')], 'costs.csv')).toEqual([]);
});
