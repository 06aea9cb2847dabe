import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { CostInputs } from '../../model/costs.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import type { TextField } from '../../model/rulebook.ts';
import { decodeText } from '../../text/encoding.ts';
import { costError } from './cost-error.ts';
import { findHeader } from './csv-columns.ts';
import { parseCsvCosts } from './csv-costs.ts';
import { parseYamlCosts } from './yaml-costs.ts';

const CSV = new Set(['.csv', '.tsv', '.txt']);
const YAML = new Set(['.yaml', '.yml', '.json']);
const LINE_BREAK = /\r\n|\n|\r/;
/** The first bytes of a zip archive, which an Excel workbook is. */
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

export interface LoadCostsOptions {
  /** How a CSV writes its amounts; YAML writes plain numbers in every locale. */
  readonly locale: Locale;
  /** The rulebook's field `source`. */
  readonly sourceField: TextField;
}

/** Loads a cost file, YAML or CSV by its extension, else by its content; all faults at once, each with its place. */
export async function loadCosts(path: string, options: LoadCostsOptions): Promise<Checked<CostInputs>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { diagnostics: [unreadable(path, error)] };
  }
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return { diagnostics: [workbook(path)] };
  const { value, diagnostics } = parseCosts(decodeText(bytes).text, { file: path, ...options });
  if (value === undefined) return { diagnostics };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { value: Object.freeze({ ...value, fingerprint: { sha256, bytes: bytes.length } }), diagnostics };
}

/** The same without the file system: `file` tells the format and is named in the places of diagnostics. */
export function parseCosts(
  text: string,
  options: LoadCostsOptions & { readonly file: string },
): Checked<CostInputs> {
  return isCsv(text, options.file) ? parseCsvCosts(text, options) : parseYamlCosts(text, options);
}

function isCsv(text: string, file: string): boolean {
  const extension = extname(file).toLowerCase();
  if (CSV.has(extension)) return true;
  return !YAML.has(extension) && findHeader(text.split(LINE_BREAK)) >= 0;
}

function unreadable(path: string, error: unknown): Diagnostic {
  const { code } = error as { readonly code?: string };
  if (code === 'ENOENT') return fileError(`${path} does not exist`, 'check the path of the cost file');
  if (code === 'EISDIR') return fileError(`${path} is a folder`, 'name the file in it');
  if (code === undefined) throw error;
  return fileError(`${path} cannot be read (${code})`, 'check its permissions');
}

function workbook(path: string): Diagnostic {
  return fileError(`${path} is an Excel workbook`, 'save it as CSV UTF-8');
}

function fileError(message: string, fix: string): Diagnostic {
  return costError({ code: 'cost-file', message, fix, place: undefined });
}
