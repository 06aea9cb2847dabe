import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { PreferredCostColumn } from '../../costs/reading/csv-columns.ts';
import { loadCosts } from '../../costs/reading/load-costs.ts';
import { idlePeriod } from '../../costs/tally/period.ts';
import { sourceFieldOf } from '../../language/field-types/fields.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Locale } from '../../model/lead.ts';
import type { Field, TextField } from '../../model/rulebook.ts';
import { decodeText } from '../../text/encoding.ts';
import { applyAllowances } from './allow-comments.ts';

/** How a rulebook reads a cost file. */
export interface CostReader {
  readonly sourceField: TextField;
  /** Types of the fields, for the one that dates leads. */
  readonly fields: readonly Pick<Field, 'name' | 'type'>[];
}

/** How the command says that cost files are read. */
export interface CostReading {
  readonly localeOf: (path: string) => Locale | undefined;
  readonly columns: readonly PreferredCostColumn[];
}

/** Comments that allow something are YAML's. */
const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);

/**
 * Says every fault and every doubtful thing in a cost file, YAML or CSV, as the `readers`, the rulebooks beside it, read it. What only
 * some of several rulebooks object to is a warning at most, since the file may be meant for the others. Without
 * rulebooks any source will do.
 */
export async function checkCosts(
  path: string,
  { readers, reading }: { readonly readers: readonly CostReader[]; readonly reading: CostReading },
): Promise<readonly Diagnostic[]> {
  const found =
    readers.length === 0
      ? await read(path, { sourceField: sourceFieldOf([]), fields: [] }, reading)
      : await readBeside(path, { readers, reading });
  if (TABLES.has(extname(path).toLowerCase())) return found;
  const text = decodeText(await readFile(path)).text;
  return applyAllowances(found, { text, file: path });
}

async function readBeside(
  path: string,
  { readers, reading }: { readonly readers: readonly CostReader[]; readonly reading: CostReading },
): Promise<readonly Diagnostic[]> {
  const distinct = new Map(readers.map(reader => [JSON.stringify(reader), reader]));
  const results = await Promise.all([...distinct.values()].map(reader => read(path, reader, reading)));
  const [first = [], ...others] = results;
  const isShared = (diagnostic: Diagnostic) => others.every(result => result.some(sameAs(diagnostic)));
  const shared = first.filter(isShared);
  const partial = results.flat().filter(diagnostic => !shared.some(sameAs(diagnostic)));
  return [...shared, ...partial.filter(isClash).map(weaken)].filter(
    (diagnostic, index, all) => all.findIndex(sameAs(diagnostic)) === index,
  );
}

/** What is said of the file as a whole stands at its start, so that every format knows which file is meant. */
async function read(
  path: string,
  { sourceField, fields }: CostReader,
  { localeOf, columns }: CostReading,
): Promise<readonly Diagnostic[]> {
  const start = Object.freeze({ file: path, line: 1, column: 1, length: 0, sourceLine: '' });
  const choice = { path, locale: localeOf(path) };
  const { value, diagnostics } = await loadCosts([choice], { sourceField, columns });
  const period = value?.period;
  const idle = period === undefined || fields.length === 0 ? undefined : idlePeriod(period, { fields });
  const all = idle === undefined ? diagnostics : [...diagnostics, await idlePeriodAt(path, idle)];
  return all.map(diagnostic => ({ ...diagnostic, place: diagnostic.place ?? start }));
}

/** At the line of the period, which YAML has one of. */
async function idlePeriodAt(file: string, message: string): Promise<Diagnostic> {
  const lines = decodeText(await readFile(file)).text.split(/\r?\n/);
  const index = Math.max(
    0,
    lines.findIndex(line => /^["']?period["']?\s*:/.test(line)),
  );
  const sourceLine = lines[index] ?? '';
  const place = Object.freeze({ file, line: index + 1, column: 1, length: sourceLine.length, sourceLine });
  const fix = 'name the date field of the rulebook: `period: { from: …, to: …, field: … }`';
  return { severity: 'warning', code: 'cost-period', message, fix, place };
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
