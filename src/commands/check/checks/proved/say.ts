import { isLeaf } from '../../../../judging/conditions/leaves.ts';
import { formatLeaf } from '../../../../language/words/explain-words.ts';
import type { Condition } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { quoted } from '../../../../yaml/shape.ts';

/** A condition in a message: `employees gte 500 or not need`, between backticks, cut where it is long. */
export function say(condition: Condition, rulebook: Rulebook): string {
  return quoted(sayPlain(condition, rulebook));
}

function sayPlain(condition: Condition, rulebook: Rulebook): string {
  if (isLeaf(condition)) return formatLeaf(condition, rulebook.fields);
  if (condition.kind === 'not') return `not ${sayPart(condition.of, rulebook)}`;
  const parts = condition.of.map(part => sayPart(part, rulebook));
  if (condition.kind === 'at_least') return `at least ${condition.n} of ${parts.join(', ')}`;
  return parts.join(condition.kind === 'all' ? ' and ' : ' or ');
}

function sayPart(condition: Condition, rulebook: Rulebook): string {
  const text = sayPlain(condition, rulebook);
  const isWhole = isLeaf(condition) || condition.kind === 'not' || condition.of.length === 1;
  return isWhole ? text : `(${text})`;
}

/** `a and b`, `a, b and c`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}
