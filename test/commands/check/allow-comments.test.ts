import { describe, expect, test } from 'vitest';
import { reviewRulebook } from '../../../src/commands/check/check-rulebook.ts';
import { parseRulebook } from '../../../src/language/parse.ts';

const FILE = 'rules.yaml';
const TODAY = 20_000;

function found(head: string): readonly string[] {
  const text = `${head}
rulebook: demo
version: 1
fields:
  title: { type: text }
stages:
  - { stage: MQL, when: { title: [ceo] } }
  - { stage: lead }
`;
  return reviewRulebook(parseRulebook(text, FILE), {
    text,
    file: FILE,
    today: TODAY,
    hasOtherTests: true,
  }).map(
    ({ severity, code, message, fix, place }) =>
      `${place?.line}:${place?.column} ${severity}[${code}] ${message} · ${fix}`,
  );
}

const STALE = 'review_by: 2020-01-01';

describe('# leadsieve: allow CODE, reason', () => {
  test('without one, the warning stands', () => {
    expect(found(STALE)).toEqual([expect.stringMatching(/^1:12 warning\[stale\] /)]);
  });

  test.each([
    ['on the line', `${STALE} # leadsieve: allow stale, the review is under way`],
    ['on the line above', `# leadsieve: allow stale, the review is under way\n${STALE}`],
    [
      'above another comment',
      `# leadsieve: allow stale, the review is under way\n# reviewed by two people\n${STALE}`,
    ],
    ['without spaces, with commas in the reason', `${STALE} #leadsieve:allow stale,first this, then that`],
  ])('silences the warning %s', (_where, head) => {
    expect(found(head)).toEqual([]);
  });

  test.each([
    [
      'two lines above',
      `# leadsieve: allow stale, why\nowner: revops\n${STALE}`,
      '1:1 warning[unused-allow] there is no warning `stale` on line 2, so this comment allows nothing · remove it, or move it to the line of the warning or the line above',
    ],
    [
      'of an unknown code',
      `${STALE} # leadsieve: allow stal, why`,
      '1:23 warning[unused-allow] there is no code `stal` to allow · did you mean `stale`?',
    ],
    [
      'without a reason',
      `${STALE} # leadsieve: allow stale`,
      '1:23 warning[unused-allow] `stale` is allowed without a reason, which allows nothing · say why, after a comma: `# leadsieve: allow stale, reason`',
    ],
    [
      'of no code',
      `${STALE} # leadsieve: allow`,
      '1:23 warning[unused-allow] this comment names no one code that it allows · write `# leadsieve: allow CODE, reason`',
    ],
    [
      'with another verb',
      `${STALE} # leadsieve: ignore stale, why`,
      '1:23 warning[unused-allow] `leadsieve: ignore` says nothing: comments can only `allow` · write `# leadsieve: allow CODE, reason`',
    ],
  ])('a comment %s is a finding, and silences nothing', (_which, head, finding) => {
    expect(found(head)).toEqual([expect.stringContaining('[stale]'), finding]);
  });

  test('is no comment inside a text', () => {
    expect(found('description: "# leadsieve: allow stale, why"')).toEqual([]);
  });

  test('cannot allow an error; while there are errors, what is unused is not known', () => {
    const head = 'ownr: x # leadsieve: allow unknown-key, why\nowner: x # leadsieve: allow stale, why';
    expect(found(head)).toEqual([
      expect.stringMatching(/^1:1 error\[unknown-key\]/),
      '1:9 warning[unused-allow] `unknown-key` is an error here, and errors cannot be allowed · mend what it is about',
    ]);
  });
});
