import { type Faults, gatherFaults } from '../../inputs/option-values.ts';
import { type QualifySettings, readQualifySettings } from '../../inputs/qualify-settings.ts';
import { BUILT_IN_NAMES } from '../../language/built-in.ts';
import { type DiffGate, parseDiffGate } from './leads/gates.ts';
import type { DiffFormat } from './report/report.ts';

/** One of the rulebooks to compare: a built-in's name or a path, at a git revision or as it is. */
export interface RulebookChoice {
  readonly name: string;
  readonly revision?: string;
}

/** The options of `diff`, complete and typed. */
export interface DiffSettings
  extends Pick<
    QualifySettings,
    | 'lists'
    | 'costs'
    | 'costColumns'
    | 'period'
    | 'asOf'
    | 'suppress'
    | 'dedupe'
    | 'locales'
    | 'dates'
    | 'columns'
    | 'source'
    | 'reading'
  > {
  readonly before: RulebookChoice;
  readonly after: RulebookChoice;
  readonly format: DiffFormat;
  readonly failIf: readonly DiffGate[];
}

interface RawOptions {
  readonly base?: string;
  readonly format?: DiffFormat;
  readonly failIf?: readonly string[];
}

/**
 * Completes the options of `diff`, once.
 *
 * @throws CannotRun with every fault of the options
 */
export function parseDiffSettings(files: readonly string[], options: Record<string, unknown>): DiffSettings {
  const faults = gatherFaults();
  const { base, format = 'table', failIf = [], ...shared } = options as RawOptions;
  const { before, after, lists } = chooseRulebooks(files, { base, faults });
  const settings = readQualifySettings(lists, shared as Record<string, unknown>, faults);
  const gates = parseGates(failIf, faults);
  if (lists.length === 0) refuseListOptions(settings, faults);
  faults.throwIfAny();
  return { ...settings, before, after, format, failIf: gates };
}

function chooseRulebooks(
  [first = '', second = '', ...others]: readonly string[],
  { base, faults }: { readonly base: string | undefined; readonly faults: Faults },
): Pick<DiffSettings, 'before' | 'after' | 'lists'> {
  const [rulebooks, lists] =
    base === undefined ? [[first, second], others] : [[first], second === '' ? others : [second, ...others]];
  for (const name of rulebooks) {
    if (LIST.test(name) || name === '-')
      faults.add(
        `${name} stands where a rulebook is to be`,
        'leadsieve diff OLD NEW [list...]; the lists come last',
      );
  }
  if (base === undefined) {
    if (second === '')
      faults.add('there is one rulebook to compare', 'name a second one, or --base REF for a git revision');
    return { before: { name: first }, after: { name: second }, lists };
  }
  if (BUILT_IN_NAMES.some(name => name === first))
    faults.add(
      `--base: ${first} is built in and has no revisions`,
      'name two rulebooks: leadsieve diff OLD NEW',
    );
  return { before: { name: first, revision: base }, after: { name: first }, lists };
}

const LIST = /\.(?:csv|tsv|txt|json|ndjson|jsonl)(?:\.gz)?$/i;

function parseGates(texts: readonly string[], faults: Faults): DiffGate[] {
  return texts.flatMap(text => {
    const { value, diagnostics } = parseDiffGate(text);
    for (const { message, fix } of diagnostics) faults.add(`--fail-if: ${message}`, fix);
    return value === undefined ? [] : [value];
  });
}

/** What says how lists are read would do nothing without one. */
function refuseListOptions(settings: QualifySettings, faults: Faults): void {
  const { suppress, locales, dates, columns, source, reading } = settings;
  const given = {
    '--suppress': suppress.length > 0,
    '--locale': locales.all !== undefined || locales.byList.size > 0,
    '--dates': dates.all !== undefined || dates.byList.size > 0,
    '--column': columns.length > 0,
    '--source': source !== undefined,
    'an option that says how to read lists': Object.keys(reading).length > 0,
  };
  for (const [flag, isGiven] of Object.entries(given)) {
    if (isGiven)
      faults.add(
        `${flag} is given and no list`,
        "without a list, the leads of the rulebooks' own tests are judged",
      );
  }
}
