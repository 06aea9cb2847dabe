import type { RulebookTestResult } from '../../../language/tests/result.ts';
import type { OutputFormat } from '../../../terminal/output-format.ts';
import type { RulebookCoverage } from './coverage.ts';

/** What is printed of tests that ran. */
export interface TestReport {
  readonly results: readonly RulebookTestResult[];
  /** Of each rulebook; empty where it was not measured. */
  readonly coverage: readonly RulebookCoverage[];
  /** Whether the coverage is to be shown. */
  readonly showsCoverage: boolean;
  /** The percentage that each rulebook must reach. */
  readonly minCoverage?: number;
}

interface PrintOptions {
  readonly colour: boolean;
  readonly width?: number;
}

/** Writes results; the text ends with a newline. */
export type TestPrinter = (report: TestReport, options: PrintOptions) => string;

/** Every form of the results, which `test --format` takes. */
export const TEST_FORMATS = {
  human: {
    isData: false,
    load: async () => {
      const [{ formatRulebookTests }, { formatCoverage }] = await Promise.all([
        import('./report.ts'),
        import('./coverage.ts'),
      ]);
      return ({ results, coverage, showsCoverage }, options) =>
        formatRulebookTests(results, options) +
        (showsCoverage ? `\n${formatCoverage(coverage, options)}` : '');
    },
  },
  json: {
    isData: true,
    load: async () => {
      const { formatRulebookTestsJson } = await import('./json.ts');
      return ({ results, coverage, showsCoverage }) =>
        formatRulebookTestsJson(results, showsCoverage ? coverage : undefined);
    },
  },
  junit: {
    isData: true,
    load: async () => {
      const { formatRulebookTestsJunit } = await import('./junit.ts');
      return ({ results, coverage, showsCoverage, minCoverage }) => {
        if (!showsCoverage && minCoverage === undefined) return formatRulebookTestsJunit(results);
        const atLeast = minCoverage === undefined ? {} : { atLeast: minCoverage };
        return formatRulebookTestsJunit(results, { all: coverage, ...atLeast });
      };
    },
  },
} as const satisfies Readonly<Record<string, OutputFormat<TestPrinter>>>;

export type TestFormat = keyof typeof TEST_FORMATS;
