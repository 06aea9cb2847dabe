import { type Command, Option } from 'commander';
import { gatherFaults } from '../../inputs/option-values.ts';
import { formatNames } from '../../terminal/output-format.ts';
import { TEST_FORMATS, type TestFormat } from './report/formats.ts';

/** How tests are run. */
export interface TestSettings {
  readonly coverage: boolean;
  /** In percent of each rulebook. */
  readonly minCoverage?: number;
  readonly update: boolean;
  readonly format: TestFormat;
}

const JSON_SHAPE = `
As JSON, results are one array of { file, line, name, passed, as_of, differences: [{ key, expected, got }] };
with --coverage, { tests, coverage }: that array, and for each rulebook { rulebook, covered, total, percent,
criteria, rules, stages, could_be, missing: [{ what, file, line }] }.`;

export function addTestOptions(command: Command): Command {
  return command
    .argument('<file...>', 'rulebooks (built-in names or paths) or *.test.yaml files; quoted patterns too')
    .option('--coverage', 'what the tests show of each rulebook, and what none of them shows')
    .option('--min-coverage <percent>', 'exit 1 if the tests show less than this of a rulebook')
    .option('--update', 'rewrite the expectations of failing tests, and write missing ones, in the files')
    .addOption(
      new Option('--format <format>', 'format of the results (default: human)').choices(
        formatNames(TEST_FORMATS),
      ),
    )
    .option('--debug', 'print the stack of a defect')
    .addHelpText('after', JSON_SHAPE);
}

/** The options as commander read them. Throws CannotRun if one has no meaning. */
export function readTestOptions(options: Readonly<Record<string, unknown>>): TestSettings {
  const faults = gatherFaults();
  const percent = options.minCoverage === undefined ? undefined : String(options.minCoverage);
  const number = Number(percent?.replace(/%$/, ''));
  if (percent !== undefined && (!/^\d+(?:\.\d+)?%?$/.test(percent) || number > 100))
    faults.add(`--min-coverage ${percent} is not a percentage`, 'write a number from 0 to 100');
  faults.throwIfAny();
  return {
    coverage: options.coverage === true,
    ...(percent === undefined ? {} : { minCoverage: number }),
    update: options.update === true,
    format: formatNames(TEST_FORMATS).find(format => format === options.format) ?? 'human',
  };
}
