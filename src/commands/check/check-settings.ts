import { type Command, Option } from 'commander';
import { gatherFaults } from '../../inputs/option-values.ts';
import { formatNames } from '../../terminal/output-format.ts';
import { FINDINGS_FORMATS, type FindingsFormatName } from './report/formats.ts';

/** The options of `check`, complete. */
export interface CheckSettings {
  readonly format: FindingsFormatName;
  /** How many warnings are allowed. */
  readonly maxWarnings: number;
  /** A git revision that rulebooks are compared with. */
  readonly base?: string;
  /** A code whose page is asked for, in place of a check. */
  readonly explain?: string;
}

/** Adds the options of `check`. */
export function addCheckOptions(command: Command): Command {
  return command
    .argument('[file...]', 'rulebooks and cost files: paths, folders, patterns in quotes, built-in names')
    .addOption(
      new Option('--format <format>', 'format of the findings (default: human)').choices(
        formatNames(FINDINGS_FORMATS),
      ),
    )
    .option('--max-warnings <n>', 'exit 1 if there are more warnings (default: no limit)')
    .option('--base <revision>', 'a git revision: finds rules that changed while their version did not')
    .option('--explain <code>', 'the page of a code, in place of a check: why, a bad example, a good one')
    .option('--debug', 'print the stack of a defect');
}

/**
 * Reads the options of `check`.
 *
 * @throws CannotRun where one of them has no meaning, or there is nothing to check
 */
export function readCheckSettings(
  files: readonly string[],
  options: Readonly<Record<string, unknown>>,
): CheckSettings {
  const { format, maxWarnings, base, explain } = options as Readonly<Record<string, string | undefined>>;
  const faults = gatherFaults();
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings))
    faults.add(`--max-warnings ${maxWarnings} is no number of warnings`, 'write a whole number, such as 0');
  if (files.length === 0 && explain === undefined)
    faults.add("missing required argument 'file'", 'name rulebooks and cost files, or a folder of them');
  faults.throwIfAny();
  return {
    format: formatNames(FINDINGS_FORMATS).find(name => name === format) ?? 'human',
    maxWarnings: maxWarnings === undefined ? Number.POSITIVE_INFINITY : Number(maxWarnings),
    ...(base !== undefined && { base }),
    ...(explain !== undefined && { explain }),
  };
}
