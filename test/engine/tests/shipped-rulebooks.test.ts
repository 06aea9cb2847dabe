import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runRulebookTests } from '../../../src/engine/tests/run-tests.ts';
import { BUILT_IN_NAMES } from '../../../src/language/built-in.ts';
import { loadRulebook } from '../../../src/language/load.ts';
import type { Rulebook } from '../../../src/model/rulebook.ts';
import { PURCHASED_LIST } from '../../judging/purchased-list.ts';

const WORKED_EXAMPLE = fileURLToPath(new URL('worked-example.yaml', import.meta.url));

async function load(nameOrPath: string): Promise<Rulebook> {
  const { value, diagnostics } = await loadRulebook(nameOrPath);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value.rulebook;
}

describe("the rulebooks' own tests", () => {
  it.each(BUILT_IN_NAMES)('of the built-in %s pass', async name => {
    const results = runRulebookTests(await load(name), { asOf: 0 });
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('of the rulebook at the top of the contract pass, as written there', async () => {
    const rulebook = await load(WORKED_EXAMPLE);
    const [result] = runRulebookTests(rulebook, { asOf: 0 });
    const [byHand] = runRulebookTests(PURCHASED_LIST, { asOf: 0 });
    expect(result).toMatchObject({ passed: true, differences: [] });
    expect(result?.outcome).toEqual(byHand?.outcome);
  });
});
