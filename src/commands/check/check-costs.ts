import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { loadCosts } from '../../costs/reading/load-costs.ts';
import { sourceFieldOf } from '../../language/field-types/fields.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { LOCALES, type Locale } from '../../model/lead.ts';
import type { TextField } from '../../model/rulebook.ts';
import { decodeText } from '../../text/encoding.ts';
import { applyAllowances } from './allow-comments.ts';

/** How a rulebook reads a cost file. */
export interface CostReader {
  readonly locale: Locale;
  readonly sourceField: TextField;
}

/** Comments that allow something are YAML's. */
const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);

/**
 * Says every fault and every doubtful thing in a cost file, YAML or CSV, as the `readers`, the rulebooks beside it, read it. What only
 * some of several rulebooks object to is a warning at most, since the file may be meant for the others. Without
 * rulebooks any source will do, and the amounts of a CSV are read in the locale that fits them best.
 */
export async function checkCosts(
  path: string,
  { readers }: { readonly readers: readonly CostReader[] },
): Promise<readonly Diagnostic[]> {
  const found = readers.length === 0 ? await readAlone(path) : await readBeside(path, readers);
  if (TABLES.has(extname(path).toLowerCase())) return found;
  const text = decodeText(await readFile(path)).text;
  return applyAllowances(found, { text, file: path });
}

async function readAlone(path: string): Promise<readonly Diagnostic[]> {
  const sourceField = sourceFieldOf([]);
  const results = await Promise.all(LOCALES.map(locale => read(path, { locale, sourceField })));
  const fewest = Math.min(...results.map(({ length }) => length));
  return results.find(({ length }) => length === fewest) ?? [];
}

async function readBeside(path: string, readers: readonly CostReader[]): Promise<readonly Diagnostic[]> {
  const distinct = new Map(readers.map(reader => [JSON.stringify(reader), reader]));
  const results = await Promise.all([...distinct.values()].map(reader => read(path, reader)));
  const [first = [], ...others] = results;
  const isShared = (diagnostic: Diagnostic) => others.every(result => result.some(sameAs(diagnostic)));
  const shared = first.filter(isShared);
  const partial = results.flat().filter(diagnostic => !shared.some(sameAs(diagnostic)));
  return [...shared, ...partial.filter(isClash).map(weaken)].filter(
    (diagnostic, index, all) => all.findIndex(sameAs(diagnostic)) === index,
  );
}

/** What is said of the file as a whole stands at its start, so that every format knows which file is meant. */
async function read(path: string, reader: CostReader): Promise<readonly Diagnostic[]> {
  const start = Object.freeze({ file: path, line: 1, column: 1, length: 0, sourceLine: '' });
  const { diagnostics } = await loadCosts(path, reader);
  return diagnostics.map(diagnostic => ({ ...diagnostic, place: diagnostic.place ?? start }));
}

function isClash({ code }: Diagnostic): boolean {
  return code === 'cost-alias-clash';
}

function weaken(diagnostic: Diagnostic): Diagnostic {
  const message = `for one of the rulebooks beside it, ${diagnostic.message}`;
  return { ...diagnostic, severity: 'warning', message };
}

function sameAs({ code, message, place }: Diagnostic): (other: Diagnostic) => boolean {
  return other =>
    other.code === code &&
    other.message === message &&
    other.place?.line === place?.line &&
    other.place?.column === place?.column;
}
