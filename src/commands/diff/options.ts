import { type Command, Option } from 'commander';
import { addOptionsBesideRules, collect } from '../../inputs/qualify-options.ts';
import { formatNames } from '../../terminal/output-format.ts';
import { DIFF_FORMATS } from './report/report.ts';

/** Adds the options of `diff`, in the groups of its help. */
export function addDiffOptions(command: Command): Command {
  return addOptionsBesideRules(
    command
      .usage(
        '[options] <old> <new> [list...]\n       leadsieve diff [options] --base <ref> <rulebook> [list...]',
      )
      .argument('<files...>', 'two rulebooks (or one with --base), then lead lists; - is stdin')
      .optionsGroup('What to compare:')
      .option('--base <ref>', 'compare one rulebook with what it was at this git revision'),
  )
    .optionsGroup('What to write:')
    .addOption(
      new Option('--format <format>', 'table (default), json, or markdown for a pull request').choices(
        formatNames(DIFF_FORMATS),
      ),
    )
    .optionsGroup('When to fail:')
    .option('--fail-if <expression>', 'exit 1 if it holds, such as "moved > 5%" (repeatable)', collect)
    .optionsGroup('How to run:')
    .option('--debug', 'print the stack of a defect');
}
