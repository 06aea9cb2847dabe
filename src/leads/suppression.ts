import { createHash } from 'node:crypto';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Locale, Reading } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { compileCellParser } from '../values/cell.ts';
import { fold } from '../values/fold.ts';
import { dropGuard } from '../values/formula.ts';
import { trim } from '../values/white-space.ts';
import type { Fingerprint, LeadList } from './lead-list.ts';
import { openList } from './list.ts';
import { warning } from './list-faults.ts';
import { cellText, isPlainCell, type RecordBatch } from './record-batch.ts';
import {
  findSuppressionColumns,
  type SuppressionColumn,
  type SuppressionKey,
  suppressionKeys,
} from './suppression-columns.ts';

/** Who may not be contacted. */
export interface Suppression {
  /** What leads are looked up by, in the order that `matches` takes their readings. */
  readonly keys: readonly SuppressionKey[];
  /** Whether a lead is on a list; one key is enough. Only valid values count. */
  matches(readings: readonly Reading[]): boolean;
  /** The lists as they were read. */
  readonly inputs: readonly (Fingerprint & { readonly file: string })[];
}

export interface SuppressionOptions {
  readonly rulebook: Rulebook;
  readonly locale: Locale;
  /** The built-in set `$free_mail`: such domains suppress nobody. */
  readonly freeMail: ReadonlySet<string>;
}

/** The entries of one key, or of all keys of one kind. */
interface Entries {
  readonly byKey: readonly Set<string>[];
  readonly hashes: Set<string>;
}

