import { BUILT_IN_SETS } from '../../language/built-in-sets.ts';
import { TOTAL } from '../../language/operators/score-tests.ts';
import type { ParsedRulebook } from '../../language/parse.ts';
import { NAME } from '../../language/sections/names.ts';
import type { Field } from '../../model/rulebook.ts';
import { hasDomain } from '../../values/field-types/field-types.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import type { JsonSchema, Naming } from './json-schema.ts';
import { oneOfNames, textLike } from './scalars.ts';

/** The names that one rulebook defines. */
export interface Known {
  /** `source` among them. */
  readonly fields: readonly Field[];
  /** The values of each text field that declares them, as written. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The built-in ones among them, without `$`. */
  readonly sets: readonly string[];
  readonly criteria: readonly string[];
  readonly frameworks: readonly string[];
  /** With `total`. */
  readonly scores: readonly string[];
  readonly stages: readonly string[];
  readonly grades: readonly string[];
}

/** All names of a rulebook, those of its base too. */
export function knownNames({ rulebook, document }: Pick<ParsedRulebook, 'rulebook' | 'document'>): Known {
  const named = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  return {
    fields: rulebook.fields,
    values: writtenValues(entryOf(document, 'fields')?.node),
    sets: [...Object.keys(rulebook.sets), ...Object.keys(BUILT_IN_SETS)],
    criteria: named(rulebook.criteria),
    frameworks: named(rulebook.frameworks),
    scores: [TOTAL, ...named(rulebook.scores)],
    stages: named(rulebook.stages),
    grades: (rulebook.grades?.bands ?? []).map(({ grade }) => grade),
  };
}

function writtenValues(fields: Tree | undefined): Known['values'] {
  const entries = fields?.kind === 'mapping' ? fields.entries : [];
  const written = entries.flatMap(({ key, node }) => {
    const values = entryOf(node, 'values')?.node;
    const items = values?.kind === 'list' ? values.items : [];
    const texts = items.flatMap(item => (item.kind === 'scalar' ? [item.text] : []));
    return texts.length > 0 ? [[key, texts] as const] : [];
  });
  return new Map(written);
}

const INSIDE_NAME = NAME.source.slice(1, -1);
/** The name of a field, or of the domain of one. */
export const FIELD_NAME = `^${INSIDE_NAME}(?:\\.domain)?$`;

/** A name that refers to something defined: one of those known, else anything that could be a name. */
export function nameOf(known: readonly string[] | undefined): JsonSchema {
  return known === undefined ? textLike(NAME.source, { except: ['number'] }) : oneOfNames(known);
}

/** The name of a field, or of its domain, of which `wanted` holds. */
export function fieldNameOf(
  known: Known | undefined,
  wanted: (field: Field, part?: 'domain') => boolean = () => true,
): JsonSchema {
  if (known === undefined) return textLike(FIELD_NAME, { except: ['number'] });
  const names = known.fields.flatMap(field => [
    ...(wanted(field) ? [field.name] : []),
    ...(hasDomain(field.type) && wanted(field, 'domain') ? [`${field.name}.domain`] : []),
  ]);
  return oneOfNames(names);
}

/** A name that the author chooses, but for those that mean something else. */
export function nameBut(title: string, reserved: readonly string[]): Naming {
  const taken = reserved.length === 0 ? '' : `(?!(?:${reserved.join('|')})$)`;
  return { title, pattern: `^${taken}${INSIDE_NAME}$` };
}

/** The keys of a mapping by name: those known, else anything that could be a name. */
export function namesAsKeys(known: readonly string[] | undefined, title: string): Naming {
  return known ?? { title, pattern: NAME.source };
}
