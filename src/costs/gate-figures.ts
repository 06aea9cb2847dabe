import type { Checked } from '../model/diagnostic.ts';
import { nearestName } from '../values/nearest.ts';
import { gateError } from './threshold.ts';

const COUNTS = [
  'leads',
  'duplicates',
  'suppressed',
  'outside_period',
  'undated',
  'mql',
  'sql',
  'one_answer_from_sql',
] as const;
const RATES = ['mql_rate', 'sql_rate'] as const;
const COSTS = ['cpl', 'cpmql', 'cpsql', 'cpsql_at_best', 'roi'] as const;
const STAGES = ['SQL', 'MQL', 'prospect', 'lead', 'disqualified'] as const;
const RUN = ['read', 'judged', 'empty', 'rejected', 'unread_refusals', 'unallocated'] as const;
const SHARES: ReadonlySet<string> = new Set([...RATES, 'roi']);

/** A figure that a source, the total and the costed part have. */
export type SourceFigure = (typeof COUNTS | typeof RATES | typeof COSTS)[number] | 'spend';
/** A figure of the run as a whole. */
export type RunFigure = (typeof RUN)[number];
export type StageName = (typeof STAGES)[number];

/** Which figure of a summary a gate's name means. */
export type Figure =
  | { readonly kind: 'run'; readonly figure: RunFigure }
  /** The share of a field's filled cells that could not be read. */
  | { readonly kind: 'invalid'; readonly field: string }
  | ({ readonly of: FigureOwner } & (
      | { readonly kind: 'figure'; readonly figure: SourceFigure }
      | { readonly kind: 'stage'; readonly stage: StageName }
    ));

export type FigureOwner =
  | { readonly kind: 'total' | 'costed' }
  | { readonly kind: 'source'; readonly source: string };

const SOURCE_FIGURES: readonly SourceFigure[] = [...COUNTS, ...RATES, 'spend', ...COSTS];
const OWN_FIGURES: readonly string[] = [...SOURCE_FIGURES, ...STAGES.map(stage => `stages.${stage}`)];
const ALL_NAMES = [
  ...OWN_FIGURES,
  ...RUN,
  ...['total', 'costed'].flatMap(of => OWN_FIGURES.map(name => `${of}.${name}`)),
];

const INVALID = 'invalid.';
const QUOTED_SOURCE = /^source\.(?:"([^"]*)"|'([^']*)')\.(.+)$/;
/** Without quotes a source may have dots: the figure is what stands after the last one, or `stages.NAME`. */
const BARE_SOURCE = /^source\.([^"']+?)\.((?:stages\.)?[^.]+)$/;

/**
 * The figure that a name means. A bare cost ratio is that of the sources whose cost is known, any other bare figure
 * that of everything; unknown names are reported with the nearest.
 */
export function parseFigure(name: string): Checked<Figure> {
  const run = RUN.find(figure => figure === name);
  if (run !== undefined) return found({ kind: 'run', figure: run });
  if (name.startsWith(INVALID)) return found({ kind: 'invalid', field: name.slice(INVALID.length) });
  const { value: owned, diagnostics } = splitOwner(name);
  if (owned === undefined) return { diagnostics };
  if (owned.of !== undefined) return ownFigure(owned.figure, owned.of);
  const isRatio = COSTS.some(ratio => ratio === name);
  return ownFigure(name, { kind: isRatio ? 'costed' : 'total' }, ALL_NAMES);
}

/** A figure's name without whose it is, which stands before it as `source."paid search".`, `total.` or `costed.`. */
export function splitOwner(
  name: string,
): Checked<{ readonly of: FigureOwner | undefined; readonly figure: string }> {
  const [, first, second, quotedFigure = ''] = QUOTED_SOURCE.exec(name) ?? [];
  const quotedSource = first ?? second;
  if (quotedSource !== undefined) {
    return { value: { of: { kind: 'source', source: quotedSource }, figure: quotedFigure }, diagnostics: [] };
  }
  const [, source, bareFigure = ''] = BARE_SOURCE.exec(name) ?? [];
  if (source !== undefined) {
    return { value: { of: { kind: 'source', source }, figure: bareFigure }, diagnostics: [] };
  }
  if (/^source\b/.test(name)) {
    return {
      diagnostics: [gateError(`${name} names no figure of a source`, 'write source."paid search".cpl')],
    };
  }
  const kind = (['total', 'costed'] as const).find(owner => name.startsWith(`${owner}.`));
  const figure = kind === undefined ? name : name.slice(kind.length + 1);
  return { value: { of: kind && { kind }, figure }, diagnostics: [] };
}

/** Whether a percentage makes sense for it. */
export function isShare(figure: Figure): boolean {
  return figure.kind === 'invalid' || (figure.kind === 'figure' && SHARES.has(figure.figure));
}

function ownFigure(
  name: string,
  of: FigureOwner,
  candidates: readonly string[] = OWN_FIGURES,
): Checked<Figure> {
  const stage = STAGES.find(each => name === `stages.${each}`);
  if (stage !== undefined) return found({ kind: 'stage', of, stage });
  const figure = SOURCE_FIGURES.find(each => each === name);
  if (figure !== undefined) return found({ kind: 'figure', of, figure });
  const near = nearestName(name, candidates);
  const fix =
    near === undefined
      ? `figures are ${[...OWN_FIGURES, ...RUN, 'invalid.FIELD'].join(', ')}`
      : `did you mean ${near}?`;
  return { diagnostics: [gateError(`${name} is not a figure of the summary`, fix)] };
}

function found(value: Figure): Checked<Figure> {
  return { value: Object.freeze(value), diagnostics: [] };
}
