import { readFile } from 'node:fs/promises';
import { measureCoverage } from '../../engine/tests/coverage.ts';
import { runRulebookTests } from '../../engine/tests/run-tests.ts';
import { expandPatterns } from '../../files/file-patterns.ts';
import { mendFolders, type Replacement, replaceFiles } from '../../files/replace-files.ts';
import { loadTests, type TestSuite } from '../../language/tests/load-tests.ts';
import type { RulebookTestResult } from '../../language/tests/result.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Day } from '../../model/lead.ts';
import { today } from '../../shell/clock.ts';
import type { Run } from '../../shell/command.ts';
import { EXIT } from '../../shell/exit-codes.ts';
import { interruptible } from '../../shell/interrupt.ts';
import { tell } from '../../shell/tell.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { formatCoveredPercent, type RulebookCoverage } from './report/coverage.ts';
import { TEST_FORMATS } from './report/formats.ts';
import { formatUpdates } from './report/update.ts';
import { readTestOptions, type TestSettings } from './test-options.ts';
import { updateRulebookTests } from './update-tests.ts';

/** The tests of one file with what came of them. */
interface RanSuite {
  readonly suite: TestSuite;
  readonly results: readonly RulebookTestResult[];
}

/** `leadsieve test`: runs the tests of rulebooks and of the files of tests beside them. */
export const test: Run = async (patterns, options, terminal) => {
  const settings = readTestOptions(options);
  const suites = await findSuites(patterns, settings);
  const asOf = today();
  const ran = settings.update
    ? await updateSuites(suites, { asOf, terminal })
    : suites.map(suite => ({ suite, results: runRulebookTests(suite.rulebook, { asOf }) }));
  const isMeasured = settings.coverage || settings.minCoverage !== undefined;
  const coverage = isMeasured ? measureEach(ran) : [];
  const results = ran.flatMap(each => each.results);
  const print = await TEST_FORMATS[settings.format].load();
  const report = { ...settings, results, coverage, showsCoverage: settings.coverage };
  terminal.out.write(print(report, { colour: terminal.out.colour, width: terminal.out.width }));
  const low = findLow(coverage, settings);
  tell(terminal, low);
  return low.length === 0 && results.every(({ passed }) => passed) ? EXIT.done : EXIT.findings;
};

/** Throws CannotRun with all that is wrong with the files, in them, and with those that have no tests. */
async function findSuites(
  patterns: readonly string[],
  { update }: TestSettings,
): Promise<readonly TestSuite[]> {
  const { files, diagnostics: unmatched } = expandPatterns(patterns);
  if (update) mendFolders(files);
  const { value, diagnostics } = await loadTests(files, { drafts: update });
  const untested = value?.untested.map(withoutTests) ?? [];
  const faults = [...unmatched, ...diagnostics, ...untested];
  if (value === undefined || faults.length > 0) throw new CannotRun(faults);
  return value.suites;
}

/** Writes what comes out now into the files of tests that fail, all of them or none, and says what it changed. */
async function updateSuites(
  suites: readonly TestSuite[],
  { asOf, terminal }: { readonly asOf: Day; readonly terminal: Terminal },
): Promise<readonly RanSuite[]> {
  const faults: Diagnostic[] = [];
  const changed: RulebookTestResult[] = [];
  const replacements: Replacement[] = [];
  const ran: RanSuite[] = [];
  for (const suite of suites) {
    const { path, parse, rulebook } = suite;
    const results = runRulebookTests(rulebook, { asOf });
    if (path === undefined || results.every(({ passed }) => passed)) {
      ran.push({ suite, results });
      continue;
    }
    const before = await readFile(path, 'utf8');
    const { value, diagnostics } = await updateRulebookTests(before, { parse, asOf });
    faults.push(...diagnostics);
    if (value === undefined) continue;
    replacements.push({ path, before, after: value.text });
    changed.push(...value.changed);
    ran.push({ suite: { ...suite, rulebook: value.rulebook }, results: value.results });
  }
  if (faults.length > 0) throw new CannotRun(faults);
  await interruptible(
    () => true,
    async () => replaceFiles(replacements),
  );
  const { colour, width } = terminal.err;
  const isSettled = ran.every(({ results }) => results.every(({ passed }) => passed));
  // A built-in is not rewritten, so that something may still fail.
  if (isSettled || changed.length > 0) terminal.err.write(formatUpdates(changed, { colour, width }));
  return ran;
}

/** The coverage of each rulebook by all of its files of tests that ran. */
function measureEach(ran: readonly RanSuite[]): readonly RulebookCoverage[] {
  return [...new Set(ran.map(({ suite }) => suite.of))].flatMap(of => {
    const ofOne = ran.filter(({ suite }) => suite.of === of);
    const [first] = ofOne;
    if (first === undefined) return [];
    const results = ofOne.flatMap(each => each.results);
    return [{ rulebook: of, coverage: measureCoverage(first.suite.rulebook, results) }];
  });
}

/** What is said of each rulebook of which too little is covered. */
function findLow(
  coverage: readonly RulebookCoverage[],
  { minCoverage, coverage: isShown }: TestSettings,
): readonly Diagnostic[] {
  const low = coverage.filter(one => one.coverage.percent < (minCoverage ?? 0));
  return low.map(({ rulebook, coverage: { percent, covered, total } }) => ({
    severity: 'error',
    code: 'low-coverage',
    message: `the tests of ${rulebook} show ${formatCoveredPercent(percent)} % of it (${covered} of ${total}), less than --min-coverage ${minCoverage}`,
    fix: isShown ? 'add tests for what none shows' : '--coverage lists what no test shows',
  }));
}

function withoutTests(rulebook: string): Diagnostic {
  return {
    severity: 'error',
    code: 'no-tests',
    message: `rulebook ${rulebook} has no tests`,
    fix: 'add at least one under `tests:`, or in a NAME.test.yaml beside it; rules/README.md shows how',
  };
}
