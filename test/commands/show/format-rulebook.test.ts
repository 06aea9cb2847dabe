import { describe, expect, test } from 'vitest';
import { formatRulebook } from '../../../src/commands/show/format-rulebook.ts';
import { BUILT_IN_NAMES } from '../../../src/language/built-in.ts';
import { loadRulebook } from '../../../src/language/load.ts';
import { type ParsedRulebook, parseRulebook } from '../../../src/language/parse.ts';
import type { Rulebook } from '../../../src/model/rulebook.ts';

const PURCHASED_LIST = new URL('../../language/golden/purchased-list.yaml', import.meta.url).pathname;

function withoutPlaces(rulebook: Rulebook): unknown {
  return JSON.parse(JSON.stringify(rulebook, (key, part) => (key === 'place' ? undefined : part)));
}

async function load(name: string): Promise<ParsedRulebook> {
  const { value, diagnostics } = await loadRulebook(name);
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('no rulebook');
  return value;
}

describe('a rulebook after `extends`', () => {
  test.each([...BUILT_IN_NAMES, PURCHASED_LIST])('of %s loads again to the same rulebook', async name => {
    const loaded = await load(name);
    const shown = formatRulebook(loaded);
    const { value, diagnostics } = parseRulebook(shown, 'shown.yaml');
    expect(diagnostics).toEqual([]);
    expect(value && withoutPlaces(value.rulebook)).toEqual(withoutPlaces(loaded.rulebook));
    expect(value && formatRulebook(value)).toBe(shown);
  });

  test('reads well', async () => {
    await expect(formatRulebook(await load(PURCHASED_LIST))).toMatchFileSnapshot(
      '../../language/golden/purchased-list.shown.txt',
    );
  });

  test('has its keys in order, and the author’s own left out', () => {
    const text = `x-mine: 1
stages: [{ route: a, stage: lead }]
version: 1
fields: { email: { columns: ["a, b"], type: email } }
rulebook: r
`;
    const { value } = parseRulebook(text, 'r.yaml');
    expect(value && formatRulebook(value)).toBe(`rulebook: r
version: 1

fields:
  email: { type: email, columns: ["a, b"] }

stages:
  - { stage: lead, route: a }
`);
  });
});
