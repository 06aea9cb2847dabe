import { isLeaf } from '../../judging/conditions/leaves.ts';
import type { Condition } from '../../model/condition.ts';
import type { Field } from '../../model/rulebook.ts';
import { formatLeaf } from './explain-words.ts';

/** A condition in one line: `may_contact and (bant or total gte 45)`. */
export function formatCondition(condition: Condition, fields: readonly Field[]): string {
  if (isLeaf(condition)) return formatLeaf(condition, fields);
  switch (condition.kind) {
    case 'not':
      return `not ${formatPart(condition.of, fields)}`;
    case 'at_least':
      return `at least ${condition.n} of (${condition.of.map(part => formatCondition(part, fields)).join(', ')})`;
    case 'all':
    case 'any': {
      const [only, ...others] = condition.of;
      if (only === undefined) return condition.kind === 'all' ? 'always' : 'never';
      if (others.length === 0) return formatCondition(only, fields);
      const word = condition.kind === 'all' ? ' and ' : ' or ';
      return condition.of.map(part => formatPart(part, fields)).join(word);
    }
  }
}

/** The same as a part of another condition: in parentheses if it is made of several. */
function formatPart(condition: Condition, fields: readonly Field[]): string {
  const text = formatCondition(condition, fields);
  const isJoined = (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1;
  return isJoined ? `(${text})` : text;
}
