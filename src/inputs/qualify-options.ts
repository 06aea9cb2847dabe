import { type Command, InvalidArgumentError, Option } from 'commander';
import { SUMMARY_FORMATS } from '../summary/summary.ts';
import { formatNames } from '../terminal/output-format.ts';

/** Adds the options of `qualify`, in the groups of its help. */
export function addQualifyOptions(command: Command): Command {
  command.argument(
    '<list...>',
    'lead lists: .csv .tsv .txt .json .ndjson .jsonl, any of them .gz; - is stdin',
  );
  return addJudgingOptions(command)
    .option(
      '--strict',
      'absent fields, unreadable cells, repairs and sources without a cost are errors: exit 2',
    )
    .optionsGroup('What to write:')
    .option('-o, --out <dir>', 'where the annotated lists go (default: ./qualified)')
    .option('--split', 'one more file for each stage: NAME.SQL.csv, …')
    .option('--select <columns>', 'only these columns, in this order, commas between them')
    .addOption(
      new Option('--to <format>', 'format of the annotated lists (default: csv)').choices(['csv', 'ndjson']),
    )
    .addOption(
      new Option(
        '--for <reader>',
        'spreadsheet (default): formulas guarded, BOM kept or added; import: neither',
      ).choices(['spreadsheet', 'import']),
    )
    .option('--stdout', 'the annotated list to stdout (one list), the summary to stderr; no annotated file')
    .addOption(
      new Option('--format <format>', 'format of the summary (default: table)').choices(
        formatNames(SUMMARY_FORMATS),
      ),
    )
    .option('--by <field>', 'group the summary by this field')
    .option('--all-sources', 'no folding of small sources in the table')
    .optionsGroup('When to fail:')
    .option('--fail-if <expression>', 'exit 1 if it holds, such as "cpsql > 250" (repeatable)', collect)
    .option('--warn-if <expression>', 'only warn if it holds (repeatable)', collect)
    .option('--max-rejected <n|n%>', 'exit 1 if more rows are unreadable (default: 1%, at least 10)')
    .optionsGroup('How to run:')
    .option(
      '--workers <n>',
      'threads that judge side by side (default: the cores, as far as the lists are worth it)',
      wholeNumber,
    )
    .option('--force', 'replace files in --out too that no run of leadsieve wrote')
    .option('--break-lock', 'write to --out though another run seems to: that one then ends with 2')
    .option('--debug', 'print the stack of a defect');
}

/** Adds the options that say how a list is read and judged; `explain` shares them. */
export function addJudgingOptions(command: Command): Command {
  return addOptionsBesideRules(
    command
      .optionsGroup('What to judge by:')
      .option('-r, --rules <name|file>', 'a built-in rulebook or a path'),
  );
}

/** The same without the rulebook, which `diff` has two of. */
export function addOptionsBesideRules(command: Command): Command {
  const judging = command
    .optionsGroup('What to judge by:')
    .option(
      '-c, --costs <[source=]file>',
      'what the leads cost, YAML or CSV; with a source, all lines are its (repeatable)',
      collect,
    )
    .option(
      '--cost-column <name=header>',
      'the amount, source, date or currency of a cost CSV is in this column (repeatable)',
      collect,
    )
    .option('--period <from..to>', 'only costs and leads of these days, such as 2026-10-01..2026-10-31')
    .option('--as-of <yyyy-mm-dd>', 'the day of the run (default: today, local date)')
    .option(
      '--suppress <file>',
      'do-not-contact list, existing customers: columns email, domain, phone, email_sha256, phone_sha256 (repeatable)',
      collect,
    )
    .option('--no-dedupe', 'judge every row, duplicates too')
    .optionsGroup('How to read the lists:')
    .option(
      '--locale <[list=]name>',
      'how numbers and dates are written: en (month first), en-GB, fr, pl (day first) (repeatable)',
      collect,
    )
    .option(
      '--dates <[list=]dmy|mdy|ymd>',
      "the order in dates, where it is not the locale's (repeatable)",
      collect,
    )
    .option('--column <field=header>', 'the header that carries a field (repeatable)', collect)
    .option('--source <name>', 'the source where a list has no source column; {list} is its name');
  return addReadingOptions(judging);
}

/** Adds the options that overrule what is detected of a list. */
export function addReadingOptions(command: Command): Command {
  return command
    .option('--encoding <name>', 'where the encoding detected is wrong, such as windows-1252')
    .option('--delimiter <character>', 'what stands between cells, where that detected is wrong; tab for TAB')
    .option('--quote <character>', 'what stands around cells, where that detected is wrong')
    .option('--header-row <n>', 'the line that the header is on, from 1', wholeNumber)
    .option('--no-header', 'the first row is a lead; columns are named column_1, column_2, …')
    .option('--allow-large', 'read gzip that grows more than 200-fold past 1 GB');
}

/** Gathers a repeatable option. No default is declared, for help would print it as `[]`. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}
