import type { Literal } from '../../model/condition.ts';
import type { Place } from '../../model/diagnostic.ts';
import type { FieldType } from '../../model/rulebook.ts';
import { fold } from '../../values/fold.ts';
import { parseLiteral } from '../../values/literal.ts';
import { quoted, type Reader, type Report, suggest } from '../../yaml/shape.ts';
import { scalar, wrongType } from '../../yaml/shape-scalars.ts';
import type { Tree } from '../../yaml/tree.ts';
import { checkReference, fieldOf, type Scope, type Subject } from '../sections/scope.ts';

/** A text that stands for the values of a set. */
export const SET = /^\$([A-Za-z][A-Za-z0-9_-]*)$/;
const readSource = scalar('a value');

/** A literal before its meaning: its source text, and the set that it is from. */
interface Source {
  readonly text: string;
  readonly place: Place;
  readonly set?: string;
}

/** What a source text means under a subject; a fault where it means nothing. */
type Meaning<T> = (
  text: string,
) => { readonly value: T } | { readonly code: string; message: string; fix: string };

/** One literal, read by the type of the subject it is compared with. */
export function readLiteral(subject: Subject): Reader<Literal> {
  return (tree, report) => {
    const found = readSource(tree, report);
    return found && toMeaning(found, literalOf(subject, report), report);
  };
}

/** A value, a list of values or a `$set`, each a literal of the subject's type. */
export function readLiterals(subject: Subject, scope: Scope): Reader<readonly Literal[]> {
  return (tree, report) => readSources(tree, { scope, meaning: literalOf(subject, report) }, report);
}

/** A text, a list of texts or a `$set`, each folded as the subject's values are. */
export function readTexts(subject: Subject, scope: Scope): Reader<readonly string[]> {
  const meaning: Meaning<string> = text => {
    const value = foldAs(subject.type)(text);
    return value === '' ? NOTHING : { value };
  };
  return (tree, report) => readSources(tree, { scope, meaning }, report);
}

/** How values of a type are folded before they are compared as text. */
export function foldAs(type: FieldType): (text: string) => string {
  return type === 'email' || type === 'url' ? text => text.trim().toLowerCase() : fold;
}

const NOTHING = {
  code: 'empty',
  message: 'nothing is left of this text once it is folded',
  fix: 'write a text, or test for nothing with `is: blank`',
};

function literalOf({ name, type, field }: Subject, report: Report): Meaning<Literal> {
  return text => {
    const read = text.trim() === '' ? NOTHING : parseLiteral(text, type, field);
    if ('code' in read) return read;
    if ('problem' in read) {
      const message = `${read.problem}, and ${quoted(name)} is ${fieldOf(type)}`;
      return { code: 'literal-type', message, fix: LITERAL_FIXES[type] };
    }
    const domain = field?.type === 'text' ? field.values : undefined;
    if (domain === undefined || domain.includes(String(read.value))) return read;
    return {
      code: 'value-outside-domain',
      message: `${quoted(text)} is not one of the \`values\` of ${quoted(name)}`,
      fix: suggest(text, domain, report),
    };
  };
}

const LITERAL_FIXES: Readonly<Record<FieldType, string>> = {
  text: 'write a text',
  number: 'write digits with a dot before decimals, without spaces, currency or unit',
  date: 'write the date as yyyy-MM-dd, in every locale',
  boolean: 'write true or false',
  email: 'write an address',
  url: 'write an address',
  phone: 'write the number as +33612345678, or give the field a `region`',
};

interface Reading<T> {
  readonly scope: Scope;
  readonly meaning: Meaning<T>;
}

function readSources<T>(
  tree: Tree,
  { scope, meaning }: Reading<T>,
  report: Report,
): readonly T[] | undefined {
  if (tree.kind === 'mapping') return wrongType(tree, 'a value, a list of values or a `$set`', report);
  if (tree.kind === 'list' && tree.items.length === 0) {
    const fix = 'add a value, or remove the test';
    return report.error(tree.place, { code: 'empty', message: 'this list has no values', fix });
  }
  const sources = (tree.kind === 'list' ? tree.items : [tree])
    .map(item => readSource(item, report))
    .filter(item => item !== undefined)
    .flatMap(item => expandSet(item, scope, report));
  const values = sources
    .map(source => toMeaning(source, meaning, report))
    .filter(value => value !== undefined);
  return values.length === 0 ? undefined : [...new Set(values)];
}

/** The set that a literal names; undefined where it is a value. */
export function setNamedBy(text: string): string | undefined {
  return SET.exec(text)?.[1];
}

/** The literal itself, or the values of the set that it names. */
function expandSet(source: Source, scope: Scope, report: Report): readonly Source[] {
  const set = setNamedBy(source.text);
  if (set === undefined) return [source];
  const defined = [...scope.sets.keys()];
  const place = source.place;
  if (!checkReference(`$${set}`, { place, what: 'set', defined: defined.map(name => `$${name}`) }, report)) {
    return [];
  }
  return (scope.sets.get(set) ?? []).map(text => ({ text, place, set }));
}

function toMeaning<T>({ text, place, set }: Source, meaning: Meaning<T>, report: Report): T | undefined {
  const read = meaning(text);
  if ('value' in read) return read.value;
  const message = set === undefined ? read.message : `in the set \`$${set}\`, ${read.message}`;
  return report.error(place, { ...read, message });
}
