import type { Amount, CostInputs, DecimalText, Period, SharedCost, SourceCosts } from '../../model/costs.ts';
import type { Checked, Diagnostic, Place } from '../../model/diagnostic.ts';
import type { TextField } from '../../model/rulebook.ts';
import { multiplyToHundredths } from '../../values/decimal.ts';
import { compileAliases } from '../../values/field-types/text.ts';
import { fold } from '../../values/fold.ts';
import { nearestName } from '../../values/nearest.ts';
import { checked, type Placed, quoted } from '../../yaml/shape.ts';
import { LARGEST_LINE, tooLarge } from '../allocate.ts';
import { costError, costWarning } from './cost-error.ts';
import type { CostDraft, WrittenAmount, WrittenShared, WrittenSource } from './draft.ts';
import { type DraftSource, validateSources } from './validate-sources.ts';

interface JoinOptions {
  /** The rulebook's field `source`, whose aliases and blanks hold for cost files too. */
  readonly sourceField: TextField;
  /** `--period`. */
  readonly period?: Period | undefined;
}

/** Warnings that the summary repeats, since they are about its figures. */
const NOTED: ReadonlySet<string> = new Set([
  'cost-total-differs',
  'cost-period',
  'cost-currency',
  'cost-no-amount',
]);

/**
 * Joins the cost files of a run: one currency, one period; the amounts of a source add up over all files. `known` is what
 * was found in the files by themselves.
 */
export function joinCosts(
  drafts: readonly CostDraft[],
  { sourceField, period: given }: JoinOptions,
  known: readonly Diagnostic[] = [],
): Checked<CostInputs> {
  const found: Diagnostic[] = [];
  const money = compileConversion(drafts, found);
  const resolve = compileAliases(sourceField);
  const drafted = mergeSources(drafts, { money, resolve });
  const { sources, diagnostics } = validateSources(drafted, sourceField);
  const shared = drafts.flatMap(draft =>
    draft.shared.flatMap(cost => joinShared(cost, { draft, money, sources, resolve, found })),
  );
  const period = onePeriod(drafts, given, found);
  const value = drafts.flatMap(draft => draft.value ?? []);
  if (value.length > 1 && value[1] !== undefined) found.push(clash('value', value[1].place, value[0]?.place));
  found.push(...money.unused());
  found.push(...needlessBilling(drafts));
  const isBroken = known.some(({ severity }) => severity === 'error');
  if (drafts.length > 0 && !isBroken && drafts.every(({ isSetting }) => isSetting === true))
    found.push(withoutCosts(drafts));
  const all = [...known, ...found, ...diagnostics];
  const inputs: CostInputs = {
    files: drafts.map(({ about }) => about),
    ...(money.currency === undefined ? {} : { currency: money.currency }),
    ...(period === undefined ? {} : { period }),
    sources,
    shared,
    ...(value[0] === undefined ? {} : { value: value[0].value }),
    notes: [],
  };
  const { value: joined, diagnostics: said } = checked(inputs, all);
  if (joined === undefined) return { diagnostics: said };
  const notes = said.filter(({ code }) => NOTED.has(code)).map(noteOf);
  return { value: { ...joined, notes }, diagnostics: said };
}

function noteOf({ message, place }: Diagnostic): string {
  return place === undefined ? message : `${place.file}:${place.line}: ${message}`;
}

interface Conversion {
  readonly currency: string | undefined;
  readonly convert: (amounts: readonly WrittenAmount[], draft: CostDraft) => readonly Amount[];
  /** Warnings about rates that no amount needed. */
  readonly unused: () => readonly Diagnostic[];
}

