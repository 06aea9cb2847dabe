import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { CostFile, CostInputs, Period } from '../../model/costs.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import type { TextField } from '../../model/rulebook.ts';
import { decodeText } from '../../text/encoding.ts';
import { normaliseHeader } from '../../values/header.ts';
import { nearestName } from '../../values/nearest.ts';
import { costError, costWarning } from './cost-error.ts';
import { findHeader, type PreferredCostColumn } from './csv-columns.ts';
import { parseCsvCosts, refuseSource } from './csv-costs.ts';
import type { CostDraft } from './draft.ts';
import { joinCosts } from './join-costs.ts';
import { parseYamlCosts } from './yaml-costs.ts';

const CSV = new Set(['.csv', '.tsv', '.txt']);
const YAML = new Set(['.yaml', '.yml', '.json']);
const LINE_BREAK = /\r\n|\n|\r/;
/** The first bytes of a zip archive, which an Excel workbook is. */
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** A cost file as the command names it. */
export interface CostFileChoice {
  readonly path: string;
  /** The source that all of its lines belong to. */
  readonly source?: string | undefined;
  /** How a CSV writes its amounts and dates, where the file itself does not tell. */
  readonly locale?: Locale | undefined;
}

export interface LoadCostsOptions {
  /** The rulebook's field `source`. */
  readonly sourceField: TextField;
  /** `--period`. */
  readonly period?: Period | undefined;
  /** `--cost-column`. */
  readonly columns?: readonly PreferredCostColumn[];
}

interface CostText extends CostFileChoice {
  readonly text: string;
  readonly fingerprint?: CostFile['fingerprint'];
}

/**
 * Loads the cost files of a run, YAML or CSV by their extensions, else by their content, and joins them; all faults at
 * once, each with its place.
 */
export async function loadCosts(
  choices: readonly CostFileChoice[],
  options: LoadCostsOptions,
): Promise<Checked<CostInputs>> {
  const read = await Promise.all(choices.map(readCostFile));
  const faults = read.flatMap(({ diagnostics }) => diagnostics);
  const repeated = choices.filter(({ path }, index) =>
    choices.slice(0, index).some(earlier => resolve(earlier.path) === resolve(path)),
  );
  faults.push(
    ...repeated.map(({ path }) => fileError(`${path} is given twice`, 'name every cost file once')),
  );
  const { value, diagnostics } = parseCosts(
    read.flatMap(({ value: text }) => text ?? []),
    options,
  );
  const all = [...faults, ...diagnostics];
  return value === undefined || faults.length > 0
    ? { diagnostics: all }
    : { value: Object.freeze(value), diagnostics: all };
}

/** The same without the file system: a path tells the format and is named in the places of diagnostics. */
export function parseCosts(
  texts: readonly CostText[],
  { sourceField, period: given, columns = [] }: LoadCostsOptions,
): Checked<CostInputs> {
  const options = (path: string, source: string | undefined) => ({ file: path, source, preferred: columns });
  const isTable = ({ text, path, source }: CostText) => isCsv(text, options(path, source));
  const yaml = new Map(
    texts.filter(text => !isTable(text)).map(text => [text, parseYamlCosts(text.text, text.path)]),
  );
  // The period of a YAML file is that of the run, so that it holds for the dates of the tables too.
  const period = given ?? [...yaml.values()].flatMap(({ value }) => value?.period ?? [])[0]?.value;
  const results = texts.map(text => {
    const { path, source, locale } = text;
    const result = yaml.get(text) ?? parseCsvCosts(text.text, { ...options(path, source), locale, period });
    const refused = yaml.has(text) && source !== undefined ? [refuseSource(path, source)] : [];
    const idle = yaml.has(text) && locale !== undefined ? [needlessLocale(path, locale)] : [];
    return {
      value: fingerprinted(result.value, text),
      diagnostics: [...result.diagnostics, ...refused, ...idle],
    };
  });
  const drafts = results.flatMap(({ value }) => value ?? []);
  const known = [
    ...results.flatMap(({ diagnostics }) => diagnostics),
    ...unknownColumns(texts.filter(isTable), columns),
  ];
  return joinCosts(drafts, { sourceField, period: given }, known);
}

function fingerprinted(draft: CostDraft | undefined, { fingerprint }: CostText): CostDraft | undefined {
  if (draft === undefined || fingerprint === undefined) return draft;
  return { ...draft, about: { ...draft.about, fingerprint } };
}

async function readCostFile(choice: CostFileChoice): Promise<Checked<CostText>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(choice.path);
  } catch (error) {
    return { diagnostics: [unreadable(choice.path, error)] };
  }
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return { diagnostics: [workbook(choice.path)] };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fingerprint = { sha256, bytes: bytes.length };
  return { value: { ...choice, text: decodeText(bytes).text, fingerprint }, diagnostics: [] };
}

function isCsv(
  text: string,
  {
    file,
    source,
    preferred,
  }: {
    readonly file: string;
    readonly source: string | undefined;
    readonly preferred: readonly PreferredCostColumn[];
  },
): boolean {
  const extension = extname(file).toLowerCase();
  if (CSV.has(extension)) return true;
  if (YAML.has(extension)) return false;
  return findHeader(text.split(LINE_BREAK), { preferred, hasSource: source !== undefined }) !== undefined;
}

/** A header of `--cost-column` that no table has. */
function unknownColumns(
  tables: readonly CostText[],
  columns: readonly PreferredCostColumn[],
): readonly Diagnostic[] {
  const headers = tables.flatMap(({ text }) =>
    text
      .split(LINE_BREAK)
      .slice(0, 60)
      .flatMap(line => line.split(/[;,\t|]/))
      .map(cell => normaliseHeader(cell)),
  );
  return columns.flatMap(({ column, header }) => {
    const sought = normaliseHeader(header);
    if (headers.includes(sought) || tables.some(({ text }) => text.includes(header))) return [];
    const near = nearestName(
      sought,
      headers.filter(name => name !== ''),
    );
    return [
      costError({
        code: 'cost-column',
        message: `--cost-column ${column}=${header}: ${tables.length === 0 ? 'there is no cost file with columns' : 'no cost file has this column'}`,
        fix: near === undefined ? 'write the header as it stands in the file' : `did you mean ${near}?`,
        place: undefined,
      }),
    ];
  });
}

function needlessLocale(path: string, locale: Locale): Diagnostic {
  return costWarning({
    code: 'cost-locale',
    message: `--locale ${path}=${locale} has no effect: YAML writes plain numbers`,
    fix: 'leave it out',
    place: undefined,
  });
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
