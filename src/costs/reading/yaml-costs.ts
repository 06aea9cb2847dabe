import { ALLOCATIONS, type CostInputs, type DecimalText, type SharedCost } from '../../model/costs.ts';
import type { Checked, Diagnostic } from '../../model/diagnostic.ts';
import type { TextField } from '../../model/rulebook.ts';
import { nearestName } from '../../values/nearest.ts';
import { checked, createReport, type Placed, placed, quoted, type Report } from '../../yaml/shape.ts';
import { entriesOf, isOwnKey, listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { line, oneOf, wrongType } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree, type TreeEntry } from '../../yaml/tree.ts';
import { parseYaml } from '../../yaml/yaml.ts';
import { convertAmounts, type Rates } from './convert-amounts.ts';
import { costWarning } from './cost-error.ts';
import { parseCurrency } from './currency.ts';
import { currency, currencyAt, day, money, rate, share } from './money-readers.ts';
import { type DraftSource, validateSources } from './validate-sources.ts';

const UNNAMED = 'shared costs';

const amount = placed(money());

const readSource = mapping('the costs of a source', {
  spend: optional(amount),
  per_lead: optional(amount),
  credit: optional(amount),
  currency: optional(placed(currency())),
  aliases: optional(listOf(placed(line('a spelling of the source')), { expected: 'a list of spellings' })),
});

const readShared = mapping('a shared cost', {
  what: optional(line()),
  spend: required(amount),
  currency: optional(placed(currency())),
  allocate: required(oneOf(ALLOCATIONS, 'a way to allocate')),
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
  currency: optional(currency()),
  period: optional(readPeriod),
  rates: optional(readRates),
  sources: optional(readSources),
  shared: optional(listOf(readShared, { expected: 'a list of shared costs', allowEmpty: true })),
  value: optional(mapping('the value of a deal', { close_rate: required(share()), deal: required(money()) })),
});

export interface CostTextOptions {
  /** Named in the places of diagnostics. */
  readonly file: string;
  /** The rulebook's field `source`, whose aliases and blanks hold for cost files too. */
  readonly sourceField: TextField;
}

/** Reads YAML cost inputs: plain numbers as written, every fault with its place. */
export function parseYamlCosts(text: string, { file, sourceField }: CostTextOptions): Checked<CostInputs> {
  const { value: tree, diagnostics } = parseYaml(text, file);
  if (tree === undefined) return { diagnostics };
  const report = createReport(nearestName, diagnostics);
  const raw = readCosts(tree, report);
  if (raw === undefined) return checked<CostInputs>(undefined, report.diagnostics);
  demandKeys(tree, report);
  refuseOwnRate(tree, raw.currency, report);
  const rates: Rates = { currency: raw.currency, rates: raw.rates ?? new Map() };
  const drafts = (raw.sources ?? []).map(source => draftOf(source, { rates, report }));
  const shared = (raw.shared ?? []).flatMap(cost => sharedOf(cost, { rates, report }));
  const { sources, diagnostics: found } = validateSources(drafts, sourceField);
  const { currency: code, period, value } = raw;
  const unused = findUnusedRates(tree, { currency: code, used: currenciesOf(raw) });
  const inputs = {
    file,
    ...(code === undefined ? {} : { currency: code }),
    ...(period === undefined ? {} : { period }),
    sources,
    shared,
    ...(value === undefined ? {} : { value: { closeRate: value.close_rate, deal: value.deal } }),
  };
  return checked(inputs, [...report.diagnostics, ...found, ...unused]);
}

/** The currencies that amounts are said to be in. */
function currenciesOf({
  sources = [],
  shared = [],
}: NonNullable<ReturnType<typeof readCosts>>): ReadonlySet<string> {
  return new Set(
    [...sources, ...shared].flatMap(({ currency: found }) => (found === undefined ? [] : [found.value])),
  );
}

function demandKeys(tree: Tree, report: Report): void {
  const demand = (key: string, fix: string) =>
    report.error(tree.place, {
      code: 'missing-key',
      message: `a cost file needs the key ${quoted(key)}`,
      fix,
    });
  if (entryOf(tree, 'currency') === undefined) demand('currency', 'add `currency: EUR`, or what you pay in');
  if (entryOf(tree, 'sources') === undefined && entryOf(tree, 'shared') === undefined) {
    demand('sources', 'add `sources:` with what each source cost, such as `linkedin: { spend: 12000 }`');
  }
}

function readPeriod(tree: Tree, report: Report): CostInputs['period'] {
  const days = mapping('a period', { from: required(placed(day())), to: required(placed(day())) })(
    tree,
    report,
  );
  if (days === undefined) return undefined;
  const { from, to } = days;
  if (from.value <= to.value) return { from: from.value, to: to.value };
  return report.error(to.place, {
    code: 'cost-period',
    message: 'the period ends before it begins',
    fix: 'swap `from` and `to`',
  });
}

function readRates(tree: Tree, report: Report): ReadonlyMap<string, DecimalText> | undefined {
  const entries = entriesOf(tree, 'rates by currency', report);
  if (entries === undefined) return undefined;
  const read = entries.flatMap(({ key, keyPlace, node }) => {
    const code = currencyAt({ text: key, place: keyPlace }, report);
    // A rate without a meaning has been reported: the amounts that need it are not reported again.
    const value = rate()(node, report) ?? '1';
    return code === undefined ? [] : [{ code, value, place: keyPlace }];
  });
  return new Map(read.map(({ code, value }) => [code, value]));
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

interface Conversion {
  readonly rates: Rates;
  readonly report: Report;
}

function draftOf(source: NamedSource, conversion: Conversion): DraftSource {
  const { name, currency, aliases = [] } = source;
  const amounts = (found: Placed<DecimalText> | undefined) =>
    found === undefined ? [] : convertAmounts([found], { ...conversion, currency });
  const before = conversion.report.diagnostics.length;
  const costs = {
    spend: amounts(source.spend),
    perLead: amounts(source.per_lead),
    credit: amounts(source.credit),
  };
  return {
    name: { text: name.key, place: name.keyPlace },
    aliases: aliases.map(({ value, place }) => ({ text: value, place })),
    ...costs,
    sound: source.sound && conversion.report.diagnostics.length === before,
  };
}

function sharedOf(
  { what = UNNAMED, spend, currency, allocate }: RawShared,
  conversion: Conversion,
): readonly SharedCost[] {
  return convertAmounts([spend], { ...conversion, currency }).map(found => ({
    what,
    spend: found,
    allocate,
  }));
}

/**
 * The rates of a file in which no amount needs one: probably the amounts lack their `currency`. Where some rate is used,
 * the others may well be a standing list. Faulty rates have been reported otherwise.
 */
function findUnusedRates(
  tree: Tree,
  { currency, used }: { readonly currency: string | undefined; readonly used: ReadonlySet<string> },
): readonly Diagnostic[] {
  const rates = entryOf(tree, 'rates')?.node;
  if (rates?.kind !== 'mapping' || [...used].some(code => code !== currency)) return [];
  return rates.entries.flatMap(({ key, keyPlace: place }) => {
    const code = parseCurrency(key);
    if (code === undefined || code === currency) return [];
    return [
      costWarning({
        code: 'cost-currency',
        message: `the rate of ${quoted(code)} is not used, nor is any other: no cost says that it is in ${code}`,
        fix: `add \`currency: ${code}\` to the costs that are in ${code}, or remove the rate`,
        place,
      }),
    ];
  });
}
