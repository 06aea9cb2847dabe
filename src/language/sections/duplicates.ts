import type { FieldReference } from '../../model/condition.ts';
import type { Field } from '../../model/rulebook.ts';
import { map, quoted, type Reader } from '../../yaml/shape.ts';
import { listOf, mapping, required } from '../../yaml/shape-collections.ts';
import { text } from '../../yaml/shape-scalars.ts';
import { resolveField, type Scope, type Subject } from './scope.ts';

const NAME = text('the name of a field');

/** The section `dedupe`: keys, each a list of fields. */
export function dedupeReader(scope: Scope): Reader<{ keys: readonly (readonly FieldReference[])[] }> {
  const readKey = listOf(map(subjectReader(scope), referenceOf), { expected: 'a list of fields' });
  return mapping('`dedupe`', keysOf(readKey, 'a list of keys, each a list of fields'));
}

/** The section `suppress`: fields that suppression lists have a column for. */
export function suppressReader(scope: Scope): Reader<{ keys: readonly FieldReference[] }> {
  const readSubject = subjectReader(scope);
  const readKey: Reader<FieldReference> = (tree, report) => {
    const subject = readSubject(tree, report);
    if (subject === undefined) return undefined;
    const field = scope.fields.get(subject.reference.field);
    if (field !== undefined && isSuppressible(field, subject.reference.part)) return referenceOf(subject);
    return report.error(tree.place, {
      code: 'field-type',
      message: `suppression lists have no column for ${quoted(subject.name)}`,
      fix: 'use an email field, the `.domain` of one, or a phone field',
    });
  };
  return mapping('`suppress`', keysOf(readKey, 'a list of fields'));
}

/** Every key of `dedupe` and of `suppress`. */
export function keysOf<T>(readKey: Reader<T>, expected: string) {
  return { keys: required(listOf(readKey, { expected })) } as const;
}

/** Whether suppression lists have a column for it. */
export function isSuppressible({ type }: Pick<Field, 'type'>, part?: FieldReference['part']): boolean {
  return type === 'email' || (type === 'phone' && part === undefined);
}

function subjectReader(scope: Scope): Reader<Subject> {
  return (tree, report) => {
    const name = NAME(tree, report);
    return name === undefined ? undefined : resolveField(name, tree.place, { scope, report });
  };
}

function referenceOf({ reference }: Subject): FieldReference {
  return reference;
}
