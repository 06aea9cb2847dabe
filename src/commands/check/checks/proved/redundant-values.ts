import { leavesOf } from '../../../../judging/conditions/leaves.ts';
import { BUILT_IN_SETS } from '../../../../language/built-in-sets.ts';
import { foldAs } from '../../../../language/operators/literals.ts';
import type { Condition, Literal } from '../../../../model/condition.ts';
import type { Rulebook } from '../../../../model/rulebook.ts';
import { parseLiteral } from '../../../../values/cell.ts';
import { fold } from '../../../../values/fold.ts';
import { quoted } from '../../../../yaml/shape.ts';
import type { ScalarTree, Tree } from '../../../../yaml/tree.ts';
import { textImplies } from '../../proof/text-relations.ts';
import type { CheckedRulebook, Finding } from '../check.ts';
import { nodeAt, nodesByKeyPlace } from './document-places.ts';
import { rootsOf } from './roots.ts';

type TestLeaf = Extract<Condition, { readonly kind: 'test' }>;

const FIX = 'remove it';

/** Values that stand in a list twice, in one spelling or in two that mean the same, or that another one finds too. */
export function redundantValues({ rulebook, document }: CheckedRulebook): readonly Finding[] {
  const nodes = nodesByKeyPlace(document);
  const leaves = rootsOf(rulebook)
    .flatMap(leavesOf)
    .filter(leaf => leaf.kind === 'test');
  const inTests = leaves.flatMap(leaf => {
    const node = leaf.place && nodes.get(leaf.place);
    return node?.kind === 'list' ? valuesTwice(leaf, scalarsOf(node), rulebook) : [];
  });
  const inSets = Object.keys(rulebook.sets).flatMap(name =>
    findTwice(scalarsOf(nodeAt(document, ['sets', name])).map(node => ({ node, meaning: fold(node.text) }))),
  );
  return [...inSets, ...inTests];
}

function scalarsOf(node: Tree | undefined): readonly ScalarTree[] {
  return node?.kind === 'list' ? node.items.filter(item => item.kind === 'scalar') : [];
}

/** A value in a list, as it is compared. Those of a set stand where the set is named, and are not the list's own. */
interface Item {
  readonly node: ScalarTree;
  readonly meaning: Literal;
  readonly set?: string;
}

function valuesTwice(leaf: TestLeaf, nodes: readonly ScalarTree[], rulebook: Rulebook): readonly Finding[] {
  const meaningOf = compileMeaning(leaf, rulebook);
  if (meaningOf === undefined) return [];
  const items = nodes.flatMap((node): readonly Item[] => {
    const set = /^\$(.+)$/.exec(node.text)?.[1];
    const values = set === undefined ? undefined : (rulebook.sets[set] ?? BUILT_IN_SETS[set]);
    if (set === undefined || values === undefined) return itemsOf([node.text], meaningOf, { node });
    return itemsOf(values, meaningOf, { node, set });
  });
  const twice = findTwice(items);
  const { test } = leaf;
  return 'texts' in test ? [...twice, ...findFoundToo(items, test.operator)] : twice;
}

function itemsOf(
  texts: readonly string[],
  meaningOf: (text: string) => Literal | undefined,
  origin: Pick<Item, 'node' | 'set'>,
): readonly Item[] {
  return texts.flatMap(text => {
    const meaning = meaningOf(text);
    return meaning === undefined ? [] : [{ ...origin, meaning }];
  });
}

/** How the values of a test's list are read; undefined for tests without one. */
function compileMeaning(
  { field: { field: name, part }, test }: TestLeaf,
  { fields }: Rulebook,
): ((text: string) => Literal | undefined) | undefined {
  const field = part === undefined ? fields.find(each => each.name === name) : undefined;
  const type = field?.type ?? 'text';
  if ('texts' in test) return foldAs(type);
  if (!('values' in test)) return undefined;
  return text => {
    const read = parseLiteral(text, type, field);
    return 'value' in read ? read.value : undefined;
  };
}

/** The list's own values that stand before, or in a set that the list names. */
function findTwice(items: readonly Item[]): readonly Finding[] {
  return items.flatMap((item, index) => {
    if (item.set !== undefined) return [];
    const first = items.find(
      (other, at) => other.meaning === item.meaning && (at < index || other.set !== undefined),
    );
    if (first === undefined) return [];
    const { node } = item;
    const where =
      first.set === undefined ? `on line ${first.node.place.line}` : `in ${quoted(`$${first.set}`)}`;
    const spelt =
      first.set !== undefined || first.node.text === node.text ? '' : `, written ${quoted(first.node.text)}`;
    const message = `${quoted(node.text)} stands in this list twice; the first is ${where}${spelt}`;
    return [
      {
        message: first.set === undefined ? message : `${quoted(node.text)} is ${where} already`,
        fix: FIX,
        place: node.place,
      },
    ];
  });
}

/** Texts in whose place a shorter one of the same list is always found too. */
function findFoundToo(items: readonly Item[], operator: string): readonly Finding[] {
  return items.flatMap(item => {
    const text = String(item.meaning);
    const shorter = items.find(
      other =>
        other.meaning !== item.meaning &&
        textImplies({ operator, text }, { operator, text: String(other.meaning) }),
    );
    if (item.set !== undefined || shorter === undefined) return [];
    const found = `${quoted(String(shorter.meaning))}${shorter.set === undefined ? '' : ` of ${quoted(`$${shorter.set}`)}`}`;
    const message = `${quoted(item.node.text)} adds nothing to this list: ${found} is found wherever it is`;
    return [{ message, fix: FIX, place: item.node.place }];
  });
}
