import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command is run with: its arguments, its options as commander read them, and where to speak. */
export type Run = (
  args: readonly string[],
  options: Record<string, unknown>,
  terminal: Terminal,
) => Promise<ExitCode>;
