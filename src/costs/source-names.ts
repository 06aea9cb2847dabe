import type { CostInputs } from '../model/costs.ts';
import type { TextField } from '../model/rulebook.ts';
import { compileAliases } from '../values/field-types/text.ts';
import { fold } from '../values/fold.ts';
import { countEdits } from '../values/nearest.ts';

/** What a source is shown as, by any of its spellings: those of the cost files and the aliases of the field `source`. */
export function compileSourceNames(
  field: TextField,
  costs: CostInputs | undefined,
): (name: string) => string {
  const resolve = compileAliases(field);
  const shown = new Map(field.aliases.map(({ to, shown: target }) => [to, target]));
  for (const { spellings, name } of costs?.sources ?? []) {
    for (const spelling of spellings) shown.set(spelling, name);
  }
  return name => shown.get(fold(name)) ?? shown.get(resolve(fold(name))) ?? name;
}

const SHORTEST = 5;
const LONG = 9;

/** Two names that are one but for case, marks and white space. */
export function isSpeltAlike(one: string, other: string): boolean {
  return bare(one) === bare(other) && bare(one) !== '';
}

/** Two names that differ in one letter, long ones in two, and in no figure: `webinar 1` is not `webinar 2`. */
export function isSpeltNearly(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)];
  if (Math.min(a.length, b.length) < SHORTEST || figuresOf(a) !== figuresOf(b)) return false;
  return countEdits(a, b) <= (Math.min(a.length, b.length) < LONG ? 1 : 2);
}

function bare(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}

function figuresOf(name: string): string {
  return name.replace(/[^\p{N}]/gu, '');
}

/** A source of a summary as far as its name is concerned. */
export interface NamedSource {
  readonly source: string;
  readonly leads: number;
  readonly spend: number | null;
}

const MOST_COMPARED = 400;

/**
 * Sources that may be one: those that differ in case and marks alone, and those with leads or with spend alone that are
 * nearly spelt like one that has what they lack. In sentences, with the aliases that would join them.
 */
export function proposeAliases(sources: readonly NamedSource[]): readonly string[] {
  const known = sources.slice(0, MOST_COMPARED);
  const proposals: string[] = [];
  for (const [index, one] of known.entries()) {
    for (const other of known.slice(index + 1)) {
      const lacks = isMissing(one, other) || isMissing(other, one);
      if (!isSpeltAlike(one.source, other.source) && !(lacks && isSpeltNearly(one.source, other.source)))
        continue;
      // The cost file's spelling is the one to keep: leads come with many.
      const [kept, joined] = one.spend === null && other.spend !== null ? [other, one] : [one, other];
      proposals.push(
        `the sources "${kept.source}" and "${joined.source}" may be one: \`aliases: { ${yamlName(kept.source)}: [${yamlName(joined.source)}] }\` on the field source would join them`,
      );
    }
  }
  return proposals;
}

function isMissing(one: NamedSource, other: NamedSource): boolean {
  return one.leads > 0 && one.spend === null && other.leads === 0 && other.spend !== null;
}

function yamlName(name: string): string {
  return /^[\p{L}][\p{L}\p{N} _-]*$/u.test(name) ? name : JSON.stringify(name);
}
