import { idlePeriod } from '../costs/tally/period.ts';
import type { PlannedList } from '../engine/job.ts';
import { absentEverywhere, absentFields, planLists } from '../engine/plan.ts';
import { collectQuestions } from '../judging/conditions/questions.ts';
import { stagesOutOfReach } from '../judging/reach.ts';
import { speaksOfConsent, speaksOfRefusal } from '../language/refusal-headers.ts';
import { findBlock } from '../lists/columns.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { demand } from '../shell/tell.ts';
import type { Terminal } from '../shell/terminal.ts';
import { headerUnit } from '../values/header-unit.ts';
import { suggestName } from '../values/nearest.ts';
import { formatCount } from '../values/number-format.ts';
import type { QualifyInputs } from './qualify-inputs.ts';
import type { QualifySettings } from './qualify-settings.ts';

/** Matches the lists' columns with the rulebook's fields. Throws CannotRun where that forbids to go on. */
export function planRun(
  inputs: QualifyInputs,
  settings: QualifySettings,
  terminal: Terminal,
): readonly PlannedList[] {
  const { rulebook } = inputs.loaded;
  const { columns: preferred, source, select, to, guard, by, strict } = settings;
  refuseUnknownGroup(by, rulebook);
  const options = { rulebook, notationOf: inputs.notationOf, preferred, source, select, to, guard };
  const planned = demand(withInspect(planLists(inputs.lists, options), settings.lists), terminal);
  if (strict) refuseAbsentFields(planned, rulebook);
  return planned;
}

/** Where no column carries a field, the next step is to look at the list. */
function withInspect<T>(checked: Checked<T>, paths: readonly string[]): Checked<T> {
  const diagnostics = checked.diagnostics.map(diagnostic => {
    const path = paths.find(known => diagnostic.message.startsWith(`${known}: `));
    if (diagnostic.code !== 'no-field-matched' || path === undefined) return diagnostic;
    return {
      ...diagnostic,
      fix: `${diagnostic.fix}; "leadsieve inspect ${path}" shows what is in its columns`,
    };
  });
  return { ...checked, diagnostics };
}

function refuseUnknownGroup(by: string | undefined, { fields, name }: Rulebook): void {
  const names = fields.map(field => field.name);
  if (by === undefined || names.includes(by)) return;
  throw new CannotRun([badOption(`--by: rulebook ${name} has no field ${by}`, suggestName(by, names))]);
}

function refuseAbsentFields(planned: readonly PlannedList[], rulebook: Rulebook): void {
  const faults = planned.flatMap(({ list, columns }) => {
    const absent = absentFields(columns, rulebook);
    if (absent.length === 0) return [];
    const message = `--strict: ${list.path} has no column for ${absent.join(', ')}`;
    return [badOption(message, `name the header that carries one with --column ${absent[0]}=HEADER`)];
  });
  if (faults.length > 0) throw new CannotRun(faults);
}

function badOption(message: string, fix: string): Diagnostic {
  return { severity: 'error', code: 'bad-option', message, fix };
}

/** The columns whose headers give the unit of their numbers, and what that does to them. */
function unitsOf({ list, columns, places }: PlannedList, isNamed: boolean): readonly string[] {
  return [...columns].flatMap(([field, own]) =>
    own.flatMap(column => {
      const header = list.header[column] ?? '';
      const unit = places.has(column) ? headerUnit(header) : undefined;
      if (unit === undefined) return [];
      const read = formatCount(5 * 10 ** unit.places);
      return [
        `${isNamed ? `${list.name}: ` : ''}${field}: "${header}" is in ${unit.words}, so 5 is read as ${read}`,
      ];
    }),
  );
}

