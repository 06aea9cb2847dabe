import type { FieldReference } from '../../model/condition.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { Field, FieldType } from '../../model/rulebook.ts';
import { hasDomain } from '../../values/field-types/field-types.ts';
import { type Placed, quoted, type Report, suggest } from '../../yaml/shape.ts';

/** Every name that a rulebook defines, known before any section that refers to one is read. */
export interface Scope {
  /** In order; undefined for a field that is defined, but has faults of its own. */
  readonly fields: ReadonlyMap<string, Field | undefined>;
  /** The built-in ones among them. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly criteria: readonly string[];
  readonly frameworks: readonly string[];
  readonly scores: readonly string[];
}

/** What stands under test: a field, or a part of one, which is a text of its own. */
export interface Subject {
  readonly reference: FieldReference;
  /** As the rulebook writes it. */
  readonly name: string;
  readonly type: FieldType;
  /** Absent for a part, which has neither aliases nor values. */
  readonly field?: Field;
}

/** The field or part that a name refers to; undefined once reported, or silently if the field itself has faults. */
export function resolveField(
  name: string,
  place: Place,
  { scope, report, alsoValid = [] }: { scope: Scope; report: Report; alsoValid?: readonly string[] },
): Subject | undefined {
  const [base = '', part] = split(name);
  if (!scope.fields.has(base) || (part !== undefined && part !== 'domain')) {
    const valid = fieldNames(scope);
    return report.error(place, {
      code: 'unknown-field',
      message: `there is no field ${quoted(name)}`,
      fix: suggest(
        name,
        report.nearest(name, alsoValid) === undefined ? valid : [...valid, ...alsoValid],
        report,
      ),
    });
  }
  const field = scope.fields.get(base);
  if (field === undefined) return undefined;
  if (part === undefined) return { reference: { field: base }, name, type: field.type, field };
  if (hasDomain(field.type)) return { reference: { field: base, part: 'domain' }, name, type: 'text' };
  return report.error(place, {
    code: 'unknown-field',
    message: `${quoted(base)} is ${fieldOf(field.type)} and has no \`domain\``,
    fix: 'only email and url fields have one',
  });
}

function split(name: string): readonly string[] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** A field of the type, as a message names it. */
export function fieldOf(type: FieldType): string {
  return `${type === 'email' ? 'an' : 'a'} ${type} field`;
}

/** The names of all fields and of their parts. */
export function fieldNames(scope: Scope): readonly string[] {
  return [...scope.fields].flatMap(([name, field]) =>
    field !== undefined && hasDomain(field.type) ? [name, `${name}.domain`] : [name],
  );
}

/** Reports a name that nothing in the rulebook defines; true if something does. */
export function checkReference(
  name: string,
  { place, what, defined }: { place: Place; what: string; defined: readonly string[] },
  report: Report,
): boolean {
  if (defined.includes(name)) return true;
  report.error(place, {
    code: 'undefined-reference',
    message: `there is no ${what} ${quoted(name)}`,
    fix: defined.length === 0 ? `this rulebook defines no ${what}` : suggest(name, defined, report),
  });
  return false;
}

/** The name of a field of one type that a setting refers to; `what` names the setting in messages. */
export function fieldOfType(
  { value: name, place }: Placed<string>,
  { scope, type, what }: { scope: Scope; type: FieldType; what: string },
  report: Report,
): string | undefined {
  const ofType = [...scope.fields].flatMap(([key, field]) => (field?.type === type ? [key] : []));
  if (!scope.fields.has(name)) {
    return report.error(place, {
      code: 'undefined-reference',
      message: `there is no field ${quoted(name)}, which ${what} names`,
      fix: suggest(name, ofType, report),
    });
  }
  const found = scope.fields.get(name);
  if (found === undefined || found.type === type) return name;
  return report.error(place, {
    code: 'field-type',
    message: `${what} needs ${fieldOf(type)}, and ${quoted(name)} is ${fieldOf(found.type)}`,
    fix: ofType.length === 0 ? `define ${fieldOf(type)}` : suggest(name, ofType, report),
  });
}
