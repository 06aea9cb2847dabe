import type { Diagnostic } from '../../../model/diagnostic.ts';
import { formatDiagnostic, inOrder } from '../../../terminal/diagnostics.ts';
import { xmlAttributes, xmlText } from '../../../terminal/xml.ts';
import type { Findings, FindingsContext } from './check-findings.ts';
import { relativeFile } from './relative-file.ts';

/**
 * Findings as JUnit's XML, the way CI servers read it: a suite for each file, a failed test for each error. A warning is a
 * passed test that says so, unless there are more than allowed. A file without findings passes one test.
 */
export function formatFindingsJunit(
  { diagnostics, files, warningsFail }: Findings,
  { root }: Pick<FindingsContext, 'root'>,
): string {
  const ordered = inOrder(diagnostics);
  const named = ordered.map(({ place }) => place?.file ?? NO_FILE);
  const suites = [...new Set([...files, ...named])].map(file => {
    const found = ordered.filter(({ place }) => (place?.file ?? NO_FILE) === file);
    return suiteOf(relativeFile(file, root), { found, warningsFail });
  });
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: 'leadsieve check', tests, failures, errors: 0 })}>`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>\n',
  ].join('\n');
}

/** The suite of findings about no file. */
const NO_FILE = 'leadsieve';

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suiteOf(
  file: string,
  { found, warningsFail }: { readonly found: readonly Diagnostic[]; readonly warningsFail: boolean },
): Suite {
  const fails = ({ severity }: Diagnostic): boolean => severity === 'error' || warningsFail;
  const failures = found.filter(fails).length;
  const tests = Math.max(1, found.length);
  const clean = `    <testcase${xmlAttributes({ name: 'no findings', classname: file, file })}/>`;
  const cases = found.flatMap(diagnostic => caseOf(diagnostic, { file, fails: fails(diagnostic) }));
  return {
    tests,
    failures,
    lines: [
      `  <testsuite${xmlAttributes({ name: file, tests, failures, errors: 0, skipped: 0 })}>`,
      ...(found.length === 0 ? [clean] : cases),
      '  </testsuite>',
    ],
  };
}

function caseOf(
  diagnostic: Diagnostic,
  { file, fails }: { readonly file: string; readonly fails: boolean },
): readonly string[] {
  const { severity, code, message, place } = diagnostic;
  const name = place === undefined ? code : `${code} at ${place.line}:${place.column}`;
  const line = place === undefined ? {} : { line: place.line };
  const text = xmlText(formatDiagnostic(diagnostic, { colour: false }));
  const said = fails
    ? `<failure${xmlAttributes({ message, type: severity })}>${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return [
    `    <testcase${xmlAttributes({ name, classname: file, file, ...line })}>`,
    `      ${said}`,
    '    </testcase>',
  ];
}
