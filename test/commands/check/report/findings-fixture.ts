import type { Findings, FindingsContext } from '../../../../src/commands/check/report/check-findings.ts';
import type { Diagnostic } from '../../../../src/model/diagnostic.ts';

const sourceLine = '  emial: { type: email }  # 100 % <b> & "quoted"';

/** Two files with findings, one without, and a finding about no file. */
export const FINDINGS: Findings = {
  diagnostics: [
    {
      severity: 'warning',
      code: 'stale',
      message: 'these rules were to be reviewed: 100 % late,\nor more <soon> & "quoted"',
      fix: 'look at them again',
      place: {
        file: 'rules/b c.yaml',
        line: 12,
        column: 12,
        length: 10,
        sourceLine: 'review_by: 2020-01-01',
      },
    },
    {
      severity: 'error',
      code: 'unknown-field',
      message: 'there is no field `emial`',
      fix: 'did you mean `email`?',
      place: { file: '/work/rules/a,b:c.yaml', line: 3, column: 3, length: 5, sourceLine },
    },
    { severity: 'error', code: 'cost-file', message: 'costs.csv does not exist', fix: '' },
  ] satisfies readonly Diagnostic[],
  files: ['/work/rules/a,b:c.yaml', 'rules/b c.yaml', 'rules/clean.yaml'],
  warningsFail: false,
};

export const CONTEXT: FindingsContext = {
  colour: false,
  root: '/work',
  version: '1.2.3',
  pageOf: code => (code === 'stale' ? '# stale\n\nA day has\npassed.\n\n## Bad\n\n…\n' : undefined),
};
