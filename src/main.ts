import { CommanderError } from 'commander';
import { describeSystemError } from './lists/list-faults.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { CannotRun, Defect } from './model/errors.ts';
import { createProgram } from './program.ts';
import { EXIT } from './shell/exit-codes.ts';
import { tell } from './shell/tell.ts';
import { isBrokenPipe, processTerminal, type Terminal } from './shell/terminal.ts';
import { usageFault } from './shell/usage-fault.ts';
import { safe } from './terminal/safe.ts';

/**
 * Runs one command line, and is the only place that catches.
 *
 * @returns the exit code of cli.md
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  const result = { code: EXIT.done as number };
  try {
    const program = createProgram(terminal, code => {
      result.code = code;
    });
    if (argv.length === 0) terminal.out.write(program.helpInformation());
    else await program.parseAsync([...argv], { from: 'user' });
    return result.code;
  } catch (error) {
    return report(error, { terminal, debug: argv.includes('--debug') });
  }
}

/** Tells what went wrong; where nobody can be told, the exit code still says it. */
function report(error: unknown, options: { terminal: Terminal; debug: boolean }): number {
  try {
    return tellError(error, options);
  } catch {
    return error instanceof Defect ? EXIT.defect : EXIT.cannotRun;
  }
}

function tellError(error: unknown, { terminal, debug }: { terminal: Terminal; debug: boolean }): number {
  // Commander has printed its help or its version already.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  if (error instanceof CommanderError) {
    tell(terminal, [usageFault(error)]);
    return EXIT.cannotRun;
  }
  if (isBrokenPipe(error)) return EXIT.done;
  if (error instanceof CannotRun) {
    tell(terminal, error.diagnostics);
    return EXIT.cannotRun;
  }
  const refusal = systemRefusal(error);
  if (refusal !== undefined) {
    tell(terminal, [refusal]);
    return EXIT.cannotRun;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.err.write(`leadsieve met a defect of its own: ${safe(message)}\n`);
  terminal.err.write('Please report it, with the command and what --debug prints.\n');
  if (debug && error instanceof Error) terminal.err.write(`${safe(error.stack ?? '')}\n`);
  return EXIT.defect;
}

/** What the system refused, wherever that was: nothing that leadsieve could have known better. */
function systemRefusal(error: unknown): Diagnostic | undefined {
  const what = describeSystemError(error);
  if (what === undefined) return undefined;
  const { path = 'a file' } = error as NodeJS.ErrnoException;
  return { severity: 'error', code: 'file-error', message: `${path} ${what}`, fix: '' };
}
