import { loadCosts } from '../costs/load-costs.ts';
import type { LeadList } from '../leads/list.ts';
import { loadSuppression, type Suppression } from '../leads/suppression.ts';
import type { CostInputs } from '../model/costs.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { CannotRun } from '../model/errors.ts';
import type { Locale } from '../model/lead.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { BUILT_IN_SETS } from '../rulebook/built-in-sets.ts';
import { type LoadedRulebook, loadRulebook } from '../rulebook/load.ts';
import { chooseLocales, closeLists, openLists } from './lists.ts';
import type { QualifySettings } from './qualify-settings.ts';
import { demand, tell } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** Everything that a run reads, loaded and open. */
export interface QualifyInputs {
  readonly loaded: LoadedRulebook;
  readonly costs: CostInputs | undefined;
  readonly suppression: Suppression | undefined;
  readonly lists: readonly LeadList[];
  /** What was guessed and skipped when a list was opened. */
  readonly openingFindings: ReadonlyMap<LeadList, readonly Diagnostic[]>;
  readonly localeOf: (list: string) => Locale;
}

/**
 * Loads the rulebook, then what is read by it, then opens the lists.
 *
 * @throws CannotRun with all faults of the inputs that could be read
 */
export async function loadInputs(settings: QualifySettings, terminal: Terminal): Promise<QualifyInputs> {
  const loaded = demand(await loadRulebook(settings.rules), terminal);
  const { rulebook } = loaded;
  const locale = settings.locales.all ?? rulebook.locale;
  const [costs, suppression] = await Promise.all([
    settings.costs === undefined
      ? NOTHING
      : loadCosts(settings.costs, { locale, sourceField: sourceOf(rulebook) }),
    settings.suppress.length === 0
      ? NOTHING
      : loadSuppression(settings.suppress, { rulebook, locale, freeMail: new Set(BUILT_IN_SETS.free_mail) }),
  ]);
  const diagnostics = [...costs.diagnostics, ...suppression.diagnostics];
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new CannotRun(diagnostics);
  tell(terminal, diagnostics);
  const opened = demand(await openLists(settings.lists), terminal);
  const lists = opened.map(({ list }) => list);
  try {
    return {
      loaded,
      costs: costs.value,
      suppression: suppression.value,
      lists,
      openingFindings: new Map(opened.map(({ list, findings }) => [list, findings])),
      localeOf: chooseLocales(lists, { choice: settings.locales, fallback: rulebook.locale }),
    };
  } catch (error) {
    await closeLists(lists);
    throw error;
  }
}

const NOTHING: { readonly value?: undefined; readonly diagnostics: readonly Diagnostic[] } = {
  diagnostics: [],
};

/** The text field that the cost file's sources are matched through; a source of another type has no aliases. */
function sourceOf({ fields }: Rulebook) {
  const field = fields.find(({ name }) => name === 'source');
  if (field?.type === 'text') return field;
  return { name: 'source', type: 'text', columns: [], required: false, blank: [], aliases: [] } as const;
}