/** What all amounts are turned into: the currency of the first YAML file, else the first that a table names. */
function compileConversion(drafts: readonly CostDraft[], found: Diagnostic[]): Conversion {
  const declared = drafts.flatMap(({ currency }) => currency ?? []);
  const named = drafts.flatMap(draft => amountsOf(draft).flatMap(({ currency }) => currency ?? []));
  // A file whose own currency has no meaning has been reported; what its amounts are worth cannot be said.
  const isUnknown = drafts.some(({ isTable, currency }) => !isTable && currency === undefined);
  const main = isUnknown ? undefined : (declared[0] ?? named[0]);
  const rates = new Map<string, Placed<DecimalText>>();
  for (const draft of drafts) {
    if (draft.currency !== undefined && draft.currency.value !== main?.value && draft.rates.size > 0)
      found.push(clash('currency', draft.currency.place, main?.place));
    for (const [code, rate] of draft.rates) {
      const earlier = rates.get(code);
      if (earlier !== undefined && earlier.value !== rate.value)
        found.push(clash(`rates.${code}`, rate.place, earlier.place));
      rates.set(code, earlier ?? rate);
    }
  }
  const used = new Set<string>();
  const reported = new Set<string>();
  const ownOf = new Map(drafts.map(draft => [draft, currencyOfFile(draft, main)]));
  for (const [draft, own] of ownOf) {
    if (own.kind === 'assumed' && drafts.length > 1 && amountsOf(draft).length > 0 && main !== undefined)
      found.push(assumed(draft, main));
  }

  function rateOf({ currency, place }: WrittenAmount, draft: CostDraft): DecimalText | undefined {
    const own = ownOf.get(draft);
    if (currency === undefined && own?.kind === 'several') {
      report(`${draft.about.file}\0`, () => undecided(place, own.codes));
      return undefined;
    }
    const code = currency ?? (own?.kind === 'one' ? own.currency : undefined);
    if (code === undefined || main === undefined || code.value === main.value) return '1';
    used.add(code.value);
    const rate = rates.get(code.value);
    if (rate === undefined)
      report(`${draft.about.file}\0${code.value}`, () => withoutRate(code, main, draft));
    return rate?.value;
  }
  function report(key: string, make: () => Diagnostic): void {
    if (!reported.has(key)) found.push(make());
    reported.add(key);
  }

  return {
    currency: main?.value,
    convert: (amounts, draft) =>
      amounts.flatMap(amount => {
        const rate = rateOf(amount, draft);
        if (rate === undefined) return [];
        if (multiplyToHundredths([amount.value, rate]) < LARGEST_LINE)
          return [{ amount: amount.value, rate, place: amount.place }];
        found.push(tooLarge(amount.place));
        return [];
      }),
    unused: () =>
      used.size > 0
        ? []
        : [...rates]
            .filter(([code]) => code !== main?.value)
            .map(([code, { place }]) => needlessRate(code, place)),
  };
}

type FileCurrency =
  | { readonly kind: 'one'; readonly currency: Placed<string> }
  | { readonly kind: 'several'; readonly codes: readonly string[] }
  | { readonly kind: 'assumed' };

/** What amounts of a file are in that name no currency themselves. */
function currencyOfFile(draft: CostDraft, main: Placed<string> | undefined): FileCurrency {
  if (draft.currency !== undefined) return { kind: 'one', currency: draft.currency };
  if (!draft.isTable) return main === undefined ? { kind: 'assumed' } : { kind: 'one', currency: main };
  const named = amountsOf(draft).flatMap(({ currency }) => currency ?? []);
  const codes = [...new Set(named.map(({ value }) => value))];
  const [first] = named;
  if (first === undefined) return { kind: 'assumed' };
  return codes.length === 1 ? { kind: 'one', currency: first } : { kind: 'several', codes };
}

function amountsOf({ sources, shared }: CostDraft): readonly WrittenAmount[] {
  return [
    ...sources.flatMap(({ spend, perLead, credit }) => [...spend, ...perLead, ...credit]),
    ...shared.flatMap(({ spend }) => spend ?? []),
  ];
}

interface MergeOptions {
  readonly money: Conversion;
  readonly resolve: (folded: string) => string;
}

