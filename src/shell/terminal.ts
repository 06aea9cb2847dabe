import { writeSync } from 'node:fs';
import { describeSystemError } from '../lists/list-faults.ts';
import { CannotRun } from '../model/errors.ts';

/** Where a command speaks: data to `out`, everything else to `err`. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
}

export interface Stream {
  readonly isTerminal: boolean;
  /** Honours NO_COLOR, FORCE_COLOR and whether anybody looks. */
  readonly colour: boolean;
  /** Columns to fit into. */
  readonly width: number;
  /** Writes all of the bytes before it returns, or none any more once the reader went away; throws CannotRun on a full disk. */
  write(text: string | Uint8Array): void;
}

const DEFAULT_WIDTH = 100;

/** The process's own streams. */
export function processTerminal(): Terminal {
  return { out: streamOf(process.stdout, 1), err: streamOf(process.stderr, 2) };
}

function streamOf(stream: NodeJS.WriteStream, descriptor: number): Stream {
  const isTerminal = stream.isTTY === true;
  let hasReader = true;
  return {
    isTerminal,
    colour: wantsColour(isTerminal),
    width: isTerminal ? Math.max(stream.columns ?? DEFAULT_WIDTH, 60) : DEFAULT_WIDTH,
    write(text) {
      if (!hasReader) return;
      try {
        writeAll(descriptor, typeof text === 'string' ? Buffer.from(text, 'utf8') : text);
      } catch (error) {
        // That nobody reads any more ends the printing; the work and its exit code go on.
        if (!isBrokenPipe(error)) throw error;
        hasReader = false;
      }
    },
  };
}

/** As NO_COLOR and FORCE_COLOR are commonly read: an empty value counts for nothing; `0` and `false` force none. */
function wantsColour(isTerminal: boolean): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force } = process.env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && process.env.TERM !== 'dumb';
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      // A pipe that Node made non-blocking is full: its reader is slow, not gone.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw unwritable(error, descriptor);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Whether the reader of an output went away. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** A reader that went away stays the system's error, for `main` to end quietly. */
function unwritable(error: unknown, descriptor: number): unknown {
  const what = describeSystemError(error);
  if (what === undefined) return error;
  const stream = descriptor === 1 ? 'standard output' : 'standard error';
  const fix = 'make room where it is sent to';
  return new CannotRun([
    { severity: 'error', code: 'output-not-writable', message: `${stream} ${what}`, fix },
  ]);
}
