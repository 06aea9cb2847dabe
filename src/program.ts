import { Command } from 'commander';
import { addCheckOptions } from './commands/check/check-settings.ts';
import { addDiffOptions } from './commands/diff/options.ts';
import { addInspectOptions } from './commands/inspect/inspect-options.ts';
import { addTestOptions } from './commands/test/test-options.ts';
import { addJudgingOptions, addQualifyOptions, addReadingOptions } from './inputs/qualify-options.ts';
import type { Run } from './shell/command.ts';
import type { ExitCode } from './shell/exit-codes.ts';
import type { Terminal } from './shell/terminal.ts';
import { version } from './shell/version.ts';

interface Definition {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly [string, string];
  readonly define: (command: Command) => Command;
  /** Loaded when the command runs, so that start-up pays for one command only. */
  readonly load: () => Promise<Run>;
}

const DEFINITIONS: readonly Definition[] = [
  {
    name: 'qualify',
    summary: 'judge lead lists by a rulebook and say what a qualified lead costs, by source',
    examples: [
      'leadsieve qualify leads.csv --rules bant',
      'leadsieve qualify broker.csv crm.json.gz -r rules.yaml -c costs.yaml --locale broker=fr --fail-if "cpsql > 250"',
    ],
    define: addQualifyOptions,
    load: async () => (await import('./commands/qualify/command.ts')).qualify,
  },
  {
    name: 'check',
    summary: 'say every fault and every doubtful thing in rulebooks and cost files',
    examples: [
      'leadsieve check rules.yaml costs.yaml',
      "leadsieve check 'rules/**/*.yaml' --format sarif --max-warnings 0",
    ],
    define: addCheckOptions,
    load: async () => (await import('./commands/check/command.ts')).check,
  },
  {
    name: 'test',
    summary: "run a rulebook's own tests",
    examples: [
      "leadsieve test 'rules/*.yaml' --min-coverage 90",
      'leadsieve test rules.yaml rules.test.yaml --format junit > tests.xml',
    ],
    define: addTestOptions,
    load: async () => (await import('./commands/test/command.ts')).test,
  },
  {
    name: 'show',
    summary: 'print a rulebook as it stands after `extends`, or a built-in',
    examples: ['leadsieve show bant', 'leadsieve show rules.yaml > merged.yaml'],
    define: command =>
      command
        .argument('<rulebook>', 'a built-in name or a path')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/show/command.ts')).show,
  },
  {
    name: 'explain',
    summary: 'show how one lead got its verdict, step by step',
    examples: [
      'leadsieve explain leads.csv --rules bant --lead 17',
      'leadsieve explain leads.csv -r rules.yaml --lead email=ceo@acme.example',
    ],
    define: command =>
      addJudgingOptions(command.argument('<list>', 'a lead list; - is stdin'))
        .optionsGroup('Which lead:')
        .requiredOption('--lead <row|field=value>', 'a row number, or the first lead with this value')
        .optionsGroup('How to run:')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/explain/command.ts')).explain,
  },
  {
    name: 'diff',
    summary: 'show what a rule change does, lead by lead and to the cost',
    examples: [
      'leadsieve diff old.yaml new.yaml leads.csv --costs costs.yaml --fail-if "moved > 5%"',
      'leadsieve diff --base origin/main rules.yaml leads.csv --format markdown',
    ],
    define: addDiffOptions,
    load: async () => (await import('./commands/diff/command.ts')).diff,
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of rulebooks, or of one with its names filled in, for editors',
    examples: ['leadsieve schema > rulebook.schema.json', 'leadsieve schema rules.yaml > rules.schema.json'],
    define: command =>
      command
        .argument('[rulebook]', 'a built-in name or a path')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/schema/command.ts')).schema,
  },
  {
    name: 'inspect',
    summary: 'show what is in a list: encoding, dialect, columns, fields matched, faults',
    examples: [
      'leadsieve inspect leads.csv',
      'leadsieve inspect broker.csv -r rules.yaml --rewrite clean.csv',
    ],
    define: addInspectOptions,
    load: async () => (await import('./commands/inspect/command.ts')).inspect,
  },
  {
    name: 'init',
    summary: "draft a first rulebook from a list's columns",
    examples: [
      'leadsieve init leads.csv -o rules.yaml',
      'leadsieve init crm.json.gz --outcome won > rules.yaml',
    ],
    define: command =>
      addReadingOptions(
        command
          .argument('<list>', 'a lead list; - is stdin')
          .optionsGroup('What to write:')
          .option('-o, --out <file>', 'where to write it, if nothing is there yet (default: stdout)')
          .option(
            '--outcome <column>',
            'the column that says what became of the leads: no rule may ask about it',
          )
          .optionsGroup('How to read the list:'),
      )
        .optionsGroup('How to run:')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/init/command.ts')).init,
  },
];

/** The whole command line. `finish` is given the exit code of the command that ran. */
export function createProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('leadsieve')
    .description(
      'Batch lead qualifier: judges lead lists by a rulebook and says what a qualified lead costs.',
    )
    .version(version(), '-V, --version')
    .addHelpText(
      'after',
      examplesText([
        'leadsieve init leads.csv -o rules.yaml',
        'leadsieve qualify leads.csv --rules rules.yaml',
      ]),
    );
  for (const definition of DEFINITIONS) {
    const command = definition.define(program.command(definition.name).description(definition.summary));
    command.addHelpText('after', examplesText(definition.examples)).action(async () => {
      const run = await definition.load();
      const operands = command.processedArgs.flat().filter(isGiven).map(String);
      finish(await run(operands, command.opts(), terminal));
    });
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: text => terminal.out.write(text),
      writeErr: text => terminal.err.write(text),
      // `main` reports it, with the other faults of a command line.
      outputError: () => {},
    });
  }
  return program;
}

/** An optional argument that was left out is undefined. */
function isGiven(operand: unknown): boolean {
  return operand !== undefined;
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map(example => `  $ ${example}`).join('\n')}\n`;
}
