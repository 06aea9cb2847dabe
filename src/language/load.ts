import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { InputRecord } from '../model/summary.ts';
import { nearestName } from '../values/nearest.ts';
import { createReport, quoted, suggest } from '../yaml/shape.ts';
import { indexPlaces } from '../yaml/text-places.ts';
import { BUILT_IN_NAMES, builtInFile, type RulebookFile } from './built-in.ts';
import {
  type CheckedRulebookText,
  type Extends,
  extensionOf,
  interpretRulebook,
  type ParsedRulebook,
  parseDocument,
  unknownBase,
} from './parse.ts';
import type { TestOptions } from './tests/rulebook-tests.ts';

/** A rulebook from files. */
export interface LoadedRulebook extends ParsedRulebook {
  /** Every file that was read: the rulebook itself, then its base. */
  readonly files: readonly InputRecord[];
}

export interface ReadFile extends InputRecord {
  readonly text: string;
}

/** Where the files of a rulebook come from, if not from the file system as it is; built-ins always do. */
export interface LoadOptions extends TestOptions {
  /** Reads a file by its path. What it throws of its own as `CannotRun` stands. */
  readonly read?: (path: string) => Promise<Uint8Array>;
  /** What messages call a file, such as `main:rules.yaml`; by default its path. */
  readonly nameOf?: (path: string) => string;
}

/**
 * Loads a rulebook by the name of a built-in or by its path, with what it extends.
 *
 * @throws CannotRun if the file itself cannot be read; whatever is wrong in it is a diagnostic
 */
export async function loadRulebook(
  nameOrPath: string,
  { read = readFile, nameOf = path => path, drafts = false }: LoadOptions = {},
): Promise<Checked<LoadedRulebook> & Pick<CheckedRulebookText, 'faulty'>> {
  const options = { read, nameOf };
  const own = builtInFile(nameOrPath) ?? { file: nameOf(nameOrPath), path: nameOrPath, read };
  const source = await readSource(own).catch((error: unknown) => {
    throw error instanceof CannotRun ? error : new CannotRun([unreadable(nameOrPath, error)]);
  });
  if ('message' in source) return { diagnostics: [source] };
  const document = { ...parseDocument(source), drafts };
  const extension = extensionOf(document);
  const base = extension && (await readBase(extension, own.path, options));
  const { value, ...faults } = interpretRulebook(document, base);
  const { diagnostics } = faults;
  const files = [source, ...(base !== undefined && 'sha256' in base ? [base] : [])];
  if (value === undefined) return faults;
  return { value: Object.freeze({ ...value, files: Object.freeze(files.map(recordOf)) }), diagnostics };
}

/** The base beside the rulebook that extends it; a diagnostic where there is none. */
async function readBase(
  extension: Extends,
  own: string,
  { read, nameOf }: Required<Pick<LoadOptions, 'read' | 'nameOf'>>,
): Promise<ReadFile | Diagnostic> {
  const { name } = extension;
  const beside = isAbsolute(name) ? name : join(dirname(own), name);
  const base = builtInFile(name) ?? { file: nameOf(normalize(beside)), path: beside, read };
  return readSource(base).catch(() => unknownBase(extension));
}

/** A file with what reads it, which is the file system for a built-in. */
type Readable = RulebookFile & Pick<LoadOptions, 'read'>;

/** The file's text; a diagnostic where it is not UTF-8, since names in another encoding would be guesses. */
export async function readSource({ file, path, read = readFile }: Readable): Promise<ReadFile | Diagnostic> {
  const bytes = await read(path);
  const text = new TextDecoder().decode(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (isUtf8(bytes)) return { file, text, sha256, bytes: bytes.length };
  const offence = text.indexOf('\uFFFD');
  return {
    severity: 'error',
    code: 'not-utf-8',
    message: 'the file is not encoded as UTF-8 from here on',
    fix: 'save it as UTF-8',
    place: indexPlaces(text, file)(offence, offence + 1),
  };
}

function recordOf({ file, sha256, bytes }: ReadFile): InputRecord {
  return Object.freeze({ file, sha256, bytes });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'reading it is not allowed',
  EPERM: 'reading it is not allowed',
};

/** Why the system did not open a file, in plain words. */
export function describeReadError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? 'it cannot be opened';
}

function unreadable(name: string, error: unknown): Diagnostic {
  // A folder may be called like a built-in.
  const isName = !/[./\\]/.test(name) && describeReadError(error) === REASONS.ENOENT;
  const known = suggest(name, BUILT_IN_NAMES, createReport(nearestName));
  return {
    severity: 'error',
    code: 'cannot-read',
    message: isName
      ? `there is no built-in rulebook and no file ${quoted(name)}`
      : `the rulebook ${quoted(name)} cannot be read: ${describeReadError(error)}`,
    fix: isName ? known : 'check the path, or name a built-in rulebook such as `bant`',
  };
}
