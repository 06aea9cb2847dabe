import type { Fingerprint } from '../lists/bytes/fingerprint.ts';
import type { LeadList } from '../lists/lead-list.ts';
import { openList } from '../lists/list.ts';
import { warning } from '../lists/list-faults.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Locale } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { cellText, isPlainCell, type RecordBatch } from '../records/record-batch.ts';
import { compileCellParser } from '../values/cell.ts';
import { domainForm } from '../values/field-types/email.ts';
import { dropGuard } from '../values/formula.ts';
import { trim } from '../values/white-space.ts';
import {
  findSuppressionColumns,
  type SuppressionColumn,
  type SuppressionKey,
  suppressionKeys,
} from './suppression-columns.ts';
import { createEntryCollector, type EntryCollector, type SuppressionEntries } from './suppression-entries.ts';

/** Who may not be contacted: a lead is suppressed if one of its keys is among the entries. */
export interface Suppression {
  /** What leads are looked up by. */
  readonly keys: readonly SuppressionKey[];
  readonly entries: SuppressionEntries;
  /** The entries of each list by itself, to tell whom it met. */
  readonly lists: readonly SuppressionList[];
  /** The lists as they were read. */
  readonly inputs: readonly (Fingerprint & { readonly file: string })[];
}

export interface SuppressionList {
  readonly file: string;
  /** Indexes of the keys that it has entries for. */
  readonly keys: readonly number[];
  /** What leads are looked up by, for messages: `email`, `phone`. */
  readonly fields: readonly string[];
  readonly entries: SuppressionEntries;
}

export interface SuppressionOptions {
  readonly rulebook: Rulebook;
  readonly locale: Locale;
  /** The built-in set `$free_mail`: such domains suppress nobody. */
  readonly freeMail: ReadonlySet<string>;
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
  const entries = createEntryCollector(keys.length);
  const diagnostics: Diagnostic[] = [];
  const inputs: (Fingerprint & { readonly file: string })[] = [];
  const lists: SuppressionList[] = [];
  for (const file of files) {
    const opened = await openList(file);
    diagnostics.push(...opened.diagnostics);
    if (opened.value === undefined) continue;
    const own = createEntryCollector(keys.length);
    const columns = findSuppressionColumns(opened.value.header, keys);
    const found = await readList(opened.value, { keys, entries: both(entries, own), options });
    diagnostics.push(...found.diagnostics);
    const of = [...new Set(columns.map(({ key }) => key))];
    const fields = [...new Set(of.map(key => keys[key]?.field.name ?? ''))];
    lists.push({ file, keys: of, fields, entries: own.finish() });
    if (found.value !== undefined) inputs.push({ file, ...found.value });
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { value: { keys, entries: entries.finish(), lists, inputs }, diagnostics };
}

function both(one: EntryCollector, other: EntryCollector): Pick<EntryCollector, 'add' | 'addDigest'> {
  return {
    add(key, value) {
      one.add(key, value);
      other.add(key, value);
    },
    addDigest(digest) {
      one.addDigest(digest);
      other.addDigest(digest);
    },
  };
}

async function readList(
  list: LeadList,
  context: {
    readonly keys: readonly SuppressionKey[];
    readonly entries: Pick<EntryCollector, 'add' | 'addDigest'>;
    readonly options: SuppressionOptions;
  },
): Promise<Checked<Fingerprint>> {
  const { path, header } = list;
  const columns = findSuppressionColumns(header, context.keys);
  const tally: ListTally = { entries: 0, freeMail: 0, unreadable: new Map() };
  try {
    if (columns.length === 0) return { diagnostics: [noColumn(path, context.keys)] };
    const readers = columns.map(column =>
      compileReader(column, { ...context, tally, name: header[column.column] ?? '' }),
    );
    for await (const batch of list.records()) {
      for (let record = 0; record < batch.count; record++) for (const read of readers) read(batch, record);
    }
    return { value: await list.fingerprint(), diagnostics: findingsOf(list, { columns, tally }) };
  } catch (error) {
    if (error instanceof CannotRun) return { diagnostics: error.diagnostics };
    throw error;
  } finally {
    await list.close();
  }
}

function findingsOf(
  list: LeadList,
  { columns, tally }: { readonly columns: readonly SuppressionColumn[]; readonly tally: ListTally },
): readonly Diagnostic[] {
  if (tally.entries > 0) return [...rejectWarnings(list), ...tallyWarnings(list.path, tally)];
  return list.counts().rows === 0 ? [isEmpty(list.path)] : [...rejectWarnings(list), noEntry(list, columns)];
}

type CellReader = (batch: RecordBatch, record: number) => void;

function compileReader(
  { column, kind, key }: SuppressionColumn,
  context: {
    keys: readonly SuppressionKey[];
    entries: Pick<EntryCollector, 'add' | 'addDigest'>;
    options: SuppressionOptions;
    tally: ListTally;
    name: string;
  },
): CellReader {
  const { keys, entries, options, tally, name } = context;
  const { rulebook, locale, freeMail } = options;
  const field = keys[key]?.field;
  if (field === undefined) return () => undefined;
  const unreadable = (): void => void tally.unreadable.set(name, (tally.unreadable.get(name) ?? 0) + 1);
  const parse = compileCellParser(field, { locale, blankAlso: rulebook.blankAlso });

  const byKind: Readonly<Record<SuppressionColumn['kind'], (text: string, plain: boolean) => void>> = {
    email: addField,
    phone: addField,
    domain(text) {
      const domain = domainForm(dropGuard(trim(text)).replace(/^@/, ''));
      if (domain === '') return;
      tally.entries++;
      if (freeMail.has(domain)) tally.freeMail++;
      else entries.add(key, domain);
    },
    email_sha256: addDigest,
    phone_sha256: addDigest,
  };

  function addDigest(text: string): void {
    const hash = trim(text).toLowerCase();
    if (hash === '') return;
    tally.entries++;
    if (SHA256.test(hash)) entries.addDigest(hash);
    else unreadable();
  }

  function addField(text: string, plain: boolean): void {
    const reading = parse({ text, plain });
    if (reading.kind === 'blank' || reading.kind === 'absent') return;
    tally.entries++;
    const others = reading.others ?? [];
    for (const other of others) entries.add(key, other);
    if (reading.kind === 'value') entries.add(key, String(reading.value));
    else if (others.length === 0) unreadable();
  }

  return (batch, record) => byKind[kind](cellText(batch, record, column), isPlainCell(batch, record, column));
}

function noColumn(path: string, keys: readonly SuppressionKey[]): Diagnostic {
  const kinds = [
    ...new Set(keys.map(({ kind }) => (kind === 'domain' ? kind : `${kind} or ${kind}_sha256`))),
  ];
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
