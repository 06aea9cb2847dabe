import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import { fold } from '../../values/fold.ts';
import { quoted } from '../../yaml/shape.ts';
import { costWarning } from './cost-error.ts';

/** A line of a cost table as far as totals are concerned. */
export interface SummedLine {
  /** All cells, trimmed; the amount's own left out. */
  readonly texts: readonly string[];
  /** What the source cell holds; empty where nothing is said. */
  readonly source: string;
  readonly place: Place;
  /** In cents, or undefined where the cell is no amount. */
  readonly cents: number | undefined;
  readonly isShared: boolean;
}

const WORDS = [
  ...['grand totals?', 'sub ?-?totals?', 'totals?', 'overall totals?', 'sum', 'summary', 'overall'],
  ...['sous ?-?totals?', 'total general', 'totaux', 'somme', 'ensemble'],
  ...['razem', 'suma', 'lacznie', 'ogolem', 'w sumie', 'podsumowanie', 'suma czesciowa', 'suma koncowa'],
  ...[
    'gesamt',
    'gesamtsumme',
    'gesamtergebnis',
    'gesamtbetrag',
    'summe',
    'zwischensumme',
    'insgesamt',
    'endsumme',
  ],
  ...[
    'subtotal',
    'totale',
    'totali',
    'subtotale',
    'somma',
    'complessivo',
    'totaal',
    'subtotaal',
    'eindtotaal',
  ],
  ...['soma', 'celkem', 'celkom', 'soucet', 'mezisoucet', 'spolu', 'totalt', 'summa', 'i alt', 'delsumma'],
  ...[
    'yhteensa',
    'osszesen',
    'toplam',
    'genel toplam',
    'итого',
    'всего',
    'разом',
    'усього',
    'συνολο',
    '合計',
    '总计',
    '合计',
  ],
  ...['results from [0-9]+ \\p{L}+', 'resultats de [0-9]+ \\p{L}+', 'wyniki z [0-9]+ \\p{L}+'],
].join('|');
const STARTS = new RegExp(`^(?:${WORDS})(?![\\p{L}\\p{N}])`, 'u');
/** `LinkedIn Total`, as spreadsheets name the totals of groups. */
const ENDS =
  /(?:^|[^\p{L}\p{N}])(?:totals?|subtotals?|sous-total|gesamt|summe|ergebnis|razem|totaal|totale)\s*:?$/u;

function saysTotal(text: string): boolean {
  const folded = fold(text);
  return STARTS.test(folded) || ENDS.test(folded);
}

/** Where it says so: in the source's cell, in the first filled one, or alone in another. */
function labelOf({ source, texts }: SummedLine): string | undefined {
  const first = texts.find(text => text !== '');
  const alone = new RegExp(`^(?:${WORDS})(?: (?:ht|ttc|net|netto|brut|brutto|general))?\\s*:?$`, 'u');
  return [source, first ?? ''].find(saysTotal) ?? texts.find(text => alone.test(fold(text)));
}

