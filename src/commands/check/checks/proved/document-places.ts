import type { Place } from '../../../../model/diagnostic.ts';
import { entryOf, type Tree } from '../../../../yaml/tree.ts';

/** The node at a path of keys and list positions; undefined where the document has none. */
export function nodeAt(document: Tree, path: readonly (string | number)[]): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (tree, step) =>
      typeof step === 'string'
        ? entryOf(tree, step)?.node
        : tree?.kind === 'list'
          ? tree.items[step]
          : undefined,
    document,
  );
}

/** The place of the token at a path. */
export function placeAt(document: Tree, path: readonly (string | number)[]): Place | undefined {
  return nodeAt(document, path)?.place;
}

/** The nodes of a document by the place of the key before them, which is what tests of conditions keep. */
export function nodesByKeyPlace(document: Tree): ReadonlyMap<Place, Tree> {
  const found = new Map<Place, Tree>();
  const visit = (tree: Tree): void => {
    if (tree.kind === 'list') tree.items.forEach(visit);
    if (tree.kind !== 'mapping') return;
    for (const { keyPlace, node } of tree.entries) {
      found.set(keyPlace, node);
      visit(node);
    }
  };
  visit(document);
  return found;
}
