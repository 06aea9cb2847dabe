import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { parseCostColumns } from '../../inputs/cost-options.ts';
import { gatherFaults, parseListChoice } from '../../inputs/option-values.ts';
import { collect } from '../../inputs/qualify-options.ts';
import { LOCALE_CHOICE } from '../../inputs/qualify-settings.ts';
import { formatNames } from '../../terminal/output-format.ts';
import type { CostReading } from './check-costs.ts';
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
  readonly reading: CostReading;
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
    .option(
      '--locale <file=name>',
      'how a cost file writes its amounts: en, en-GB, fr, pl (repeatable)',
      collect,
    )
    .option(
      '--cost-column <name=header>',
      'the amount, source, date or currency of a cost CSV is in this column (repeatable)',
      collect,
    )
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
  const { locale = [], costColumn = [] } = options as Readonly<Record<string, readonly string[]>>;
  const locales = parseListChoice(locale, LOCALE_CHOICE, faults);
  if (locales.all !== undefined)
    faults.add('--locale takes a cost file and its locale', `write it as FILE=${locales.all}`);
  const columns = parseCostColumns(costColumn, faults);
  for (const name of locales.byList.keys()) {
    if (files.some(path => isNamed(name, path))) continue;
    faults.add(`--locale ${name}=…: no file is named ${name}`, `one of ${files.join(', ')}`);
  }
  faults.throwIfAny();
  const localeOf = (path: string) => [...locales.byList].find(([name]) => isNamed(name, path))?.[1];
  return {
    format: formatNames(FINDINGS_FORMATS).find(name => name === format) ?? 'human',
    maxWarnings: maxWarnings === undefined ? Number.POSITIVE_INFINITY : Number(maxWarnings),
    reading: { localeOf, columns },
    ...(base !== undefined && { base }),
    ...(explain !== undefined && { explain }),
  };
}

function isNamed(name: string, path: string): boolean {
  return name === path || name === basename(path);
}
