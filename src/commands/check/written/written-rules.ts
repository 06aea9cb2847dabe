import type { Place } from '../../../model/diagnostic.ts';
import type { ScoreGroup, ScoreRule } from '../../../model/rulebook.ts';
import { entryOf, type Tree } from '../../../yaml/tree.ts';
import { itemsIn, type WrittenRulebook } from './written-conditions.ts';

/** A score rule beside the mapping that it was read from. */
export interface WrittenRule {
  readonly group: ScoreGroup;
  readonly rule: ScoreRule;
  readonly tree: Tree;
}

/** Every score rule, in the order of the rulebook. */
export function writtenRules({ rulebook, document }: WrittenRulebook): readonly WrittenRule[] {
  const scores = entryOf(document, 'scores')?.node;
  return rulebook.scores.flatMap(group => {
    const trees = itemsIn(entryOf(entryOf(scores, group.name)?.node, 'rules')?.node);
    return group.rules.flatMap((rule, index) => {
      const tree = trees[index];
      return tree === undefined ? [] : [{ group, rule, tree }];
    });
  });
}

/** The place of what stands under a key, or of the mapping itself. */
export function placeUnder(tree: Tree, key: string): Place {
  return entryOf(tree, key)?.node.place ?? tree.place;
}

/** `on line 7`, with the file where it is another one than that of the finding. */
export function lineOf(place: Place | undefined, from: Place | undefined): string {
  if (place === undefined) return 'elsewhere';
  return place.file === from?.file ? `on line ${place.line}` : `on line ${place.line} of ${place.file}`;
}
