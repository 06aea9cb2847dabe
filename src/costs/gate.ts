import type { Checked } from '../model/diagnostic.ts';
import type { SourceSummary, Summary } from '../model/summary.ts';
import { fold } from '../values/fold.ts';
import { nearestName } from '../values/nearest.ts';
import { type Figure, type FigureOwner, isShare, parseFigure, type SourceFigure } from './gate-figures.ts';
import { gateError, isPast, parseThreshold, type Threshold } from './threshold.ts';

/** A condition on the summary that a run must not meet, such as `cpsql > 250`. */
export interface Gate {
  readonly threshold: Threshold;
  readonly figure: Figure;
}

/** What became of a gate; `why` is a sentence that starts with the gate's own text. */
export interface GateOutcome {
  readonly tripped: boolean;
  readonly value: number | null;
  readonly why: string;
}

/** Reads the expression of `--fail-if` or `--warn-if`. */
export function parseGate(text: string): Checked<Gate> {
  const { value: threshold, diagnostics } = parseThreshold(text);
  if (threshold === undefined) return { diagnostics };
  const { value: figure, diagnostics: unknown } = parseFigure(threshold.name);
  if (figure === undefined) return { diagnostics: unknown };
  if (threshold.isPercent && !isShare(figure)) {
    return {
      diagnostics: [
        gateError(`${threshold.name} is not a share, so % has no meaning`, 'write a plain number'),
      ],
    };
  }
  return { value: Object.freeze({ threshold, figure }), diagnostics: [] };
}

/**
 * Compares a figure, as the summary rounds it, with the gate's threshold. A figure that does not exist trips the gate.
 * The summary must be by source where the gate names one.
 */
export function evaluateGate(
  { threshold, figure }: Gate,
  summary: Summary,
  nameOf: NameSource = asWritten,
): GateOutcome {
  const found = findFigure(figure, summary, nameOf);
  if (typeof found === 'string') return { tripped: true, value: null, why: `${threshold.text}: ${found}` };
  const shown = threshold.isPercent ? `${Number((found * 100).toFixed(2))}%` : String(found);
  return { tripped: isPast(found, threshold), value: found, why: `${threshold.text}: it is ${shown}` };
}

/** The figure's value, or why there is none. */
function findFigure(figure: Figure, summary: Summary, nameOf: NameSource): number | string {
  if (figure.kind === 'run') {
    if (figure.figure === 'unallocated') return summary.reconciliation.unallocated;
    if (figure.figure !== 'unread_refusals') return summary.rows[figure.figure];
    return summary.lists.reduce((sum, { unread_refusals = [] }) => sum + unread_refusals.length, 0);
  }
  if (figure.kind === 'invalid') return findInvalid(figure.field, summary);
  const row = findRow(figure.of, summary, nameOf);
  if (typeof row === 'string') return row;
  if (figure.kind === 'stage') return row.stages[figure.stage] ?? 0;
  return row[figure.figure] ?? whyMissing(figure.figure, row, figure.of);
}

/** The share of a field's filled cells, through all lists, that could not be read. */
function findInvalid(name: string, { lists }: Summary): number | string {
  const counts = lists.flatMap(({ fields }) => fields);
  const own = counts.filter(({ field }) => field === name);
  if (own.length === 0) {
    const near = nearestName(
      name,
      counts.map(({ field }) => field),
    );
    const guess = near === undefined ? '' : `; did you mean invalid.${near}?`;
    return `no list has a column for a field ${name} that the run depends on${guess}`;
  }
  const filled = own.reduce((sum, count) => sum + count.filled, 0);
  const invalid = own.reduce((sum, count) => sum + count.invalid, 0);
  return filled === 0 ? `no cell of ${name} is filled` : Math.round((invalid / filled) * 10_000) / 10_000;
}

function findRow(
  owner: FigureOwner,
  { by, sources, total, costed }: Summary,
  nameOf: NameSource,
): SourceSummary | string {
  if (owner.kind !== 'source') return owner.kind === 'total' ? total : costed;
  if (by !== undefined) return `the summary is by ${by}, not by source`;
  return findSource(owner.source, sources, nameOf);
}

/** What a source is shown as, by any of its spellings. */
export type NameSource = (name: string) => string;

const asWritten: NameSource = name => name;

/** The row of the source that a gate names, or why there is none. */
export function findSource<Row extends { readonly source: string }>(
  name: string,
  sources: readonly Row[],
  nameOf: NameSource = asWritten,
): Row | string {
  const rowOf = (sought: string) => sources.find(({ source }) => fold(source) === fold(sought));
  const row = rowOf(name) ?? rowOf(nameOf(name));
  if (row !== undefined) return row;
  const near = nearestName(
    name,
    sources.map(({ source }) => source),
  );
  return `there is no source "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}

function whyMissing(figure: SourceFigure, row: SourceSummary, owner: FigureOwner): string {
  const where = { total: '', costed: ' where spend is known', source: ` from ${row.source}` }[owner.kind];
  if (figure === 'mql_rate' || figure === 'sql_rate') return `there are no leads${where}`;
  if (row.spend === null) {
    return owner.kind === 'source'
      ? `no spend is known for ${row.source}`
      : 'no spend is known without --costs';
  }
  if (figure === 'roi') {
    return row.spend === 0
      ? 'there is no return on a spend of 0'
      : 'the cost file does not say what a deal is worth';
  }
  if (figure === 'cpl') return `there are no leads${where}`;
  if (figure === 'cpmql') return `there is no MQL${where}`;
  return `there is no SQL${where}${figure === 'cpsql' ? '' : ', nor a lead one answer from it'}`;
}
