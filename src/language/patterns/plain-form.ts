import type { CodeRange, Expression } from './syntax.ts';

/** What an expression that only spells texts out comes to. */
export interface PlainForm {
  readonly operator: 'in' | 'starts_with' | 'ends_with' | 'contains' | 'has_word';
  readonly texts: readonly string[];
}

/** Texts between anchors. */
interface Spelled {
  readonly start: boolean;
  readonly end: boolean;
  readonly texts: readonly string[];
  /** Between the signs that people write for the edge of a word. */
  readonly word: boolean;
}

/** The operator and the texts that say the same as an expression; undefined where it says more than any of them. */
export function plainFormOf(expression: Expression): PlainForm | undefined {
  const spelled = spell(expression);
  if (spelled === undefined) return undefined;
  const { start, end, texts, word } = spelled;
  if (word) return { operator: 'has_word', texts };
  const anchored = start ? 'starts_with' : 'ends_with';
  return { operator: start && end ? 'in' : start || end ? anchored : 'contains', texts };
}

function spell(expression: Expression): Spelled | undefined {
  switch (expression.kind) {
    case 'group':
      return spell(expression.of);
    case 'alternatives':
      return spellEach(expression.of);
    case 'sequence':
      return spellSequence(expression.of);
    case 'literal':
      return { start: false, end: false, texts: [expression.character], word: false };
    default:
      return undefined;
  }
}

/** Alternatives of one form, their texts one after the other. */
function spellEach(alternatives: readonly Expression[]): Spelled | undefined {
  const forms = alternatives.map(spell);
  const [first] = forms;
  if (first === undefined || !forms.every(form => form !== undefined)) return undefined;
  const alike = forms.every(
    ({ start, end, word }) => start === first.start && end === first.end && word === first.word,
  );
  return alike ? { ...first, texts: forms.flatMap(({ texts }) => texts) } : undefined;
}

function spellSequence(parts: readonly Expression[]): Spelled | undefined {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first && last && parts.length > 2 && isEdge(first, 'start') && isEdge(last, 'end')) {
    const inner = spellInner(parts.slice(1, -1));
    return inner && { start: false, end: false, texts: inner, word: true };
  }
  const start = parts[0]?.kind === 'start';
  const end = parts.at(-1)?.kind === 'end';
  const between = parts.slice(start ? 1 : 0, end ? -1 : undefined);
  const [anyBefore, anyAfter] = [isAnything(between[0]), isAnything(between.at(-1))];
  const inner = between.slice(anyBefore ? 1 : 0, anyAfter ? -1 : undefined);
  const [only] = inner;
  // `^a|^b` in a group: the anchors are inside.
  if (inner.length === 1 && only?.kind === 'group' && between.length === parts.length) return spell(only);
  const texts = spellInner(inner);
  return texts && { start: start && !anyBefore, end: end && !anyAfter, texts, word: false };
}

/** The texts of literals in a row, or of one group of alternatives, without anchors. */
function spellInner(parts: readonly Expression[]): readonly string[] | undefined {
  const [only] = parts;
  if (only === undefined) return undefined;
  if (parts.length === 1 && only.kind === 'group') {
    const inner = spell(only);
    return inner === undefined || inner.start || inner.end || inner.word ? undefined : inner.texts;
  }
  const letters = parts.map(part => (part.kind === 'literal' ? part.character : undefined));
  return letters.every(letter => letter !== undefined) ? [letters.join('')] : undefined;
}

function isAnything(part: Expression | undefined): boolean {
  return part?.kind === 'repeat' && part.sign === '*' && part.of.kind === 'any';
}

/** `(^| )`, `(^|[^a-z])`, `( |$)` and their like. */
function isEdge(part: Expression, anchor: 'start' | 'end'): boolean {
  if (part.kind !== 'group' || part.of.kind !== 'alternatives' || part.of.of.length !== 2) return false;
  const kinds = part.of.of.map(each =>
    each.kind === 'sequence' && each.of.length === 1 ? each.of[0] : each,
  );
  return kinds.some(each => each?.kind === anchor) && kinds.some(each => isNoLetter(each));
}

function isNoLetter(expression: Expression | undefined): boolean {
  if (expression?.kind === 'literal') return expression.character === ' ';
  return expression?.kind === 'class' && expression.negated && coversLetters(expression.ranges);
}

/** Whether a class has all letters from a to z, and nothing beside letters and digits. */
function coversLetters(ranges: readonly CodeRange[]): boolean {
  const names = ranges.map(range => String.fromCodePoint(...range));
  return names.includes('az') && names.every(name => ['az', 'AZ', '09'].includes(name));
}
