import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changesMeaning, compareRulebooks } from '../../../../src/commands/diff/rulebooks/rulebooks.ts';
import { BUILT_IN_NAMES } from '../../../../src/language/built-in.ts';
import { parseRulebook } from '../../../../src/language/parse.ts';
import { openFixtures } from './diffed-fixtures.ts';
import { readFixtures } from './judged-fixtures.ts';
import { type Bench, type Fate, judgeMutant, readOriginal } from './mutant-fate.ts';
import { mutateRulebook, rewriteRulebook } from './mutants.ts';

/** Mutants of each built-in rulebook: LEADSIEVE_MUTANTS=200 is the whole check, and prints what caught how many. */
const ASKED = process.env.LEADSIEVE_MUTANTS;
const MUTANTS = Number(ASKED ?? 8);

/** What a lead may come out otherwise in without being counted by the diff, whose changes say it all the same. */
const NOT_COUNTED = new Set(['answers_needed', 'frameworks', 'issues', 'reasons', 'unknown']);

const fates: Fate[] = [];
let bench: Bench;

beforeAll(async () => {
  bench = { judge: await readFixtures(), fixtures: await openFixtures() };
});

afterAll(async () => {
  await bench.fixtures.close();
  // biome-ignore lint/suspicious/noConsole: the table is what the whole check is run for
  if (ASKED !== undefined) console.log(tableOf(fates));
});

describe.each(BUILT_IN_NAMES)(`${MUTANTS} mutants of %s`, name => {
  test('that judge a fixture otherwise are seen by diff, and those without a meaning by check', async () => {
    const original = readOriginal(name, bench.judge);
    const own: Fate[] = [];
    for (let seed = 1; seed <= MUTANTS; seed++) own.push(await judgeMutant(original, seed, bench));
    fates.push(...own);
    const refused = own.filter(({ effect }) => effect === 'refused');
    expect(refused.filter(({ check }) => !check)).toEqual([]);
    const others = own.filter(({ effect }) => effect === 'other verdicts');
    expect(others.filter(({ diff }) => !diff)).toEqual([]);
    const due = others.filter(({ others: parts }) => parts.some(part => !NOT_COUNTED.has(part)));
    expect(due.filter(({ isCounted }) => !isCounted)).toEqual([]);
    expect(others.length).toBeGreaterThan(MUTANTS / 10);
  }, 1_200_000);

  test('that are only written otherwise are not called changed', () => {
    const { text, rulebook, file } = readOriginal(name, bench.judge);
    for (let seed = 1; seed <= 5; seed++) {
      const { value, diagnostics } = parseRulebook(rewriteRulebook(text, seed), file);
      expect({ seed, diagnostics }).toEqual({ seed, diagnostics: [] });
      const changes = compareRulebooks(rulebook, value?.rulebook ?? expect.fail());
      expect({ seed, changes, changed: changesMeaning(changes) }).toEqual({
        seed,
        changes: [],
        changed: false,
      });
    }
  });

  test('are the same for the same seed, and others for another', () => {
    const { text } = readOriginal(name, bench.judge);
    const mutants = [1, 2, 3, 4].map(seed => mutateRulebook(text, seed));
    expect([1, 2, 3, 4].map(seed => mutateRulebook(text, seed))).toEqual(mutants);
    expect(new Set(mutants.map(mutant => mutant.text)).size).toBeGreaterThan(2);
  });
});

/** How many mutants there were of each rulebook and what caught how many of those that judge a fixture otherwise. */
function tableOf(all: readonly Fate[]): string {
  const rows = [...BUILT_IN_NAMES, ''].map(name => {
    const own = all.filter(({ mutant }) => name === '' || mutant.startsWith(`rules/${name}.yaml `));
    const refused = own.filter(({ effect }) => effect === 'refused');
    const others = own.filter(({ effect }) => effect === 'other verdicts');
    const share = (caught: (fate: Fate) => boolean) => {
      const count = others.filter(caught).length;
      return `${count} (${((100 * count) / others.length).toFixed(1)} %)`;
    };
    return [
      name === '' ? 'all' : name,
      String(own.length),
      String(refused.length),
      String(others.length),
      share(({ check }) => check),
      share(({ test: failed }) => failed),
      share(({ check, test: failed }) => check || failed),
      share(({ diff }) => diff),
      share(({ isCounted }) => isCounted),
      String(own.filter(({ effect, diff }) => effect === 'none' && diff).length),
    ];
  });
  const header = 'rulebook|mutants|refused by check|other verdicts|check|test|check or test|diff|counted';
  const uncounted = all.filter(({ effect, isCounted }) => effect === 'other verdicts' && !isCounted);
  return [
    `${header}|called changed, no fixture shows it`.split('|').join(' | '),
    ...rows.map(cells => cells.join(' | ')),
    ...uncounted.map(({ mutant, others }) => `not counted: ${mutant}: ${others.join(', ')}`),
  ].join('\n');
}