/** The sources of all files: in a table any two spellings of one source meet, and so do the sources of two files. */
function mergeSources(
  drafts: readonly CostDraft[],
  { money, resolve }: MergeOptions,
): readonly DraftSource[] {
  const merged: (DraftSource & { readonly files: Set<CostDraft> })[] = [];
  for (const draft of drafts) {
    for (const source of draft.sources) {
      const spellings = new Set([source.name, ...source.aliases].map(({ text }) => resolve(fold(text))));
      const isSame = (other: (typeof merged)[number]) =>
        (draft.isTable || !other.files.has(draft)) &&
        [other.name, ...other.aliases].some(({ text }) => spellings.has(resolve(fold(text))));
      const at = merged.findIndex(isSame);
      const converted = convertSource(source, { draft, money });
      const earlier = merged[at];
      if (earlier === undefined) merged.push({ ...converted, files: new Set([draft]) });
      else merged[at] = { ...addUp(earlier, converted), files: earlier.files.add(draft) };
    }
  }
  return merged;
}

function convertSource(
  { name, aliases, spend, perLead, credit, billed, sound }: WrittenSource,
  { draft, money }: { readonly draft: CostDraft; readonly money: Conversion },
): DraftSource {
  const costs = {
    spend: money.convert(spend, draft),
    perLead: money.convert(perLead, draft),
    credit: money.convert(credit, draft),
  };
  const isWhole =
    costs.spend.length === spend.length &&
    costs.perLead.length === perLead.length &&
    costs.credit.length === credit.length;
  return {
    name,
    aliases,
    ...costs,
    ...(billed === undefined ? {} : { billed: billed.value }),
    sound: sound && isWhole,
  };
}

function addUp(earlier: DraftSource, later: DraftSource): DraftSource {
  const known = new Set([earlier.name, ...earlier.aliases].map(({ text }) => fold(text)));
  const more = [later.name, ...later.aliases].filter(({ text }) => !known.has(fold(text)));
  const billed = earlier.billed ?? later.billed;
  return {
    name: earlier.name,
    aliases: [...earlier.aliases, ...more],
    spend: [...earlier.spend, ...later.spend],
    perLead: [...earlier.perLead, ...later.perLead],
    credit: [...earlier.credit, ...later.credit],
    ...(billed === undefined ? {} : { billed }),
    sound: earlier.sound && later.sound,
  };
}

interface JoinSharedOptions extends MergeOptions {
  readonly draft: CostDraft;
  readonly sources: readonly SourceCosts[];
  readonly found: Diagnostic[];
}

function joinShared(
  { what, spend, percent, allocate, only }: WrittenShared,
  { draft, money, sources, resolve, found }: JoinSharedOptions,
): readonly SharedCost[] {
  const indexes = only?.flatMap(({ text, place }) => {
    const folded = fold(text);
    const index = sources.findIndex(
      ({ spellings }) => spellings.includes(folded) || spellings.includes(resolve(folded)),
    );
    if (index >= 0) return [index];
    const near = nearestName(
      text,
      sources.map(({ name }) => name),
    );
    found.push(
      costError({
        code: 'cost-source',
        message: `${quoted(text)} has no cost of its own, so that it cannot share one`,
        fix:
          near === undefined
            ? `give it one, such as \`${text}: { spend: 0 }\``
            : `did you mean ${quoted(near)}?`,
        place,
      }),
    );
    return [];
  });
  const chosen = indexes === undefined ? {} : { only: [...new Set(indexes)] };
  if (percent !== undefined) return [{ what, percent, allocate, ...chosen }];
  return money
    .convert(spend === undefined ? [] : [spend], draft)
    .map(amount => ({ what, spend: amount, allocate, ...chosen }));
}

