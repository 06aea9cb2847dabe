import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';

const SAVE_AS_CSV = 'save it as CSV UTF-8';

function fault(code: string, message: string, fix: string): Diagnostic {
  return { severity: 'error', code, message, fix };
}

/** What went wrong with a file, in plain words; undefined where the system is not to blame. */
export function describeSystemError(error: unknown): string | undefined {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return undefined;
  const isSystems = typeof syscall === 'string' && /^E[A-Z0-9]+$/.test(code) && !NOT_THE_SYSTEMS.has(code);
  return SYSTEM_ERRORS[code] ?? (isSystems ? `cannot be used: the system reports ${code}` : undefined);
}

/** A reader that went away, and what only a defect asks of the system. */
const NOT_THE_SYSTEMS: ReadonlySet<string> = new Set(['EPIPE', 'EBADF', 'EINVAL', 'EFAULT']);

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be opened: permission denied',
  EPERM: 'may not be changed: operation not permitted',
  EISDIR: 'is a folder',
  ENOTDIR: 'lies under a file, not a folder',
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the disk quota is used up',
  EROFS: 'cannot be written: the file system is read-only',
  EMFILE: 'cannot be opened: too many files are open',
  EIO: 'cannot be read or written: the device reports an error',
  ENAMETOOLONG: 'has a name that is too long',
  ELOOP: 'is a link that leads in a circle',
  EFBIG: 'cannot be written: it grows larger than the system allows',
};

const CHECK_PATH = 'check the path, seen from the folder that you are in';

/** A system error as a diagnostic about `name`; any other error is a defect and is thrown on. */
export function systemFault(name: string, error: unknown): Diagnostic {
  if (error instanceof CannotRun && error.diagnostics[0] !== undefined) return error.diagnostics[0];
  const what = describeSystemError(error);
  if (what === undefined) throw error;
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  return fault('file-error', `${name} ${what}`, isMissing ? CHECK_PATH : '');
}

export const listFaults = {
  isEmpty: (name: string) =>
    fault('empty-list', `${name} is empty`, 'check the export that wrote it: a list starts with a header'),
  wrongKind: (name: string, kind: string, fix: string = SAVE_AS_CSV) =>
    fault('not-a-list', `${name} is ${kind}`, fix),
  binary: (name: string, nuls: number) =>
    fault(
      'binary',
      `${name}: ${nuls} of its bytes are NUL: binary or UTF-16?`,
      `${SAVE_AS_CSV} Or say --encoding utf-16le.`,
    ),
  gzipCutShort: (name: string) =>
    fault('gzip-cut-short', `${name}: the gzip data is cut short`, 'copy or download the file again'),
  gzipDamaged: (name: string) =>
    fault(
      'gzip-damaged',
      `${name}: the gzip data is damaged, or something else stands behind it`,
      'copy or download the file again',
    ),
  notGzip: (name: string) =>
    fault(
      'not-gzip',
      `${name} is not gzip data, whatever its name says`,
      'rename it, or compress it with gzip',
    ),
  growsTooMuch: (name: string) =>
    fault('gzip-bomb', `${name} grows more than 200-fold, past 1 GB`, 'if that is right, say --allow-large'),
  changed: (name: string) =>
    fault('input-changed', `${name} changed while it was read`, 'run again once nothing writes to it'),
  unknownEncoding: (name: string, encoding: string) =>
    fault(
      'unknown-encoding',
      `${name}: there is no encoding "${encoding}"`,
      'say for example --encoding windows-1250',
    ),
  badOption: (flag: string, what: string, fix: string) => fault('bad-option', `${flag} ${what}`, fix),
  ambiguousDelimiter: (name: string, one: string, other: string) =>
    fault(
      'ambiguous-delimiter',
      `${name}: the delimiter may be ${one} or ${other}`,
      'say which: --delimiter ";" or the like',
    ),
  headerUnreadable: (name: string, line: number, why: string) =>
    fault('header-unreadable', `${name}: the header cannot be read: line ${line}: ${why}`, ''),
  headerTooLong: (name: string, megabytes: number) =>
    fault(
      'header-too-long',
      `${name}: its first line is longer than ${megabytes} MB`,
      'is this a list of leads? If so, check its line endings',
    ),
  otherTable: (name: string, { line, names }: { readonly line: number; readonly names: readonly string[] }) =>
    fault(
      'second-table',
      `${name}: another table starts on line ${line} (${names
        .filter(cell => cell.trim() !== '')
        .slice(0, 5)
        .join(', ')}): its rows do not belong under the first header`,
      'split the list in two; if that line is a lead, take out the empty line above it',
    ),
  noSuchRow: (name: string, row: number) =>
    fault(
      'no-header-row',
      `${name} has no line ${row} for --header-row`,
      'name the line that the header is on, from 1',
    ),
  jsonNotAList: (name: string, what: string) =>
    fault(
      'json-not-a-list',
      `${name} is ${what}, not a list of leads`,
      'write an array of objects, or one object on each line as .ndjson',
    ),
  jsonCutShort: (name: string) =>
    fault(
      'json-cut-short',
      `${name}: the JSON is cut short: its array is never closed`,
      'write or download the file again',
    ),
  jsonInvalid: (name: string, line: number) =>
    fault(
      'json-invalid',
      `${name}: what starts on line ${line} is not valid JSON`,
      'mend it there, or write one object on each line as .ndjson',
    ),
  tooManyKeys: (name: string, most: number) =>
    fault(
      'too-many-columns',
      `${name}: its objects have more than ${most} different keys`,
      'are keys used as values? Write them as values',
    ),
} as const;

/** A finding that does not stop the run. */
export function warning(code: string, message: string, fix = ''): Diagnostic {
  return { severity: 'warning', code, message, fix };
}
