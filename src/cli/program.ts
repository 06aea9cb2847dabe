import { Command } from 'commander';
import type { Run } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { addJudgingOptions, addQualifyOptions, addReadingOptions } from './qualify-options.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

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
    load: async () => (await import('./commands/qualify.ts')).qualify,
  },
  {
    name: 'test',
    summary: "run a rulebook's own tests",
    examples: ['leadsieve test rules.yaml', 'leadsieve test rules/*.yaml'],
    define: command =>
      command
        .argument('<file...>', 'rulebooks (built-in names or paths)')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    name: 'show',
    summary: 'print a rulebook as it stands after `extends`, or a built-in',
    examples: ['leadsieve show bant', 'leadsieve show rules.yaml > merged.yaml'],
    define: command =>
      command
        .argument('<rulebook>', 'a built-in name or a path')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/show.ts')).show,
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
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/explain.ts')).explain,
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
          .option('-o, --out <file>', 'where to write it, if nothing is there yet (default: stdout)')
          .option('--outcome <column>', 'what became of the leads: left out, for no rule may ask about it')
          .optionsGroup('How to read the list:'),
      )
        .optionsGroup('How to run:')
        .option('--debug', 'print the stack of a defect'),
    load: async () => (await import('./commands/init.ts')).init,
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
      examplesText(['leadsieve qualify leads.csv --rules bant', 'leadsieve show purchased-list']),
    );
  for (const definition of DEFINITIONS) {
    const command = definition.define(program.command(definition.name).description(definition.summary));
    command.addHelpText('after', examplesText(definition.examples)).action(async () => {
      const run = await definition.load();
      const operands = command.processedArgs.flat().map(String);
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

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map(example => `  $ ${example}`).join('\n')}\n`;
}