export interface SplitTotals<Line> {
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The lines without those that are totals of others, wherever they stand and whatever they are called: they say so, or
 * name no source and are the sum of the others. A total that is the sum of nothing is said with both figures.
 * `isExport`: a platform wrote the table, so that its first or last line without a name is a summary.
 */
export function splitTotals<Line extends SummedLine>(
  all: readonly Line[],
  { isExport, hasSource }: { readonly isExport: boolean; readonly hasSource: boolean },
): SplitTotals<Line> {
  const labels = new Map(all.map(line => [line, line.isShared ? undefined : labelOf(line)]));
  const unlabelled = all.filter(line => labels.get(line) === undefined);
  const named = unlabelled.filter(
    line => line.source !== '' || line.isShared || (hasSource && hasText(line)),
  );
  const sum = sumOf(named);
  const isSummary = (line: Line) => {
    if (named.includes(line) || line.cents === undefined || named.length === 0) return false;
    const isAtEdge = line === all[0] || line === all.at(-1) || line === unlabelled.at(-1);
    return isNear(line.cents, { sum, lines: named.length }) || (isExport && isAtEdge);
  };
  const totals = all.filter(line => labels.get(line) !== undefined || isSummary(line));
  const kept = all.filter(line => !totals.includes(line));
  const wrong = totals.filter(line => !addsUp(line, { all, kept, totals, label: labels.get(line) }));
  // Totals by type that the table has no column for: together they are the sum of everything.
  const areParts = wrong.length > 1 && isNear(sumOf(wrong), { sum: sumOf(kept), lines: kept.length });
  return {
    lines: kept,
    diagnostics: totals.map(line =>
      leftOut(line, {
        label: labels.get(line),
        sum: wrong.includes(line) && !areParts ? sumOf(kept) : undefined,
      }),
    ),
  };
}

function hasText({ texts }: SummedLine): boolean {
  return texts.some(text => /\p{L}/u.test(text));
}

function sumOf(lines: readonly SummedLine[]): number {
  return lines.reduce((total, { cents = 0 }) => total + cents, 0);
}

/** Each line is a rounded figure, so that a printed total may be off by half a cent for each. */
function isNear(cents: number, { sum, lines }: { readonly sum: number; readonly lines: number }): boolean {
  return Math.abs(cents - sum) <= Math.max(1, lines / 2);
}

interface Surroundings<Line> {
  readonly all: readonly Line[];
  readonly kept: readonly Line[];
  readonly totals: readonly Line[];
  readonly label: string | undefined;
}

/** Whether a total is the sum of all lines, of those before it, of its block, or of those that share a cell. */
function addsUp<Line extends SummedLine>(line: Line, { all, kept, totals }: Surroundings<Line>): boolean {
  const { cents } = line;
  if (cents === undefined) return true;
  const at = all.indexOf(line);
  const isKept = (other: Line) => kept.includes(other);
  const before = all.slice(0, at);
  const lastTotal = before.findLastIndex(other => totals.includes(other));
  const nextTotal = all.findIndex((other, index) => index > at && totals.includes(other));
  const block = before.slice(lastTotal + 1).filter(isKept);
  const after = all.slice(at + 1, nextTotal < 0 ? all.length : nextTotal).filter(isKept);
  const groups = [kept, before.filter(isKept), block, after, ...groupsOf(kept)];
  return groups.some(group => group.length > 0 && isNear(cents, { sum: sumOf(group), lines: group.length }));
}

const MOST_GROUPED = 2000;

/** The lines that share a cell, for every cell that some share: a report totals its lines by type or by network. */
function groupsOf<Line extends SummedLine>(kept: readonly Line[]): readonly (readonly Line[])[] {
  if (kept.length > MOST_GROUPED) return [];
  const groups = new Map<string, Line[]>();
  for (const line of kept) {
    for (const [column, text] of line.texts.entries()) {
      const key = `${column}\0${fold(text)}`;
      groups.set(key, [...(groups.get(key) ?? []), line]);
    }
  }
  return [...groups.values()];
}

function leftOut(
  { place, cents }: SummedLine,
  { label, sum }: { readonly label: string | undefined; readonly sum: number | undefined },
): Diagnostic {
  const named = label === undefined ? 'the line without a source' : quoted(label);
  const figures = (amount: number) => (amount / 100).toFixed(2);
  if (sum !== undefined && cents !== undefined)
    return costWarning({
      code: 'cost-total-differs',
      message: `${named} says ${figures(cents)}, but the lines add up to ${figures(sum)}: the lines are read, the total is not`,
      fix: 'check whether lines are missing, or whether the total is with tax',
      place,
    });
  return costWarning({
    code: 'cost-total-row',
    message: `${named} is left out: it is a total`,
    fix: 'nothing; a total is no cost',
    place,
  });
}
