import { findSource } from '../../../costs/gate.ts';
import { type FigureOwner, splitOwner } from '../../../costs/gate-figures.ts';
import { gateError, isPast, parseThreshold, type Threshold } from '../../../costs/threshold.ts';
import type { Checked } from '../../../model/diagnostic.ts';
import { nearestName } from '../../../values/nearest.ts';
import {
  type Change,
  DIFFED_FIGURES,
  type Diff,
  type DiffedFigure,
  type DiffedSource,
  type DiffGateRecord,
} from '../model.ts';

const MOVES = ['moved', 'up', 'down', 'level', 'entered', 'left'] as const;
type MoveFigure = (typeof MOVES)[number];

/** What a gate of `diff` asks: how many leads move, or a figure after or its change. */
type GatedFigure =
  | { readonly kind: 'move'; readonly figure: MoveFigure }
  | {
      readonly kind: 'figure' | 'change';
      readonly figure: DiffedFigure;
      readonly of: FigureOwner;
    };

/** A condition that a rule change must not meet, such as `moved > 5%` or `cpsql_change > 10%`. */
export interface DiffGate {
  readonly threshold: Threshold;
  readonly figure: GatedFigure;
}

const CHANGE = '_change';
const RATIOS: ReadonlySet<string> = new Set(['cpl', 'cpmql', 'cpsql']);
const CHANGES = DIFFED_FIGURES.map(figure => `${figure}${CHANGE}`);
const OWN_NAMES: readonly string[] = [...CHANGES, ...DIFFED_FIGURES];

/** Reads the expression of `diff --fail-if`. With `%`, moves are a share of the judged and changes one of the figure before. */
export function parseDiffGate(text: string): Checked<DiffGate> {
  const { value: threshold, diagnostics } = parseThreshold(text);
  if (threshold === undefined) return { diagnostics };
  const { value: figure, diagnostics: unknown } = parseGatedFigure(threshold.name);
  if (figure === undefined) return { diagnostics: unknown };
  if (threshold.isPercent && figure.kind === 'figure') {
    const fix = `write a plain number, or ${threshold.name}${CHANGE} for the change in percent`;
    return { diagnostics: [gateError(`${threshold.name} is not a share, so % has no meaning`, fix)] };
  }
  return { value: Object.freeze({ threshold, figure }), diagnostics: [] };
}

function parseGatedFigure(name: string): Checked<GatedFigure> {
  const move = MOVES.find(figure => figure === name);
  if (move !== undefined) return { value: { kind: 'move', figure: move }, diagnostics: [] };
  const { value: owned, diagnostics } = splitOwner(name);
  if (owned === undefined) return { diagnostics };
  const { of, figure: written } = owned;
  const bare = written.endsWith(CHANGE) ? written.slice(0, -CHANGE.length) : written;
  const figure = DIFFED_FIGURES.find(each => each === bare);
  if (figure === undefined) return { diagnostics: [unknownFigure(written, of)] };
  // As in `qualify`: a bare cost ratio is that of the sources whose cost is known.
  const owner = of ?? { kind: RATIOS.has(figure) ? 'costed' : 'total' };
  const kind = bare === written ? 'figure' : 'change';
  return { value: { kind, figure, of: owner }, diagnostics: [] };
}

function unknownFigure(name: string, of: FigureOwner | undefined) {
  const names = of === undefined ? [...MOVES, ...OWN_NAMES] : OWN_NAMES;
  const near = nearestName(name, names);
  const fix = near === undefined ? `figures are ${names.join(', ')}` : `did you mean ${near}?`;
  return gateError(`${name} is not a figure of a diff`, fix);
}

/** Compares a figure with the gate's threshold. A figure that does not exist trips the gate. */
export function evaluateDiffGate({ threshold, figure }: DiffGate, diff: Diff): DiffGateRecord {
  const expression = threshold.text;
  const found = findValue(figure, diff, threshold.isPercent);
  if (typeof found === 'string') {
    return { expression, value: null, tripped: true, why: `${expression}: ${found}` };
  }
  const shown = threshold.isPercent ? `${Number((found * 100).toFixed(2))}%` : String(found);
  return {
    expression,
    value: found,
    tripped: isPast(found, threshold),
    why: `${expression}: it is ${shown}`,
  };
}

/** The figure's value, or why there is none. */
function findValue(figure: GatedFigure, diff: Diff, isPercent: boolean): number | string {
  if (figure.kind === 'move') {
    const { leads, ...moves } = diff.moved;
    const count = figure.figure === 'moved' ? leads : moves[figure.figure];
    if (!isPercent) return count;
    return diff.rows.judged === 0 ? 'there are no leads' : count / diff.rows.judged;
  }
  const row = findRow(figure.of, diff);
  if (typeof row === 'string') return row;
  const change = row[figure.figure];
  if (figure.kind === 'figure')
    return change.after ?? whyMissing(figure, { ...change, spend: row.spend.after, source: row.source });
  return (
    (isPercent ? change.rate : change.change) ??
    whyMissing(figure, { ...change, spend: row.spend.after, source: row.source })
  );
}

function findRow(owner: FigureOwner, { sources, total, costed }: Diff): DiffedSource | string {
  if (owner.kind !== 'source') return owner.kind === 'total' ? total : costed;
  return findSource(owner.source, sources);
}

const UNDER: Readonly<Partial<Record<DiffedFigure, string>>> = { cpl: 'lead', cpmql: 'MQL', cpsql: 'SQL' };

/** Why a figure or its change does not exist. */
function whyMissing(
  { figure, of }: Extract<GatedFigure, { readonly of: FigureOwner }>,
  {
    before,
    after,
    spend,
    source,
  }: Pick<Change, 'before' | 'after'> & { readonly spend: number | null; readonly source: string },
): string {
  if (spend === null) {
    return of.kind === 'source' ? `no spend is known for ${source}` : 'no spend is known without --costs';
  }
  if (before !== null && after !== null)
    return `${figure} was 0 before, so that its change has no percentage`;
  const when = before === null ? (after === null ? 'before and after' : 'before') : 'after';
  return `there is no ${UNDER[figure] ?? figure} ${when}`;
}
