import type { Field, FieldType } from '../../model/rulebook.ts';
import { emailDomain } from './email.ts';
import { urlDomain } from './url.ts';

/** What a type of field is to those who only ask this or that of all types. */
export interface FieldTypeTraits {
  /** A field of the type under a name, and nothing more. */
  readonly plain: (base: PlainBase) => Field;
  /** The domain of a value, of types whose values have one: a text of its own. */
  readonly domainOf?: (value: string) => string;
  /** Whether literals are texts in YAML, so that quotes change nothing but the doubt. */
  readonly literalIsText: boolean;
}

type PlainBase = Pick<Field, 'name' | 'columns' | 'required' | 'blank'>;

/** All types of field, in the order that messages list them. No other list of them is kept. */
export const FIELD_TYPES: Readonly<Record<FieldType, FieldTypeTraits>> = {
  text: {
    plain: base => ({ ...base, type: 'text', aliases: [] }),
    literalIsText: true,
  },
  number: {
    plain: base => ({ ...base, type: 'number', band: 'low' }),
    literalIsText: false,
  },
  date: { plain: base => ({ ...base, type: 'date' }), literalIsText: false },
  boolean: {
    plain: base => ({ ...base, type: 'boolean', true: [], false: [] }),
    literalIsText: false,
  },
  email: {
    plain: base => ({ ...base, type: 'email' }),
    domainOf: emailDomain,
    literalIsText: true,
  },
  url: {
    plain: base => ({ ...base, type: 'url' }),
    domainOf: urlDomain,
    literalIsText: true,
  },
  phone: { plain: base => ({ ...base, type: 'phone' }), literalIsText: true },
};

export const TYPES = Object.keys(FIELD_TYPES) as readonly FieldType[];

/** A field of a type and nothing more, to try cells with. */
export function plainField(type: FieldType, name = 'cell', columns: readonly string[] = []): Field {
  return FIELD_TYPES[type].plain({ name, columns, required: false, blank: [] });
}

/** Whether values of the type have a domain, which is a text of its own. */
export function hasDomain(type: FieldType): boolean {
  return FIELD_TYPES[type].domainOf !== undefined;
}
