import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemFault } from '../lists/list-faults.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { LockHolder } from './lock-file.ts';
import type { LockAttempt } from './output-lock.ts';
import { findClash } from './output-name.ts';

/** Creates a folder, not its parents, which are rather misspelt than missing; looks whether files can be created in it. */
export function prepareFolder(path: string): Diagnostic | undefined {
  try {
    if (!existsSync(path)) mkdirSync(path);
    else if (!statSync(path).isDirectory()) return NOT_A_FOLDER(path);
    accessSync(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT')
      return fault('output-not-writable', missingParent(path), 'create it, or name another');
    const { message } = systemFault(path, error);
    return fault('output-not-writable', `the output folder ${message}`, 'name another folder with --out');
  }
}

const NOT_A_FOLDER = (path: string): Diagnostic =>
  fault('not-a-folder', `${path} is a file, not a folder`, 'name another folder with --out');

function missingParent(path: string): string {
  return `the output folder ${path} cannot be created: ${dirname(path)} does not exist`;
}

/** Names that clash, that are no plain file names, that an input or a folder has: by file, not by spelling. */
export function checkNames(
  folder: string,
  { names, inputs }: { readonly names: readonly string[]; readonly inputs: readonly string[] },
): readonly Diagnostic[] {
  const clash = findClash(names);
  const faults = names.flatMap(name => checkName(folder, { name, inputs }));
  if (clash === undefined) return faults;
  const message = `two outputs would have one name: ${clash[0]} and ${clash[1]}`;
  return [...faults, fault('name-clash', message, 'rename one of the lists or stages: case does not count')];
}

/** The faults of one name of an output. */
export function checkName(
  folder: string,
  { name, inputs }: { readonly name: string; readonly inputs: readonly string[] },
): readonly Diagnostic[] {
  if (name !== basename(name) || name === '' || name.startsWith('.')) {
    return [fault('bad-name', `an output cannot be named "${name}"`, '')];
  }
  const path = join(folder, name);
  const existing = statOf(path);
  if (existing === undefined) return [];
  if (existing.isDirectory()) return [fault('output-is-folder', `${path} is a folder`, 'move it away')];
  const input = inputs.find(candidate => {
    const found = statOf(candidate);
    return found !== undefined && found.dev === existing.dev && found.ino === existing.ino;
  });
  if (input === undefined) return [];
  const message = `the output ${path} is the input ${input}`;
  return [fault('output-is-input', message, 'name another folder with --out')];
}

/** Links are followed; what cannot be looked at is nothing that could be written over. */
function statOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function fault(code: string, message: string, fix: string): Diagnostic {
  return { severity: 'error', code, message, fix };
}

/** Why a folder's lock cannot be had. */
export function refusal(path: string, attempt: Exclude<LockAttempt, { readonly kind: 'taken' }>): Diagnostic {
  if (attempt.kind === 'no-file') {
    const message = `the lock of the output folder, ${attempt.path}, is not a file`;
    return {
      severity: 'error',
      code: 'output-held',
      message,
      fix: 'remove it, or name another folder with --out',
    };
  }
  const wait = 'wait for it to end, or name another folder with --out';
  return {
    severity: 'error',
    code: 'output-held',
    message: `another run writes to ${path}: ${describe(attempt.holder, attempt.isElsewhere)}`,
    fix: attempt.isElsewhere
      ? `${wait}; if it no longer runs, say --break-lock, or try again in two minutes`
      : wait,
  };
}

function describe({ pid, host, started }: LockHolder, isElsewhere: boolean): string {
  return `process ${pid}${isElsewhere ? ` of host ${host}` : ''}, started ${started}`;
}

/** Said where the lock of a run was taken that may live still. */
export function taken(path: string, holder: LockHolder): Diagnostic {
  const message = `the lock of ${path} was taken from ${describe(holder, true)}`;
  return {
    severity: 'warning',
    code: 'lock-broken',
    message,
    fix: 'if that run goes on, it ends with 2 and writes nothing',
  };
}

/** Said where a run has lost its lock before its end. */
export function lost(path: string): Diagnostic {
  const message = `another run took the lock of ${path}; the output of this run is not written`;
  return {
    severity: 'error',
    code: 'lock-lost',
    message,
    fix: 'name another folder with --out, or run again later',
  };
}

/** Said of a file that has the name of an output and is none. */
export function foreign(path: string): Diagnostic {
  const message = `${path} is there already, and no run of leadsieve wrote it`;
  return fault('output-not-ours', message, 'move it away, name another folder with --out, or say --force');
}
