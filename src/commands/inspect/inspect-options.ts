import { type Command, Option } from 'commander';
import { gatherFaults, parseListChoice } from '../../inputs/option-values.ts';
import { addReadingOptions } from '../../inputs/qualify-options.ts';
import { DATES_CHOICE, LOCALE_CHOICE, parseReading } from '../../inputs/qualify-settings.ts';
import type { ListOptions } from '../../lists/lead-list.ts';
import type { DateOrder, Locale } from '../../model/lead.ts';
import { formatNames } from '../../terminal/output-format.ts';
import { INSPECT_FORMATS, type InspectFormat } from './formats.ts';

/** The options of `inspect`, complete and typed. */
export interface InspectSettings {
  readonly path: string;
  /** A rulebook, or all built-ins. */
  readonly rules?: string;
  readonly locale?: Locale;
  readonly dates?: DateOrder;
  readonly reading: ListOptions;
  readonly rewrite?: string;
  /** Whether the clean copy may take the place of a file. */
  readonly force: boolean;
  readonly showValues: boolean;
  readonly format: InspectFormat;
}

interface RawOptions {
  readonly rules?: string;
  readonly locale?: string;
  readonly dates?: string;
  readonly rewrite?: string;
  readonly force?: boolean;
  readonly showValues?: boolean;
  readonly format?: InspectFormat;
}

/** Adds the options of `inspect`. */
export function addInspectOptions(command: Command): Command {
  const reading = command
    .argument('<list>', 'a list: .csv .tsv .txt .json .ndjson .jsonl, any of them .gz; - is stdin')
    .optionsGroup('What to match:')
    .option('-r, --rules <name|file>', 'the rulebook whose fields are matched (default: all built-ins)')
    .optionsGroup('How to read the list:')
    .option(
      '--locale <name>',
      'how numbers and dates are written: en, en-GB, fr or pl (default: what reads most)',
    )
    .option('--dates <dmy|mdy|ymd>', "the order in dates, where it is not the locale's");
  return addReadingOptions(reading)
    .optionsGroup('What to write:')
    .option('--rewrite <file.csv>', 'the same rows as clean RFC 4180: UTF-8, comma, CRLF, faults mended')
    .option('--force', 'replace FILE.csv if it is there')
    .option('--show-values', 'the commonest values of each column, too')
    .addOption(
      new Option('--format <format>', 'format of the findings (default: table)').choices(
        formatNames(INSPECT_FORMATS),
      ),
    )
    .optionsGroup('How to run:')
    .option('--debug', 'print the stack of a defect');
}

/** Completes the options of `inspect`, once. Throws CannotRun for a locale that there is not. */
export function parseInspectSettings(path: string, options: Record<string, unknown>): InspectSettings {
  const raw = options as RawOptions & Parameters<typeof parseReading>[0];
  const faults = gatherFaults();
  const choose = <T extends string>(
    text: string | undefined,
    option: Parameters<typeof parseListChoice<T>>[1],
  ): T | undefined => {
    // A list name before it has no meaning here, where there is one list.
    const { all } = parseListChoice(text === undefined ? [] : [text.replaceAll('=', ' ')], option, faults);
    return all;
  };
  const locale = choose(raw.locale, LOCALE_CHOICE);
  const dates = choose(raw.dates, DATES_CHOICE);
  faults.throwIfAny();
  return {
    path,
    reading: { ...parseReading(options), inDoubt: 'take-better' },
    force: raw.force === true,
    showValues: raw.showValues === true,
    format: raw.format ?? 'table',
    ...(raw.rules === undefined ? {} : { rules: raw.rules }),
    ...(locale === undefined ? {} : { locale }),
    ...(dates === undefined ? {} : { dates }),
    ...(raw.rewrite === undefined ? {} : { rewrite: raw.rewrite }),
  };
}
