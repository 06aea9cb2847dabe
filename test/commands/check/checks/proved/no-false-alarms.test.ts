import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCheck } from '../../../../../src/commands/check/checks/check.ts';
import { PROOFS } from '../../../../../src/commands/check/checks/proved/checks.ts';
import { BUILT_IN_NAMES } from '../../../../../src/language/built-in.ts';
import { loadRulebook } from '../../../../../src/language/load.ts';

const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test.each([
  ...BUILT_IN_NAMES,
  pathOf('../../../../../fixtures/rulebook.yaml'),
  pathOf('../../../../engine/tests/worked-example.yaml'),
])('no finding in %s', async name => {
  const { value } = await loadRulebook(name);
  if (value === undefined) throw new Error(name);
  const [own] = value.files;
  const file = own?.file ?? '';
  expect(PROOFS.flatMap(check => runCheck(check, { ...value, file, today: 20_000 }))).toEqual([]);
});

test('the checks are in alphabetical order, each code once', () => {
  const codes = PROOFS.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
});
