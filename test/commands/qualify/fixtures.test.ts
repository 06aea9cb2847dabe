import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_NAMES } from '../../../src/language/built-in.ts';
import { FIXTURES, leadsieve, openWorkshop, type Workshop } from '../leadsieve.ts';

const LISTS = ['broker-fr.csv', 'crm-en.csv', 'crm-pl.json'] as const;
const LOCALES = ['--locale', 'broker-fr=fr', '--locale', 'crm-en=en', '--locale', 'crm-pl=pl'];

async function qualifyFixtures(
  shop: Workshop,
  rules: string,
  ...more: string[]
): Promise<number | undefined> {
  const lists = LISTS.map(name => join(FIXTURES, name));
  const costs = join(FIXTURES, 'costs.yaml');
  const { code } = await leadsieve(
    ['qualify', ...lists, '-r', rules, '-c', costs, ...LOCALES, '--as-of', '2026-11-01', ...more],
    { cwd: shop.path },
  );
  return code;
}

/** Points in hundredths, so that their sum is exact. */
const hundredths = (text: string) => Math.round(Number(text) * 100);

function signedPoints(reasons: string): number {
  const points = reasons.split('; ').map(reason => /^[\w-]+[.:].*?([+-][0-9.]+)$/.exec(reason)?.[1] ?? '0');
  return points.reduce((sum, text) => sum + hundredths(text), 0);
}

describe.each([...BUILT_IN_NAMES, join(FIXTURES, 'rulebook.yaml')])('the fixtures under %s', rules => {
  test('points add up for every lead, and rows and money for the run', async () => {
    const shop = openWorkshop();
    expect(await qualifyFixtures(shop, rules)).toBe(0);
    const rows = [
      ...shop.rows('qualified/broker-fr.annotated.csv', ';'),
      ...shop.rows('qualified/crm-en.annotated.csv'),
      ...shop.rows('qualified/crm-pl.annotated.csv'),
    ];
    expect(rows).toHaveLength(620);
    const judged = rows.filter(row => row.qual_stage !== 'duplicate');
    const wrong = judged.filter(
      row => signedPoints(row.qual_reasons ?? '') !== hundredths(row.qual_score ?? ''),
    );
    expect(wrong).toEqual([]);

    const summary = JSON.parse(shop.read('qualified/summary.json'));
    const staged = summary.sources.flatMap((source: { stages: Record<string, number> }) =>
      Object.values(source.stages),
    );
    expect(staged.reduce((sum: number, count: number) => sum + count, 0)).toBe(judged.length);
    const { input, allocated, unallocated } = summary.reconciliation;
    expect(Math.round(allocated * 100) + Math.round(unallocated * 100)).toBe(Math.round(input * 100));
  });
});

test('every row of the broker comes back in order, byte for byte before its annotation', async () => {
  const shop = openWorkshop();
  await qualifyFixtures(shop, 'purchased-list', '--for', 'import');
  const mark = 3; // --for import takes the byte order mark away
  const before = readFileSync(join(FIXTURES, 'broker-fr.csv'))
    .subarray(mark)
    .toString('latin1')
    .split('\r\n');
  const after = readFileSync(join(shop.path, 'qualified/broker-fr.annotated.csv'), 'latin1').split('\r\n');
  expect(after).toHaveLength(before.length);
  const changed = before.filter((line, index) => line !== '' && !after[index]?.startsWith(`${line};`));
  expect(changed).toEqual([]);
});
