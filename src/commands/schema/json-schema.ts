import type { Keys } from '../../yaml/shape-collections.ts';

export type Json = string | number | boolean | null;
type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';
export type Schema = JsonSchema | boolean;
export type Schemas = Readonly<Record<string, Schema>>;

/**
 * A JSON Schema of draft-07, as much of it as rulebooks need. Draft-07, because editors read it best: the
 * yaml-language-server validates every draft, but completes and explains from the keywords of this one. Only standard
 * keywords and no `format`, so that a strict validator takes it too.
 */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $comment?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly unknown[];
  readonly type?: JsonType | readonly JsonType[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Schemas;
  readonly patternProperties?: Schemas;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly not?: Schema;
  readonly definitions?: Schemas;
}

/** The author's own keys, which are ignored anywhere. */
export const OWN_KEYS: Schemas = { '^x-': true };

/** What a schema is about, as an editor shows it. */
export function described(description: string, schema: JsonSchema): JsonSchema {
  return { description, ...schema };
}

export function reference(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}

/** A mapping by the table of keys that reads it: every key has a schema, and is required as the table says. */
export function mappingOf<K extends Keys>(
  keys: K,
  schemas: Readonly<Record<keyof K & string, Schema>>,
): JsonSchema {
  const required = Object.keys(keys).filter(name => keys[name]?.must === true);
  return closed({ properties: schemas, ...(required.length > 0 && { required }) });
}

/** A mapping that has no other keys but those named, and the author's own. */
export function closed(schema: JsonSchema): JsonSchema {
  return { type: 'object', ...schema, patternProperties: OWN_KEYS, additionalProperties: false };
}

/** How the keys of a mapping are chosen: names that are known, or a pattern for names that are not. */
export type Naming = readonly string[] | { readonly title: string; readonly pattern: string };

/** A mapping of chosen names to values of one kind. */
export function namedEntries(names: Naming, entry: Schema): JsonSchema {
  if ('pattern' in names) {
    return {
      type: 'object',
      minProperties: 1,
      propertyNames: { title: names.title, pattern: `^x-|${names.pattern}` },
      patternProperties: OWN_KEYS,
      additionalProperties: entry,
    };
  }
  return closed({ minProperties: 1, properties: Object.fromEntries(names.map(name => [name, entry])) });
}

export function listOf(items: Schema): JsonSchema {
  return { type: 'array', minItems: 1, items };
}

/** One of several shapes, by the first test that holds. */
export function choose(
  branches: readonly (readonly [condition: Schema, schema: Schema])[],
  otherwise: Schema,
): Schema {
  return branches.reduceRight<Schema>((rest, [condition, schema]) => {
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema
    return { if: condition, then: schema, else: rest };
  }, otherwise);
}

export const has = (key: string): JsonSchema => ({ required: [key] });
