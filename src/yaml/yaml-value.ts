import type { Place } from '../model/diagnostic.ts';
import type { Tree } from './tree.ts';

/** Data to be written as YAML: a number is plain text that YAML reads as one, entries keep their order. */
export type YamlValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly YamlValue[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [key: string, value: YamlValue])[] };

/** Written by nobody yet. */
const NOWHERE: Place = { file: '', line: 1, column: 1, length: 0, sourceLine: '' };

/** Data as the tree that a document of it would have, without places. */
export function treeOf(value: YamlValue): Tree {
  switch (value.kind) {
    case 'list':
      return { kind: 'list', items: value.items.map(treeOf), place: NOWHERE };
    case 'mapping': {
      const entries = value.entries.map(([key, node]) => ({ key, keyPlace: NOWHERE, node: treeOf(node) }));
      return { kind: 'mapping', entries, place: NOWHERE };
    }
    default: {
      const isNumber = value.kind === 'number';
      return { kind: 'scalar', text: value.text, plain: isNumber, isNumber, isNull: false, place: NOWHERE };
    }
  }
}
