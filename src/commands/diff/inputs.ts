import type { PlannedList } from '../../engine/job.ts';
import { planLists } from '../../engine/plan.ts';
import { readRevision } from '../../files/revision.ts';
import { chooseNotations } from '../../inputs/lists.ts';
import { type JudgingInputs, loadBeside } from '../../inputs/qualify-inputs.ts';
import { type LoadedRulebook, loadRulebook } from '../../language/load.ts';
import type { LeadList } from '../../lists/list.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import { CannotRun } from '../../model/errors.ts';
import type { Rulebook } from '../../model/rulebook.ts';
import { tell } from '../../shell/tell.ts';
import type { Terminal } from '../../shell/terminal.ts';
import type { DiffedRulebook } from './model.ts';
import type { DiffSettings, RulebookChoice } from './settings.ts';

/** The same thing for the rulebook before and after. */
export interface BothSides<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * Loads both rulebooks, then what is read by each.
 *
 * @throws CannotRun with the faults of both rulebooks, or with all faults of the others
 */
export async function loadBothSides(
  settings: DiffSettings,
  terminal: Terminal,
): Promise<BothSides<JudgingInputs>> {
  const rulebooks = await onBothSides(settings, choice => loadChoice(choice));
  const loaded = demandBoth(rulebooks, terminal);
  return demandBoth(await onBothSides(loaded, rulebook => loadBeside(rulebook, settings)), terminal);
}

async function onBothSides<From, To extends Checked<unknown>>(
  { before, after }: BothSides<From>,
  load: (from: From) => Promise<To>,
): Promise<BothSides<To>> {
  const [was, is] = await Promise.allSettled([load(before), load(after)]);
  if (was.status === 'fulfilled' && is.status === 'fulfilled') return { before: was.value, after: is.value };
  throw joinFailures([was, is]);
}

/** What cannot be read on one side is told with the faults of the other. */
function joinFailures(settled: readonly PromiseSettledResult<Checked<unknown>>[]): unknown {
  const reasons = settled.flatMap(result => (result.status === 'rejected' ? [result.reason as unknown] : []));
  const defect = reasons.find(reason => !(reason instanceof CannotRun));
  if (defect !== undefined) return defect;
  return new CannotRun(
    withoutRepeats(
      settled.flatMap(result => {
        if (result.status === 'fulfilled') return result.value.diagnostics;
        return result.reason instanceof CannotRun ? result.reason.diagnostics : [];
      }),
    ),
  );
}

async function loadChoice({ name, revision }: RulebookChoice): Promise<Checked<LoadedRulebook>> {
  if (revision === undefined) return loadRulebook(name);
  return loadRulebook(name, {
    read: path => readRevision(path, revision),
    nameOf: path => `${revision}:${path}`,
  });
}

/** The values of both sides. What is to be told of both is told once. */
function demandBoth<T>({ before, after }: BothSides<Checked<T>>, terminal: Terminal): BothSides<T> {
  const diagnostics = withoutRepeats([...before.diagnostics, ...after.diagnostics]);
  if (before.value === undefined || after.value === undefined) throw new CannotRun(diagnostics);
  tell(terminal, diagnostics);
  return { before: before.value, after: after.value };
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map(diagnostic => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/**
 * Matches the lists' columns with the fields of both rulebooks. A `--column` for a field that one of them has not is
 * for the other.
 *
 * @throws CannotRun where that forbids to go on
 */
export function planBothSides(
  lists: readonly LeadList[],
  {
    settings,
    rulebooks,
    terminal,
  }: { settings: DiffSettings; rulebooks: BothSides<Rulebook>; terminal: Terminal },
): BothSides<readonly PlannedList[]> {
  const { locales, dates, columns, source } = settings;
  const known = [rulebooks.before, rulebooks.after].map(({ fields }) => fields.map(({ name }) => name));
  const plan = (rulebook: Rulebook) => {
    const own = new Set(rulebook.fields.map(({ name }) => name));
    const preferred = columns.filter(
      ({ field }) => own.has(field) || !known.some(names => names.includes(field)),
    );
    const notationOf = chooseNotations(lists, { locales, dates, fallback: rulebook });
    return planLists(lists, { rulebook, notationOf, preferred, source, to: 'csv', guard: false });
  };
  return demandBoth({ before: plan(rulebooks.before), after: plan(rulebooks.after) }, terminal);
}

/** What is told of a rulebook that was compared. */
export function describeRulebook(
  { loaded }: JudgingInputs,
  { name, revision }: RulebookChoice,
): DiffedRulebook {
  const { rulebook, files } = loaded;
  return {
    file: name,
    ...(revision === undefined ? {} : { revision }),
    rulebook: rulebook.name,
    version: rulebook.version,
    sha256: files[0]?.sha256 ?? '',
  };
}
