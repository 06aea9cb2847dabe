import type { Place } from '../model/diagnostic.ts';

/** One entry of a mapping, with the place of its key. */
export interface TreeEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly node: Tree;
}

/** What only a tree that is to be written has. */
interface Commented {
  /** Lines of comment that are written above it. */
  readonly comment?: readonly string[];
}

/** A mapping, its entries in the order of the file, each key once. */
export interface MappingTree extends Commented {
  readonly kind: 'mapping';
  readonly entries: readonly TreeEntry[];
  readonly place: Place;
}

export interface ListTree extends Commented {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly place: Place;
}

export interface ScalarTree extends Commented {
  readonly kind: 'scalar';
  /** As written (`NO`, `01234`, `1.50`); what stands between the quotes, unescaped, of a quoted text. */
  readonly text: string;
  /** Written without quotes. */
  readonly plain: boolean;
  /** Plain, and a number by the YAML 1.2 core schema. */
  readonly isNumber: boolean;
  /** Nothing, `~` or `null`, without quotes. */
  readonly isNull: boolean;
  readonly place: Place;
}

/**
 * A document as data with places. A collection written over several lines stands where the key before it stands;
 * everything else where its own text begins. A node that an alias repeats stands where its anchor stands.
 */
export type Tree = MappingTree | ListTree | ScalarTree;

/** The node under a key of a mapping; undefined where there is none or the tree is no mapping. */
export function entryOf(tree: Tree | undefined, key: string): TreeEntry | undefined {
  return tree?.kind === 'mapping' ? tree.entries.find(entry => entry.key === key) : undefined;
}
