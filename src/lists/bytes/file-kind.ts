import { extname } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { listFaults } from '../list-faults.ts';

/** What a list's name says of it. */
export interface ListName {
  /** Base name without `.gz` and extension; `stdin` for `-`. */
  readonly name: string;
  /** Lower case, with its dot; empty where there is none. */
  readonly extension: string;
  readonly saysGzip: boolean;
}

const GZIP = /\.gz$/i;

export function parseListName(path: string): ListName {
  if (path === '-') return { name: 'stdin', extension: '', saysGzip: false };
  const base = path.split(/[/\\]/).at(-1) ?? path;
  const plain = base.replace(GZIP, '');
  const extension = extname(plain);
  const name = extension === '' ? plain : plain.slice(0, -extension.length);
  return { name, extension: extension.toLowerCase(), saysGzip: GZIP.test(base) };
}

/** The extension of an annotated copy: `tsv` if the list's own is, else `csv`. */
export function outputExtension({ extension }: ListName): 'csv' | 'tsv' {
  return extension === '.tsv' ? 'tsv' : 'csv';
}

export type ListKind = 'delimited' | 'json-array' | 'json-lines' | 'json-other';

/** How the records are written, by extension, and by the first character where that leaves a choice. */
export function listKind({ extension }: ListName, firstCharacter: string): ListKind {
  if (extension === '.ndjson' || extension === '.jsonl') {
    return firstCharacter === '[' ? 'json-array' : 'json-lines';
  }
  if (extension === '.json') return firstCharacter === '[' ? 'json-array' : 'json-other';
  if (extension !== '') return 'delimited';
  return ({ '[': 'json-array', '{': 'json-lines' }[firstCharacter] as ListKind | undefined) ?? 'delimited';
}

const IMAGE = 'an image';
/** First bytes, in hexadecimal, of files that are taken for lists. */
const SIGNATURES: readonly (readonly [signature: string, kind: string])[] = [
  ['d0cf11e0a1b11ae1', 'an Excel workbook'],
  ['25504446', 'a PDF'],
  ['89504e47', IMAGE],
  ['ffd8ff', IMAGE],
  ['47494638', IMAGE],
  ['49492a00', IMAGE],
  ['4d4d002a', IMAGE],
  ['50415231', 'a Parquet file'],
  ['53514c69746520666f726d6174', 'a SQLite database'],
];
const ZIP = '504b0304';

/** The fault of a file that is no text list at all, by its first bytes. */
export function findWrongKind(shown: string, head: Buffer): Diagnostic | undefined {
  const start = head.toString('hex', 0, 16);
  if (start.startsWith(ZIP)) return zipFault(shown, head);
  const kind = SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1];
  return kind === undefined ? undefined : listFaults.wrongKind(shown, `${kind}; save it as CSV UTF-8`, '');
}

function zipFault(shown: string, head: Buffer): Diagnostic {
  const isWorkbook =
    head.includes('xl/') || head.includes('[Content_Types].xml') || /\.xls[xmb]$/i.test(shown);
  if (isWorkbook) return listFaults.wrongKind(shown, 'an Excel workbook; save it as CSV UTF-8', '');
  if (head.includes('opendocument.spreadsheet')) {
    return listFaults.wrongKind(shown, 'an OpenDocument spreadsheet; save it as CSV UTF-8', '');
  }
  return listFaults.wrongKind(shown, 'a ZIP archive; unpack it first', '');
}
