import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reviewRulebook } from '../../../../src/commands/check/check-rulebook.ts';
import { BUILT_IN_NAMES, builtInFile } from '../../../../src/language/built-in.ts';
import { parseRulebook } from '../../../../src/language/parse.ts';
import { AS_OF } from '../../../engine/answering.ts';
import { mutateRulebook } from '../mutants/mutants.ts';

/** What check says of a text: severity, code and line of each finding. */
function review(text: string, file = 'rules.yaml'): readonly string[] {
  return reviewRulebook(parseRulebook(text, file), { text, file, today: AS_OF }).map(
    ({ severity, code, place }) => `${severity} ${code} ${place?.line}`,
  );
}

const TEN_FAULTS = `rulebook: ten
version: 1
review_by: 2026-01-01
descripton: Ten faults
fields:
  title: { type: txt }
  size: { type: number, min: 0 }
  zip: { type: text }
  job: { type: text }
criteria:
  big: { when: { sise: { gte: 50 } }, ask: "How big?" }
  zipped: { when: { zip: 01234 }, ask: "Zip?" }
  never: { when: { all: [{ size: { gt: 10 } }, { size: { lt: 5 } }] }, ask: "?" }
  cto: { when: { job: { contains: cto } }, ask: "?" }
scores:
  fit:
    max: 10
    rules:
      - { id: a, when: { criterion: cto }, points: 20 }
stages:
  - { stage: SQL, when: { criterion: bigg } }
  - { stage: lead }
`;

describe('doubts beside errors', () => {
  test('are told in one go with them, those of the entries that have a meaning', () => {
    expect(review(TEN_FAULTS)).toEqual([
      'error unknown-key 4',
      'error unknown-value 6',
      'error unknown-field 11',
      'error undefined-reference 21',
      'warning ambiguous-scalar 12',
      'warning cap-below-parts 19',
      'warning stale 3',
      'warning substring-trap 14',
      'warning contradiction 13',
    ]);
  });

  test('are not told of an entry that refers to one with an error, nor of what is no longer used', () => {
    const text = `rulebook: demo
version: 1
fields: { size: { type: number, min: 0 } }
sets: { few: [a] }
criteria:
  big: { when: { sise: { gte: 50 } } }
  other: { when: { all: [{ criterion: big }, { size: { gt: 10 } }] } }
  both: { when: { all: [{ criterion: other }, { size: { lt: 5 } }] } }
stages:
  - { stage: SQL, when: { all: [{ criterion: both }, { size: { lt: 1 } }, { size: { gt: 2 } }] } }
  - { stage: lead }
`;
    expect(review(text)).toEqual(['error unknown-field 6']);
  });

  test('can be allowed, and a comment that allows one of what is not judged is left in peace', () => {
    const silenced = TEN_FAULTS.replace(
      'ask: "Zip?" }',
      'ask: "Zip?" } # leadsieve: allow ambiguous-scalar, a French postcode',
    ).replace(
      '{ stage: lead }',
      '{ stage: lead } # leadsieve: allow unreachable-stage, kept for the next campaign',
    );
    expect(review(silenced).filter(finding => / (12|22)$/.test(finding))).toEqual([]);
  });

  test.each(BUILT_IN_NAMES)('are none where a fault is made in %s, which has none', name => {
    const { file, path } = builtInFile(name) ?? expect.fail(`${name} is not built in`);
    const original = readFileSync(path, 'utf8');
    let refused = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const { text, what } = mutateRulebook(original, seed);
      const findings = review(text, file);
      if (!findings.some(finding => finding.startsWith('error'))) continue;
      refused += 1;
      expect([seed, what, findings.filter(finding => finding.startsWith('warning'))]).toEqual([
        seed,
        what,
        [],
      ]);
    }
    expect(refused).toBeGreaterThan(0);
  });
});
