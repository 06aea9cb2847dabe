import { ALLOCATIONS, BILLED, type DecimalText, type Period } from '../../model/costs.ts';
import { nearestName } from '../../values/nearest.ts';
import { createReport, type Placed, placed, quoted, type Reader, type Report } from '../../yaml/shape.ts';
import { entriesOf, isOwnKey, listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { line, oneOf, wrongType } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree, type TreeEntry } from '../../yaml/tree.ts';
import { parseYaml } from '../../yaml/yaml.ts';
import { CREATED } from '../tally/period.ts';
import { costWarning } from './cost-error.ts';
import { parseCurrency } from './currency.ts';
import type { CostDraft, ReadCosts, WrittenAmount, WrittenShared, WrittenSource } from './draft.ts';
import { currency, currencyAt, day, money, percent, rate, share } from './money-readers.ts';

const UNNAMED = 'shared costs';

const amount = placed(money());

const readSource = mapping('the costs of a source', {
  spend: optional(amount),
  per_lead: optional(amount),
  credit: optional(amount),
  currency: optional(placed(currency())),
  billed: optional(placed(oneOf(BILLED, 'who is billed'))),
  aliases: optional(listOf(placed(line('a spelling of the source')), { expected: 'a list of spellings' })),
});

const readShared = mapping('a shared cost', {
  what: optional(line()),
  spend: optional(amount),
  percent: optional(percent()),
  percent_of: optional(oneOf(['spend'], 'what the percentage is of')),
  currency: optional(placed(currency())),
  allocate: optional(oneOf(ALLOCATIONS, 'a way to allocate')),
  only: optional(listOf(placed(line('a source')), { expected: 'a list of sources' })),
});

type RawSource = NonNullable<ReturnType<typeof readSource>>;
type RawShared = NonNullable<ReturnType<typeof readShared>>;

interface NamedSource extends RawSource {
  readonly name: TreeEntry;
  /** Whether everything of it could be read, so that its sum means something. */
  readonly sound: boolean;
}

// `currency` and `sources` are required; they are asked for below, so that everything else is checked without them.
const readCosts = mapping('a cost file', {
  currency: optional(placed(currency())),
  period: optional(placed(readPeriod)),
  rates: optional(readRates),
  sources: optional(readSources),
  shared: optional(listOf(placedTree(readShared), { expected: 'a list of shared costs', allowEmpty: true })),
  value: optional(
    placed(
      mapping('the value of a deal', {
        close_rate: required(share()),
        deal: required(money()),
        contact: optional(money()),
        nurture: optional(money()),
      }),
    ),
  ),
});

/** The same reader, with the tree for what is asked for later. */
function placedTree<T>(read: Reader<T>): Reader<{ readonly value: T; readonly tree: Tree }> {
  return (tree, report) => {
    const value = read(tree, report);
    return value === undefined ? undefined : { value, tree };
  };
}

/** Reads YAML cost inputs: plain numbers as written, every fault with its place. */
export function parseYamlCosts(text: string, file: string): ReadCosts {
  const { value: tree, diagnostics } = parseYaml(text, file);
  if (tree === undefined) return { diagnostics };
  const report = createReport(nearestName, diagnostics);
  const raw = readCosts(tree, report);
  if (raw === undefined) return { diagnostics: report.diagnostics };
  demandKeys(tree, report);
  refuseOwnRate(tree, raw.currency?.value, report);
  const { currency: code, period, value } = raw;
  const draft: CostDraft = {
    about: { file },
    isTable: false,
    isSetting: entryOf(tree, 'sources') === undefined && entryOf(tree, 'shared') === undefined,
    currency: code,
    rates: raw.rates ?? new Map(),
    period,
    ...(value === undefined ? {} : { value: { value: dealValue(value.value), place: value.place } }),
    sources: (raw.sources ?? []).map(sourceOf),
    shared: (raw.shared ?? []).flatMap(cost => sharedOf(cost.value, { tree: cost.tree, report })),
  };
  return { value: draft, diagnostics: [...report.diagnostics, ...needlessCurrencies(raw)] };
}

function dealValue({
  close_rate: closeRate,
  deal,
  contact,
  nurture,
}: {
  readonly close_rate: string;
  readonly deal: string;
  readonly contact?: string;
  readonly nurture?: string;
}) {
  return {
    closeRate,
    deal,
    ...(contact === undefined ? {} : { contact }),
    ...(nurture === undefined ? {} : { nurture }),
  };
}

/** A percentage is of amounts that are converted already. */
function needlessCurrencies({ shared = [] }: { readonly shared?: readonly { readonly value: RawShared }[] }) {
  return shared.flatMap(({ value: { currency: code, percent: share } }) =>
    code === undefined || share === undefined
      ? []
      : [
          costWarning({
            code: 'cost-currency',
            message: '`currency` has no effect next to `percent`',
            fix: 'remove it',
            place: code.place,
          }),
        ],
  );
}

function demandKeys(tree: Tree, report: Report): void {
  const demand = (key: string, fix: string) =>
    report.error(tree.place, {
      code: 'missing-key',
      message: `a cost file needs the key ${quoted(key)}`,
      fix,
    });
  const has = (key: string) => entryOf(tree, key) !== undefined;
  if (!has('currency')) demand('currency', 'add `currency: EUR`, or what you pay in');
  // A file of rates, period and value serves the exports of platforms that are given with it.
  const isBeside = has('currency') && ['rates', 'period', 'value'].some(has);
  if (!has('sources') && !has('shared') && !isBeside) {
    demand('sources', 'add `sources:` with what each source cost, such as `linkedin: { spend: 12000 }`');
  }
}