/** The period of the command or of the one file that has one; two that differ are no one period. */
function onePeriod(
  drafts: readonly CostDraft[],
  given: Period | undefined,
  found: Diagnostic[],
): Period | undefined {
  const periods = drafts.flatMap(({ period }) => period ?? []);
  const [first] = periods;
  const other = periods.find(({ value }) => JSON.stringify(value) !== JSON.stringify(first?.value));
  if (other !== undefined) found.push(clash('period', other.place, first?.place));
  if (given === undefined || first === undefined) return given ?? first?.value;
  const { from, to, field } = first.value;
  if (given.from !== from || given.to !== to)
    found.push(
      costError({
        code: 'cost-period',
        message: 'the period of the cost file is not that of --period',
        fix: 'leave one of them out: what was spent belongs to one period',
        place: first.place,
      }),
    );
  return { from, to, field };
}

function clash(key: string, place: Place, earlier: Place | undefined): Diagnostic {
  const where = earlier === undefined ? 'another cost file' : `${earlier.file}, line ${earlier.line},`;
  return costError({
    code: key.startsWith('period') ? 'cost-period' : key.startsWith('value') ? 'cost-file' : 'cost-currency',
    message: `${where} says otherwise what ${quoted(key)} is`,
    fix: `keep \`${key}\` in one of the cost files`,
    place,
  });
}

function withoutRate(code: Placed<string>, main: Placed<string>, draft: CostDraft): Diagnostic {
  const rates = `\`rates: { ${code.value}: … }\`: what 1 ${code.value} is in ${main.value}`;
  const beside = `${quoted(main.value)} (${main.place.file}, line ${main.place.line})`;
  if (!draft.isTable)
    return costError({
      code: 'cost-currency',
      message: `${quoted(code.value)} has no rate to ${main.value}`,
      fix: `add ${rates}`,
      place: code.place,
    });
  return costError({
    code: 'cost-currency',
    message: `${quoted(code.value)} stands next to ${beside}, and there is no rate: they cannot be added up`,
    fix: `add a YAML cost file with \`currency: ${main.value}\` and ${rates}`,
    place: code.place,
  });
}

function undecided(place: Place, codes: readonly string[]): Diagnostic {
  return costError({
    code: 'cost-currency',
    message: `the line names no currency, and the file has ${codes.join(' and ')}`,
    fix: 'name the currency of every line',
    place,
  });
}

function assumed({ sources, shared }: CostDraft, main: Placed<string>): Diagnostic {
  const [first] = [
    ...sources.flatMap(({ spend, perLead }) => [...spend, ...perLead]),
    ...shared.flatMap(({ spend }) => spend ?? []),
  ];
  return costWarning({
    code: 'cost-currency',
    message: `the file names no currency: its amounts are taken for ${main.value}`,
    fix: `add a column \`currency\`, or write \`(${main.value})\` into the header of the amounts`,
    place: first?.place,
  });
}

function needlessRate(code: string, place: Place): Diagnostic {
  return costWarning({
    code: 'cost-currency',
    message: `the rate of ${quoted(code)} is not used, nor is any other: no cost says that it is in ${code}`,
    fix: `add \`currency: ${code}\` to the costs that are in ${code}, or remove the rate`,
    place,
  });
}

/** Who is billed matters only to what is paid for each lead. */
function needlessBilling(drafts: readonly CostDraft[]): readonly Diagnostic[] {
  return drafts.flatMap(({ sources }) =>
    sources.flatMap(({ name, billed, perLead }) =>
      billed === undefined || perLead.length > 0
        ? []
        : [
            costWarning({
              code: 'cost-source',
              message: `\`billed\` of ${quoted(name.text)} has no effect: nothing is paid for each lead`,
              fix: 'add `per_lead`, or remove `billed`',
              place: billed.place,
            }),
          ],
    ),
  );
}

function withoutCosts(drafts: readonly CostDraft[]): Diagnostic {
  return costError({
    code: 'cost-empty',
    message: `${drafts.map(({ about }) => about.file).join(', ')}: no file says what a source cost`,
    fix: 'add `sources`, or name the export of a platform with --costs too',
    place: undefined,
  });
}
