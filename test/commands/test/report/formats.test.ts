import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRulebookTestsJson } from '../../../../src/commands/test/report/json.ts';
import { formatRulebookTestsJunit } from '../../../../src/commands/test/report/junit.ts';
import type { PrintedTestResult } from '../../../../src/commands/test/report/report.ts';
import { formatUpdates } from '../../../../src/commands/test/report/update.ts';
import { anyText, COMMAND, FORBIDDEN } from '../../../summary/arbitrary.ts';

const place = { file: 'rules/demo.yaml', line: 80, column: 5, length: 4, sourceLine: '  - name: b' };

const passed: PrintedTestResult = {
  test: { name: 'a "decider" & a <need>', asOf: 20_758, place },
  asOf: 20_758,
  passed: true,
  differences: [],
  outcome: {
    stage: 'SQL',
    could_be: '',
    answers_needed: '',
    next_question: '',
    score: { total: 2000, fit: 2000 },
    criteria: { need: 'met' },
    reasons: 'bant; fit.size+20',
  },
};
const failed: PrintedTestResult = {
  ...passed,
  test: { name: 'the other', place: { ...place, line: 88 } },
  passed: false,
  differences: [
    { key: 'stage', expected: 'MQL', got: 'SQL' },
    { key: 'score.total', expected: '12.5', got: '20' },
  ],
};
const elsewhere: PrintedTestResult = {
  ...passed,
  test: { name: 'c', place: { ...place, file: 'b.test.yaml' } },
};

const outcomes = [
  { kind: 'criteria', what: 'criterion need met', covered: true, place },
  { kind: 'stages', what: 'stage SQL', covered: true },
  { kind: 'could_be', what: 'could_be SQL', covered: false, place },
] as const;
const coverage = [
  { rulebook: 'rules/demo.yaml', coverage: { outcomes, covered: 2, total: 3, percent: 200 / 3 } },
  { rulebook: 'bant', coverage: { outcomes: outcomes.slice(0, 2), covered: 2, total: 2, percent: 100 } },
];

describe('as JSON', () => {
  test('an array of the results', () => {
    expect(JSON.parse(formatRulebookTestsJson([passed, failed]))).toEqual([
      {
        file: 'rules/demo.yaml',
        line: 80,
        name: 'a "decider" & a <need>',
        passed: true,
        as_of: '2026-11-01',
        differences: [],
      },
      {
        file: 'rules/demo.yaml',
        line: 88,
        name: 'the other',
        passed: false,
        as_of: '2026-11-01',
        differences: [
          { key: 'stage', expected: 'MQL', got: 'SQL' },
          { key: 'score.total', expected: '12.5', got: '20' },
        ],
      },
    ]);
  });

  test('with coverage, both', () => {
    const { tests, coverage: shown } = JSON.parse(formatRulebookTestsJson([failed], coverage));
    expect(tests).toEqual(JSON.parse(formatRulebookTestsJson([failed])));
    expect(shown).toEqual([
      {
        rulebook: 'rules/demo.yaml',
        covered: 2,
        total: 3,
        percent: 66.67,
        criteria: { covered: 1, total: 1 },
        rules: { covered: 0, total: 0 },
        stages: { covered: 1, total: 1 },
        could_be: { covered: 0, total: 1 },
        missing: [{ what: 'could_be SQL', file: 'rules/demo.yaml', line: 80 }],
      },
      expect.objectContaining({ rulebook: 'bant', percent: 100, missing: [] }),
    ]);
  });
});