/** What was found in one list, for its messages. */
interface ListTally {
  entries: number;
  freeMail: number;
  readonly unreadable: Map<string, number>;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Loads do-not-contact lists. Errors: no column to look leads up in, nothing in it, and whatever a list can have. */
export async function loadSuppression(
  files: readonly string[],
  options: SuppressionOptions,
): Promise<Checked<Suppression>> {
  const keys = suppressionKeys(options.rulebook);
  const entries: Entries = { byKey: keys.map(() => new Set()), hashes: new Set() };
  const diagnostics: Diagnostic[] = [];
  const inputs: (Fingerprint & { readonly file: string })[] = [];
  for (const file of files) {
    const opened = await openList(file);
    diagnostics.push(...opened.diagnostics);
    if (opened.value === undefined) continue;
    diagnostics.push(...(await readList(opened.value, { keys, entries, options })));
    inputs.push({ file, ...opened.value.fingerprint });
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { value: { keys, inputs, matches: readings => matches(readings, { keys, entries }) }, diagnostics };
}

function matches(
  readings: readonly Reading[],
  { keys, entries }: { readonly keys: readonly SuppressionKey[]; readonly entries: Entries },
): boolean {
  return keys.some(({ kind }, key) => {
    const reading = readings[key];
    if (reading?.kind !== 'value') return false;
    const value = String(reading.value);
    if (entries.byKey[key]?.has(value) === true) return true;
    return kind === 'email' && entries.hashes.size > 0 && entries.hashes.has(sha256(value));
  });
}

async function readList(
  list: LeadList,
  context: {
    readonly keys: readonly SuppressionKey[];
    readonly entries: Entries;
    readonly options: SuppressionOptions;
  },
): Promise<readonly Diagnostic[]> {
  const { path, header } = list;
  const columns = findSuppressionColumns(header, context.keys);
  const tally: ListTally = { entries: 0, freeMail: 0, unreadable: new Map() };
  try {
    if (columns.length === 0) return [noColumn(path, context.keys)];
    const readers = columns.map(column =>
      compileReader(column, { ...context, tally, name: header[column.column] ?? '' }),
    );
    for await (const batch of list.records()) {
      for (let record = 0; record < batch.count; record++) for (const read of readers) read(batch, record);
    }
  } catch (error) {
    if (error instanceof CannotRun) return error.diagnostics;
    throw error;
  } finally {
    await list.close();
  }
  if (tally.entries > 0) return [...rejectWarnings(list), ...tallyWarnings(path, tally)];
  return list.counts().rows === 0 ? [isEmpty(path)] : [...rejectWarnings(list), noEntry(list, columns)];
}

type CellReader = (batch: RecordBatch, record: number) => void;

function compileReader(
  { column, kind, key }: SuppressionColumn,
  context: {
    keys: readonly SuppressionKey[];
    entries: Entries;
    options: SuppressionOptions;
    tally: ListTally;
    name: string;
  },
): CellReader {
  const { keys, entries, options, tally, name } = context;
  const { rulebook, locale, freeMail } = options;
  const field = keys[key]?.field;
  const target = entries.byKey[key];
  if (field === undefined || target === undefined) return () => undefined;
  const unreadable = (): void => void tally.unreadable.set(name, (tally.unreadable.get(name) ?? 0) + 1);
  const parse = compileCellParser(field, { locale, blankAlso: rulebook.blankAlso });

  const byKind: Readonly<Record<SuppressionColumn['kind'], (text: string, plain: boolean) => void>> = {
    email: addField,
    phone: addField,
    domain(text) {
      const domain = fold(dropGuard(trim(text))).replace(/^@/, '');
      if (domain === '') return;
      tally.entries++;
      if (freeMail.has(domain)) tally.freeMail++;
      else target.add(domain);
    },
    email_sha256(text) {
      const hash = trim(text).toLowerCase();
      if (hash === '') return;
      tally.entries++;
      if (SHA256.test(hash)) entries.hashes.add(hash);
      else unreadable();
    },
  };

  function addField(text: string, plain: boolean): void {
    const reading = parse({ text, plain });
    if (reading.kind === 'blank' || reading.kind === 'absent') return;
    tally.entries++;
    if (reading.kind === 'value') target?.add(String(reading.value));
    else unreadable();
  }

  return (batch, record) => byKind[kind](cellText(batch, record, column), isPlainCell(batch, record, column));
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function noColumn(path: string, keys: readonly SuppressionKey[]): Diagnostic {
  const kinds = [...new Set(keys.map(({ kind }) => (kind === 'email' ? 'email or email_sha256' : kind)))];
  const message =
    kinds.length === 0
      ? `${path}: the rulebook has no email and no phone field to look leads up by`
      : `${path} has no column to look leads up in: ${kinds.join(', ')}`;
  return {
    severity: 'error',
    code: 'suppression-column',
    message,
    fix: 'name the column in its first line',
  };
}

function isEmpty(path: string): Diagnostic {
  const message = `${path} is empty: it has a header and no entry under it`;
  return {
    severity: 'error',
    code: 'suppression-empty',
    message,
    fix: 'leave it out, or check the export that wrote it',
  };
}

/** The list has rows, but nothing in the columns that this rulebook looks leads up in. */
function noEntry({ path, header }: LeadList, columns: readonly SuppressionColumn[]): Diagnostic {
  const names = [...new Set(columns.map(({ column }) => `"${header[column] ?? ''}"`))].join(', ');
  return warning('suppression-empty-column', `${path} suppresses nobody: ${names} blank in every row`);
}

function rejectWarnings(list: LeadList): readonly Diagnostic[] {
  const { rejected } = list.counts();
  if (rejected === 0) return [];
  return [
    warning(
      'suppression-rejected',
      `${list.path}: ${rejected} of its rows cannot be read and suppress nobody`,
    ),
  ];
}

function tallyWarnings(path: string, { freeMail, unreadable }: ListTally): readonly Diagnostic[] {
  const domains = `${path}: ${freeMail} of its domains are free-mail providers and suppress nobody`;
  return [
    ...(freeMail === 0 ? [] : [warning('suppression-free-mail', domains)]),
    ...[...unreadable].map(([name, count]) =>
      warning(
        'suppression-invalid',
        `${path}: ${count} cells of column "${name}" cannot be read and suppress nobody`,
      ),
    ),
  ];
}
