import { describe, expect, test } from 'vitest';
import { formatFindingPage } from '../../../../src/commands/check/report/finding-page.ts';
import { formatFindings } from '../../../../src/commands/check/report/findings.ts';
import { formatFindingsGithub } from '../../../../src/commands/check/report/findings-github.ts';
import { formatFindingsJunit } from '../../../../src/commands/check/report/findings-junit.ts';
import { FINDINGS_FORMATS } from '../../../../src/commands/check/report/formats.ts';
import { CONTEXT, FINDINGS } from './findings-fixture.ts';

test('every format ends with a newline and holds every finding', async () => {
  for (const format of Object.values(FINDINGS_FORMATS)) {
    const print = await format.load();
    const text = print(FINDINGS, CONTEXT);
    expect(text).toMatch(/[^\n]\n$/);
    for (const { code } of FINDINGS.diagnostics) expect(text).toContain(code);
  }
});

describe('human', () => {
  test('the findings, then how many there are in how many files', () => {
    expect(formatFindings(FINDINGS, CONTEXT)).toMatchInlineSnapshot(`
      "error[cost-file]: costs.csv does not exist

      /work/rules/a,b:c.yaml:3:3: error[unknown-field]: there is no field \`emial\`
        3 |   emial: { type: email }  # 100 % <b> & "quoted"
          |   ^~~~~
        fix: did you mean \`email\`?

      rules/b c.yaml:12:12: warning[stale]: these rules were to be reviewed: 100 % late,
        or more <soon> & "quoted"
        12 | review_by: 2020-01-01
           |            ^~~~~~~~~~
        fix: look at them again

      2 errors, 1 warning in 3 files
      "
    `);
  });

  test('nothing found', () => {
    expect(formatFindings({ ...FINDINGS, diagnostics: [] }, CONTEXT)).toBe('no findings in 3 files\n');
  });
});

describe('github', () => {
  test('one command a line; percent signs, line breaks, colons and commas are escaped where they must be', () => {
    expect(formatFindingsGithub(FINDINGS, CONTEXT)).toMatchInlineSnapshot(`
      "::error title=cost-file::costs.csv does not exist
      ::error file=rules/a%2Cb%3Ac.yaml,line=3,col=3,title=unknown-field::there is no field \`emial\`%0Afix: did you mean \`email\`?
      ::warning file=rules/b c.yaml,line=12,col=12,title=stale::these rules were to be reviewed: 100 %25 late,%0Aor more <soon> & "quoted"%0Afix: look at them again
      "
    `);
  });

  test('no findings, no commands', () => {
    expect(formatFindingsGithub({ diagnostics: [] }, CONTEXT)).toBe('');
  });

  test('a message cannot start a command of its own', () => {
    const diagnostics = [
      { severity: 'error', code: 'unknown-key', message: 'x\r\n::set-output name=a::b', fix: '' },
    ] as const;
    expect(formatFindingsGithub({ diagnostics }, CONTEXT)).toBe(
      '::error title=unknown-key::x%0D%0A::set-output name=a::b\n',
    );
  });
});

describe('junit', () => {
  test('a suite for each file, a failure for each error; a file without findings passes', () => {
    expect(formatFindingsJunit(FINDINGS, CONTEXT)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="leadsieve check" tests="4" failures="2" errors="0">
        <testsuite name="rules/a,b:c.yaml" tests="1" failures="1" errors="0" skipped="0">
          <testcase name="unknown-field at 3:3" classname="rules/a,b:c.yaml" file="rules/a,b:c.yaml" line="3">
            <failure message="there is no field \`emial\`" type="error">/work/rules/a,b:c.yaml:3:3: error[unknown-field]: there is no field \`emial\`
        3 |   emial: { type: email }  # 100 % &lt;b&gt; &amp; "quoted"
          |   ^~~~~
        fix: did you mean \`email\`?</failure>
          </testcase>
        </testsuite>
        <testsuite name="rules/b c.yaml" tests="1" failures="0" errors="0" skipped="0">
          <testcase name="stale at 12:12" classname="rules/b c.yaml" file="rules/b c.yaml" line="12">
            <system-out>rules/b c.yaml:12:12: warning[stale]: these rules were to be reviewed: 100 % late,
        or more &lt;soon&gt; &amp; "quoted"
        12 | review_by: 2020-01-01
           |            ^~~~~~~~~~
        fix: look at them again</system-out>
          </testcase>
        </testsuite>
        <testsuite name="rules/clean.yaml" tests="1" failures="0" errors="0" skipped="0">
          <testcase name="no findings" classname="rules/clean.yaml" file="rules/clean.yaml"/>
        </testsuite>
        <testsuite name="leadsieve" tests="1" failures="1" errors="0" skipped="0">
          <testcase name="cost-file" classname="leadsieve" file="leadsieve">
            <failure message="costs.csv does not exist" type="error">error[cost-file]: costs.csv does not exist</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('more warnings than allowed are failures', () => {
    const text = formatFindingsJunit({ ...FINDINGS, warningsFail: true }, CONTEXT);
    expect(text).toContain('tests="4" failures="3"');
    expect(text).not.toContain('<system-out>');
  });
});

describe('a page for a terminal', () => {
  const page = '# code\n\nWhy `this`.\n\n## Bad\n\n```yaml\na: 1\n\nb: `x`\n```\n';

  test('headings without their marks, examples indented', () => {
    expect(formatFindingPage(page, { colour: false })).toBe(
      'code\n\nWhy `this`.\n\nBad\n\n    a: 1\n\n    b: `x`\n',
    );
  });

  test('colour where it is wanted', () => {
    const text = formatFindingPage(page, { colour: true });
    expect(text).toContain('\u001b[1mcode\u001b[22m');
    expect(text).toContain('Why \u001b[36mthis\u001b[39m.');
  });
});