describe('as JUnit', () => {
  test('a suite for each file, a case for each test', () => {
    expect(formatRulebookTestsJunit([passed, failed, elsewhere])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="leadsieve test" tests="3" failures="1" errors="0" skipped="0" time="0">
        <testsuite name="rules/demo.yaml" tests="2" failures="1" errors="0" skipped="0" time="0">
          <testcase name="a &quot;decider&quot; &amp; a &lt;need&gt;" classname="rules/demo.yaml" file="rules/demo.yaml" line="80" time="0"/>
          <testcase name="the other" classname="rules/demo.yaml" file="rules/demo.yaml" line="88" time="0">
            <failure message="stage: expected MQL, got SQL; score.total: expected 12.5, got 20" type="failure">
          rules/demo.yaml:88:5, as of 2026-11-01, since the test names no day: pin it with \`as_of\`
          stage        expected MQL   got SQL
          score.total  expected 12.5  got 20

          stage        SQL
          reasons      bant  fit.size+20
          score        fit 20
          met          need
      </failure>
          </testcase>
        </testsuite>
        <testsuite name="b.test.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
          <testcase name="c" classname="b.test.yaml" file="b.test.yaml" line="80" time="0"/>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('coverage is a suite of its own, in which too little is a failure', () => {
    expect(formatRulebookTestsJunit([], { all: coverage, atLeast: 90 })).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="leadsieve test" tests="2" failures="1" errors="0" skipped="0" time="0">
        <testsuite name="coverage" tests="2" failures="1" errors="0" skipped="0" time="0">
          <testcase name="coverage of rules/demo.yaml" classname="rules/demo.yaml" time="0">
            <failure message="66.6 % is covered, 90 % is asked for" type="failure">coverage         criteria  score rules  stages  could be  all     %
      rules/demo.yaml       1/1            -     1/1       0/1  2/3  66.6

      no test shows
        rules/demo.yaml:80  could_be SQL
      </failure>
          </testcase>
          <testcase name="coverage of bant" classname="bant" time="0">
            <system-out>coverage  criteria  score rules  stages  could be  all      %
      bant           1/1            -     1/1         -  2/2  100.0
      </system-out>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
    expect(formatRulebookTestsJunit([], { all: coverage })).not.toContain('<failure');
  });

  test('whatever the texts, it is well-formed XML 1.0 without anything dangerous', () => {
    const texts = fc.tuple(anyText, anyText, anyText);
    const documents = fc.sample(texts, { numRuns: 200, seed: 7 }).map(([name, key, value]) => {
      const xml = formatRulebookTestsJunit(
        [
          {
            ...failed,
            test: { name, place: { ...place, file: value } },
            differences: [{ key, expected: value, got: name }],
          },
        ],
        {
          all: [{ rulebook: name, coverage: { outcomes: [], covered: 0, total: 0, percent: 0 } }],
          atLeast: 1,
        },
      );
      expect(xml).not.toMatch(FORBIDDEN);
      expect(xml).not.toMatch(COMMAND);
      return xml;
    });
    for (const xml of documents) {
      const { body, texts: values } = readXml(xml);
      expect(body).toBe('');
      expect(values.join('')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#10);)/);
    }
  });
});

/** Takes tags away from the inside until nothing is left: what is left over was not well-formed. */
function readXml(xml: string): { readonly body: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').trim();
  for (let before = ''; before !== body; ) {
    before = body;
    body = body.replace(
      /<([a-z-]+)((?: [a-z]+="[^"<\n]*")*)(?:\/>|>([^<]*)<\/\1>)/g,
      (_, _name: string, attributes: string, text = '') => {
        texts.push(text, ...[...attributes.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value));
        return '';
      },
    );
    body = body.trim();
  }
  return { body, texts };
}

describe('what --update changed', () => {
  test('old and new values of each key, new tests, and days that are not pinned', () => {
    const draft = { ...passed, test: { name: 'new', place: { ...place, line: 9 }, draft: true as const } };
    const pinned = { ...failed, test: { ...failed.test, asOf: 20_758 } };
    expect(formatUpdates([pinned, draft], { colour: false })).toMatchInlineSnapshot(`
      "rules/demo.yaml:88: the other
          stage: MQL → SQL
          score.total: 12.5 → 20
      rules/demo.yaml:9: new
          new, stage SQL
          as of 2026-11-01, since the test names no day: pin it with \`as_of\`
      1 expectation rewritten, 1 expectation added
      "
    `);
    expect(formatUpdates([], { colour: false })).toBe('every expectation holds: nothing to update\n');
  });
});