/** What is known of a run's outcome before its first row: stages that nobody can reach, fields without a column. */
export function foretell(planned: readonly PlannedList[], rulebook: Rulebook): readonly string[] {
  const everywhere = absentEverywhere(planned, rulebook);
  const outOfReach = planned.map(({ columns }) =>
    stagesOutOfReach(rulebook, new Set(absentFields(columns, rulebook))),
  );
  const [first = [], ...others] = outOfReach;
  const unreachable = first.filter(({ stage }) =>
    others.every(stages => stages.some(other => other.stage === stage)),
  );
  return [
    ...planned.flatMap(plan => unitsOf(plan, planned.length > 1)),
    ...unreachable.map(({ stage, because }) => `${stage} is out of reach: ${because}`),
    ...(everywhere.length === 0 ? [] : [`no column for ${everywhere.join(', ')}: unknown for every lead`]),
    ...planned.flatMap(({ list, columns }) => {
      const here = absentFields(columns, rulebook).filter(field => !everywhere.includes(field));
      return here.length === 0
        ? []
        : [`${list.name} has no column for ${here.join(', ')}: unknown for its leads`];
    }),
    ...planned.flatMap(plan => refusalDoubts(plan, rulebook)),
  ];
}

/** What of the costs has no effect on the run. */
export function foretellCosts({
  inputs: { costs, loaded },
  settings: { costs: files, costColumns, period: given },
  planned,
}: {
  readonly inputs: Pick<QualifyInputs, 'costs' | 'loaded'>;
  readonly settings: Pick<QualifySettings, 'costs' | 'costColumns' | 'period'>;
  readonly planned: readonly PlannedList[];
}): readonly string[] {
  const options = [
    ...(costColumns.length > 0 ? ['--cost-column'] : []),
    ...(given === undefined ? [] : ['--period']),
  ];
  if (files.length === 0) return options.map(option => `${option} has no effect without --costs`);
  const period = costs?.period;
  if (period === undefined) return [];
  const idle = idlePeriod(period, loaded.rulebook);
  if (idle !== undefined) return [`${idle}; name another with \`field:\` in the period`];
  if (planned.some(({ columns }) => columns.has(period.field))) return [];
  return [`the period of the costs has no effect on leads: no list has a column for ${period.field}`];
}

/** The headers of a list that may say who refused to be contacted, and that nothing in the rulebook asks about. */
export function unreadRefusals({ list, columns }: PlannedList, rulebook: Rulebook): readonly string[] {
  const asked = collectQuestions(rulebook).fields.map(({ field }) => field.name);
  const read = new Set(asked.flatMap(name => columns.get(name) ?? []));
  const block = findBlock(list.header);
  return list.header.filter(
    (header, column) =>
      speaksOfRefusal(header) &&
      !read.has(column) &&
      (block === undefined || column < block.from || column >= block.to),
  );
}

function refusalDoubts(plan: PlannedList, rulebook: Rulebook): readonly string[] {
  const { list, columns } = plan;
  const unread = unreadRefusals(plan, rulebook);
  const noun = unread.length === 1 ? 'the column' : 'the columns';
  const said =
    unread.length === 0
      ? []
      : [
          `${list.name}: no rule reads ${noun} ${quotedList(unread)}, which may say who refused to be contacted`,
        ];
  const hidden = rulebook.fields.flatMap(field => {
    if (field.type !== 'boolean' || field.combine !== undefined) return [];
    const headers = (columns.get(field.name) ?? []).map(column => list.header[column] ?? '');
    const [first, ...others] = headers;
    if (first === undefined || others.length === 0) return [];
    const combine = headers.some(speaksOfRefusal) ? 'any' : headers.some(speaksOfConsent) ? 'all' : undefined;
    if (combine === undefined) return [];
    return [
      `${list.name}: ${field.name} reads ${quotedList(others)} only where "${first}" is blank; with \`combine: ${combine}\` one refusal is enough`,
    ];
  });
  return [...said, ...hidden];
}

function quotedList(headers: readonly string[]): string {
  const quoted = headers.map(header => `"${header}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