function readPeriod(tree: Tree, report: Report): Period | undefined {
  const days = mapping('a period', {
    from: required(placed(day())),
    to: required(placed(day())),
    field: optional(line('the name of a date field')),
  })(tree, report);
  if (days === undefined) return undefined;
  const { from, to, field = CREATED } = days;
  if (from.value <= to.value) return { from: from.value, to: to.value, field };
  return report.error(to.place, {
    code: 'cost-period',
    message: 'the period ends before it begins',
    fix: 'swap `from` and `to`',
  });
}

function readRates(tree: Tree, report: Report): ReadonlyMap<string, Placed<DecimalText>> | undefined {
  const entries = entriesOf(tree, 'rates by currency', report);
  if (entries === undefined) return undefined;
  const read = entries.flatMap(({ key, keyPlace, node }) => {
    const code = currencyAt({ text: key, place: keyPlace }, report);
    // A rate without a meaning has been reported: the amounts that need it are not reported again.
    const value = rate()(node, report) ?? '1';
    return code === undefined ? [] : [{ code, value, place: keyPlace }];
  });
  return new Map(read.map(({ code, value, place }) => [code, { value, place }]));
}

/** The run's own currency needs no rate; another than 1 would show that one of the two is meant otherwise. */
function refuseOwnRate(tree: Tree, currency: string | undefined, report: Report): void {
  const rates = entryOf(tree, 'rates')?.node;
  if (currency === undefined || rates?.kind !== 'mapping') return;
  const own = rates.entries.find(({ key }) => parseCurrency(key) === currency);
  if (own === undefined || own.node.kind !== 'scalar' || Number(own.node.text) === 1) return;
  report.error(own.keyPlace, {
    code: 'cost-currency',
    message: `${quoted(currency)} is the currency of the file, so its rate is 1`,
    fix: 'remove the rate, or correct `currency`',
  });
}

/** The sources with their names; none is fine where there are shared costs alone. */
function readSources(tree: Tree, report: Report): readonly NamedSource[] | undefined {
  if (tree.kind !== 'mapping') return wrongType(tree, 'a mapping of sources', report);
  return tree.entries.flatMap(entry => {
    if (isOwnKey(entry.key)) return [];
    const before = report.diagnostics.length;
    const source = readSource(entry.node, report);
    if (source === undefined) return [];
    const hasCost = ['spend', 'per_lead', 'credit'].some(key => entryOf(entry.node, key) !== undefined);
    if (!hasCost) refuseWithoutCost(entry, report);
    return [{ ...source, name: entry, sound: report.diagnostics.length === before }];
  });
}

function refuseWithoutCost({ key, keyPlace }: TreeEntry, report: Report): void {
  report.error(keyPlace, {
    code: 'missing-key',
    message: `${quoted(key)} has no cost`,
    fix: 'write its `spend` or `per_lead`, `spend: 0` if it was free; remove it if its cost is not known',
  });
}

function sourceOf(source: NamedSource): WrittenSource {
  const { name, currency: code, billed, aliases = [] } = source;
  const amounts = (found: Placed<DecimalText> | undefined) =>
    found === undefined ? [] : [withCurrency(found, code)];
  return {
    name: { text: name.key, place: name.keyPlace },
    aliases: aliases.map(({ value, place }) => ({ text: value, place })),
    spend: amounts(source.spend),
    perLead: amounts(source.per_lead),
    credit: amounts(source.credit),
    billed,
    sound: source.sound,
  };
}

function withCurrency(found: Placed<DecimalText>, code: Placed<string> | undefined): WrittenAmount {
  return code === undefined ? found : { ...found, currency: code };
}

/** A shared cost is an amount with a way to allocate it, or a percentage, which follows the spend unless told otherwise. */
function sharedOf(
  { what = UNNAMED, spend, percent: share, percent_of: base, currency: code, allocate, only }: RawShared,
  { tree, report }: { readonly tree: Tree; readonly report: Report },
): readonly WrittenShared[] {
  const missing = (key: string, fix: string) =>
    report.error(tree.place, {
      code: 'missing-key',
      message: `a shared cost needs the key ${quoted(key)}`,
      fix,
    });
  const has = (key: string) => entryOf(tree, key) !== undefined;
  const spellings = only?.map(({ value, place }) => ({ text: value, place }));
  if (has('spend') && (has('percent') || has('percent_of'))) {
    report.error(tree.place, {
      code: 'cost-amount',
      message: 'a shared cost is an amount (`spend`) or a percentage (`percent`), not both',
      fix: 'remove one of them; a fee of 12 percent is `percent: 12, percent_of: spend`',
    });
    return [];
  }
  if (has('percent') || has('percent_of')) {
    if (!has('percent')) missing('percent', 'add `percent: 12` for a fee of 12 percent');
    if (!has('percent_of')) missing('percent_of', 'add `percent_of: spend`');
    if (share === undefined || base === undefined) return [];
    return [{ what, percent: share, allocate: allocate ?? 'by_spend', only: spellings }];
  }
  if (!has('spend')) missing('spend', 'add `spend: …`');
  if (!has('allocate')) missing('allocate', 'add `allocate: …`');
  if (spend === undefined || allocate === undefined) return [];
  return [{ what, spend: withCurrency(spend, code), allocate, only: spellings }];
}
