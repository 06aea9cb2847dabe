import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROOFS } from '../../../../../src/commands/check/checks/proved/checks.ts';
import { findInRulebook, said } from './finding.ts';

/** The examples of a code's page: the bad one and the good one. */
function examplesOf(code: string): readonly [bad: string, good: string] {
  const page = readFileSync(new URL(`../../../../../rules/findings/${code}.md`, import.meta.url), 'utf8');
  const [bad = '', good = ''] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );
  return [bad, good];
}

test.each(PROOFS.map(({ code }) => code))(
  'the page of %s: its bad example has that finding, its good one no other',
  code => {
    const [bad, good] = examplesOf(code);
    expect(said(findInRulebook(bad).filter(finding => finding.code === code))).toMatchSnapshot();
    expect(findInRulebook(bad).map(finding => finding.code)).toContain(code);
    expect(findInRulebook(good)).toEqual([]);
  },
);
