import { evaluateGate, type Gate, type NameSource } from '../../costs/gate.ts';
import { compileSourceNames } from '../../costs/source-names.ts';
import { summarize } from '../../costs/summarize.ts';
import { unreadOf } from '../../costs/warnings.ts';
import type { RunResult } from '../../engine/job.ts';
import { recordsOf } from '../../inputs/lists.ts';
import { isOverLimit } from '../../inputs/option-values.ts';
import type { QualifyInputs } from '../../inputs/qualify-inputs.ts';
import type { QualifySettings } from '../../inputs/qualify-settings.ts';
import { sourceFieldOf } from '../../language/field-types/fields.ts';
import type { LeadList, ListCounts } from '../../lists/list.ts';
import { Defect } from '../../model/errors.ts';
import type { Summary } from '../../model/summary.ts';
import { countOf, formatCount } from '../../terminal/figures.ts';

/** What became of a gate of `--fail-if` or `--warn-if`. */
export interface GateRecord {
  readonly expression: string;
  readonly kind: 'fail' | 'warn';
  readonly value: number | null;
  readonly tripped: boolean;
  readonly why: string;
}

/** What a run comes to. */
export interface Conclusion {
  /** As printed and as in summary.json: by source, or by the field of `--by`. */
  readonly summary: Summary;
  /** Those of its warnings that were said before the run. */
  readonly foretold: readonly string[];
  readonly gates: readonly GateRecord[];
  /** Why the run ends with findings, in sentences; empty if it does not. */
  readonly findings: readonly string[];
  /** Why `--strict` refuses the run; empty if it does not. */
  readonly refusals: readonly string[];
}

/** Turns what a run counted into its summary, and asks its gates. */
export function concludeRun(
  result: RunResult,
  {
    inputs,
    settings,
    warnings,
    unreadRefusals,
  }: {
    inputs: QualifyInputs;
    settings: QualifySettings;
    warnings: readonly string[];
    /** Of each list, in order. */
    unreadRefusals: readonly (readonly string[])[];
  },
): Conclusion {
  const { loaded, costs, lists } = inputs;
  const options = {
    rulebook: loaded.rulebook,
    sha256: loaded.files[0]?.sha256 ?? '',
    asOf: settings.asOf,
    costs,
    lists: recordsOf(lists, result.readings).map((record, index) => ({
      ...record,
      unread_refusals: unreadRefusals[index] ?? [],
    })),
    suppression: inputs.suppression?.lists,
    warnings: [...warnings, ...result.warnings, ...(costs?.notes ?? [])],
  };
  const bySource = summarize(result.tally, options);
  refuseLostRows(bySource);
  const nameOf = compileSourceNames(sourceFieldOf(loaded.rulebook.fields), costs);
  const gates = [
    ...settings.failIf.map(gate => askGate(gate, 'fail', { summary: bySource, nameOf })),
    ...settings.warnIf.map(gate => askGate(gate, 'warn', { summary: bySource, nameOf })),
  ];
  const warned = gates.filter(({ kind, tripped }) => kind === 'warn' && tripped).map(({ why }) => why);
  const summary =
    settings.by === undefined ? bySource : summarize(result.tally, { ...options, by: settings.by });
  return {
    summary: { ...summary, warnings: [...summary.warnings, ...warned] },
    foretold: warnings,
    gates,
    findings: [
      ...gates.filter(({ kind, tripped }) => kind === 'fail' && tripped).map(({ why }) => `--fail-if ${why}`),
      ...tooManyRejects(bySource, settings),
    ],
    refusals: settings.strict ? strictRefusals(bySource, inputs) : [],
  };
}

function askGate(
  gate: Gate,
  kind: GateRecord['kind'],
  { summary, nameOf }: { readonly summary: Summary; readonly nameOf: NameSource },
): GateRecord {
  const { tripped, value, why } = evaluateGate(gate, summary, nameOf);
  return { expression: gate.threshold.text, kind, value, tripped, why };
}

/** Always true, or leadsieve lost a row. */
function refuseLostRows({ rows, lists }: Summary): void {
  const numbered = lists.reduce((sum, list) => sum + list.rows, 0);
  const { judged, duplicates, empty, rejected } = rows;
  if (numbered !== judged + duplicates + empty + rejected) {
    throw new Defect(
      `${numbered} rows were read, but ${judged} judged, ${duplicates} duplicates, ${empty} empty and ${rejected} rejected`,
    );
  }
}

function tooManyRejects({ rows }: Summary, { rejectionLimit }: QualifySettings): string[] {
  if (!isOverLimit(rejectionLimit, { rejected: rows.rejected, rows: rows.read })) return [];
  const rejected = `${formatCount(rows.rejected)} of ${countOf(rows.read, ['row', 'rows'])} could not be read`;
  return [`${rejected}, more than --max-rejected allows`];
}

/** What each repair is called, one and many. */
const REPAIRS: Readonly<Record<keyof ListCounts['repairs'], readonly [one: string, many: string]>> = {
  short: ['short row', 'short rows'],
  long: ['long row', 'long rows'],
  quote: ['row with a stray quote', 'rows with a stray quote'],
  nul: ['row with NUL bytes', 'rows with NUL bytes'],
  encoding: ['row with bytes of another encoding', 'rows with bytes of another encoding'],
  key: ['record with a repeated key', 'records with a repeated key'],
  marks: ['row with a byte order mark', 'rows with a byte order mark'],
};

/** `1 row with a stray quote`, for every kind of repair that a list needed. */
function repairsOf(list: LeadList): readonly string[] {
  return Object.entries(list.counts().repairs).flatMap(([kind, rows]) =>
    rows === 0 ? [] : [countOf(rows, REPAIRS[kind as keyof typeof REPAIRS])],
  );
}

function strictRefusals(summary: Summary, { costs, lists }: QualifyInputs): string[] {
  const repaired = lists.flatMap(list => {
    const kinds = repairsOf(list);
    return kinds.length === 0 ? [] : [`${list.path} needed repairs: ${kinds.join(', ')}`];
  });
  const unread = summary.lists.flatMap(list => unreadOf(list, summary.lists.length > 1));
  const unpaid =
    costs === undefined
      ? []
      : summary.leads_without_spend.map(source => `source ${source} has leads and no cost input`);
  return [...repaired, ...unread, ...unpaid].map(reason => `--strict: ${reason}`);
}
