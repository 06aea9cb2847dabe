import { loadSuppression, type Suppression } from '../contacts/suppression.ts';
import { loadCosts } from '../costs/reading/load-costs.ts';
import { BUILT_IN_SETS } from '../language/built-in-sets.ts';
import { sourceFieldOf } from '../language/field-types/fields.ts';
import { type LoadedRulebook, loadRulebook } from '../language/load.ts';
import type { LeadList } from '../lists/list.ts';
import type { CostInputs } from '../model/costs.ts';
import type { Checked, Diagnostic } from '../model/diagnostic.ts';
import type { Notation } from '../model/lead.ts';
import { demand } from '../shell/tell.ts';
import type { Terminal } from '../shell/terminal.ts';
import { formatReadingLine } from '../summary/reading-line.ts';
import { chooseNotations, closeLists, openLists } from './lists.ts';
import type { QualifySettings } from './qualify-settings.ts';

/** What leads are judged by, loaded. */
export interface JudgingInputs {
  readonly loaded: LoadedRulebook;
  readonly costs: CostInputs | undefined;
  readonly suppression: Suppression | undefined;
}

/** Everything that a run reads, loaded and open. */
export interface QualifyInputs extends JudgingInputs {
  readonly lists: readonly LeadList[];
  /** What was guessed and skipped when a list was opened. */
  readonly openingFindings: ReadonlyMap<LeadList, readonly Diagnostic[]>;
  readonly notationOf: (list: string) => Notation;
}

/**
 * Loads the rulebook, then what is read by it.
 *
 * @throws CannotRun with the faults of the rulebook, or with all faults of the others
 */
export async function loadJudging(settings: QualifySettings, terminal: Terminal): Promise<JudgingInputs> {
  const loaded = demand(await loadRulebook(settings.rules), terminal);
  return demand(await loadBeside(loaded, settings), terminal);
}

/** Loads what is read by a rulebook: costs and do-not-contact lists. */
export async function loadBeside(
  loaded: LoadedRulebook,
  settings: Pick<QualifySettings, 'costs' | 'costColumns' | 'period' | 'suppress' | 'locales'>,
): Promise<Checked<JudgingInputs>> {
  const { rulebook } = loaded;
  const locale = settings.locales.all ?? rulebook.locale;
  const [costs, suppression] = await Promise.all([
    settings.costs.length === 0
      ? NOTHING
      : loadCosts(settings.costs, {
          sourceField: sourceFieldOf(rulebook.fields),
          period: settings.period,
          columns: settings.costColumns,
        }),
    settings.suppress.length === 0
      ? NOTHING
      : loadSuppression(settings.suppress, { rulebook, locale, freeMail: new Set(BUILT_IN_SETS.free_mail) }),
  ]);
  const diagnostics = [...costs.diagnostics, ...suppression.diagnostics];
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { value: { loaded, costs: costs.value, suppression: suppression.value }, diagnostics };
}

/**
 * Opens the lists. The caller closes them.
 *
 * @throws CannotRun with what is wrong with any of them; none is left open then
 */
export async function openInputs(
  judging: JudgingInputs,
  settings: QualifySettings,
  terminal: Terminal,
): Promise<QualifyInputs> {
  const opened = demand(await openLists(settings.lists, settings.reading), terminal);
  const lists = opened.map(({ list }) => list);
  for (const list of lists) terminal.err.write(`${formatReadingLine(list)}\n`);
  try {
    const { locales, dates } = settings;
    const notationOf = chooseNotations(lists, { locales, dates, fallback: judging.loaded.rulebook });
    const openingFindings = new Map(opened.map(({ list, findings }) => [list, findings]));
    return { ...judging, lists, openingFindings, notationOf };
  } catch (error) {
    await closeLists(lists);
    throw error;
  }
}

const NOTHING: { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] } = {
  diagnostics: [],
};
