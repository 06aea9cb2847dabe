import type { PlannedList, RunResult } from '../../engine/job.ts';
import type { OutputRecords } from '../../files/output-records.ts';
import type { QualifyInputs } from '../../inputs/qualify-inputs.ts';
import type { QualifySettings } from '../../inputs/qualify-settings.ts';
import type { Fingerprint } from '../../lists/bytes/fingerprint.ts';
import type { CostFile } from '../../model/costs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Summary } from '../../model/summary.ts';
import { version } from '../../shell/version.ts';
import { formatDay } from '../../values/day.ts';
import { orderOf } from '../../values/field-types/date.ts';
import type { GateRecord } from './qualify-conclusion.ts';

export interface RunFacts {
  readonly inputs: QualifyInputs;
  readonly settings: QualifySettings;
  readonly planned: readonly PlannedList[];
  readonly result: RunResult;
  readonly summary: Summary;
  readonly gates: readonly GateRecord[];
  readonly findings: readonly string[];
  readonly files: OutputRecords;
  readonly seconds: number;
}

/** The text of run.json: what was run on what, so that the run can be repeated and audited. */
export function formatRunRecord({
  inputs,
  settings,
  planned,
  result,
  summary,
  gates,
  findings,
  files,
  seconds,
}: RunFacts): string {
  const { loaded, costs, suppression, openingFindings } = inputs;
  const record = {
    leadsieve: version(),
    node: process.version,
    as_of: formatDay(settings.asOf),
    seconds: Math.round(seconds * 1000) / 1000,
    engine: 'local',
    workers: result.workers,
    rulebook: { name: loaded.rulebook.name, version: loaded.rulebook.version, files: loaded.files },
    costs: (costs?.files ?? []).map(recordOfCosts),
    suppression: suppression?.inputs ?? [],
    lists: planned.map((list, index) =>
      recordOf(list, {
        fingerprint: result.fingerprints[index],
        guessed: openingFindings.get(list.list) ?? [],
      }),
    ),
    counts: summary.rows,
    gates,
    findings,
    warnings: summary.warnings,
    ...files,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

function recordOfCosts({ file, source, fingerprint, locale, outsidePeriod }: CostFile) {
  return {
    file,
    ...(source === undefined ? {} : { source }),
    ...fingerprint,
    locale: locale ?? null,
    lines_outside_period: outsidePeriod ?? 0,
  };
}

function recordOf(
  { list, locale, dates, columns, source }: PlannedList,
  {
    fingerprint,
    guessed,
  }: { readonly fingerprint: Fingerprint | undefined; readonly guessed: readonly Diagnostic[] },
) {
  const { name, path, dialect, header, headerLine } = list;
  const { rows, rejected, empty, repairs, repeatedHeaders, nulBytes } = list.counts();
  const matched = [...columns].map(
    ([field, indexes]) => [field, indexes.map(index => header[index] ?? '')] as const,
  );
  return {
    name,
    file: path,
    ...fingerprint,
    ...dialect,
    header_line: headerLine ?? null,
    locale,
    dates: orderOf({ locale, dates }),
    source: source ?? null,
    columns: Object.fromEntries(matched),
    rows,
    rejected,
    empty,
    repairs: { ...repairs, repeated_headers: repeatedHeaders, nul_bytes: nulBytes },
    findings: [...guessed, ...list.findings()].map(({ code, message }) => ({ code, message })),
  };
}
