import { OPERATORS, type Operator } from '../../../judging/operators/operators.ts';
import { setNamedBy } from '../../../language/operators/literals.ts';
import { takesSets } from '../../../language/operators/operators.ts';
import { CONDITION_KEYS } from '../../../language/sections/names.ts';
import type { Field, FieldType, Rulebook } from '../../../model/rulebook.ts';
import { isOwnKey } from '../../../yaml/shape-collections.ts';
import { entryOf, type ScalarTree, type Tree, type TreeEntry } from '../../../yaml/tree.ts';

/** A rulebook without errors beside the document that it was read from. */
export interface WrittenRulebook {
  readonly rulebook: Rulebook;
  /** After `extends`. */
  readonly document: Tree;
}

/** One operator under one field as it is written. */
export interface WrittenTest {
  /** As written: `email.domain`. */
  readonly name: string;
  /** `text` for the domain of an address. */
  readonly type: FieldType;
  /** Absent for a domain, which has neither aliases nor spellings of its own. */
  readonly field?: Field;
  readonly operator: Operator;
  /** What stands under the operator, or under the field itself. */
  readonly node: Tree;
}

/** A literal as it is written, its place being that of the token. */
export interface WrittenLiteral {
  readonly token: ScalarTree;
  /** The `$set` in whose place the literal stands. */
  readonly use?: ScalarTree;
}

/** The entries of a mapping, the author's own left out; none for any other tree. */
export function entriesIn(tree: Tree | undefined): readonly TreeEntry[] {
  return tree?.kind === 'mapping' ? tree.entries.filter(({ key }) => !isOwnKey(key)) : [];
}

/** The items of a list; none for any other tree. */
export function itemsIn(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The scalars of a list, or the scalar itself. */
export function scalarsIn(tree: Tree | undefined): readonly ScalarTree[] {
  const trees = tree?.kind === 'list' ? tree.items : tree === undefined ? [] : [tree];
  return trees.filter(each => each.kind === 'scalar');
}

/** Every test of every criterion, score rule and stage, in the order of the document. */
export function writtenTests({ rulebook, document }: WrittenRulebook): readonly WrittenTest[] {
  const fields = new Map(rulebook.fields.map(field => [field.name, field]));
  return conditionsIn(document).flatMap(condition => [...testsIn(condition, fields)]);
}

function conditionsIn(document: Tree): readonly Tree[] {
  const rules = entriesIn(entryOf(document, 'scores')?.node).flatMap(({ node }) =>
    itemsIn(entryOf(node, 'rules')?.node),
  );
  return [
    ...entriesIn(entryOf(document, 'criteria')?.node).map(({ node }) => node),
    ...rules.flatMap(rule => [rule, ...itemsIn(entryOf(rule, 'first')?.node)]),
    ...itemsIn(entryOf(document, 'stages')?.node),
  ].flatMap(owner => entryOf(owner, 'when')?.node ?? []);
}

function* testsIn(condition: Tree, fields: ReadonlyMap<string, Field>): Generator<WrittenTest> {
  for (const { key, node } of entriesIn(condition)) {
    if (key === 'all' || key === 'any') yield* testsInEach(itemsIn(node), fields);
    else if (key === 'not') yield* testsIn(node, fields);
    else if (key === 'at_least') yield* testsInEach(itemsIn(entryOf(node, 'of')?.node), fields);
    else if (!CONDITION_KEYS.some(name => name === key)) yield* testsOfField(key, node, fields);
  }
}

function* testsInEach(
  conditions: readonly Tree[],
  fields: ReadonlyMap<string, Field>,
): Generator<WrittenTest> {
  for (const condition of conditions) yield* testsIn(condition, fields);
}

function* testsOfField(name: string, node: Tree, fields: ReadonlyMap<string, Field>): Generator<WrittenTest> {
  const whole = fields.get(name);
  const subject =
    whole === undefined ? { name, type: 'text' as const } : { name, type: whole.type, field: whole };
  if (node.kind !== 'mapping') yield { ...subject, operator: 'in', node };
  else
    for (const { key, node: under } of entriesIn(node))
      yield { ...subject, operator: key as Operator, node: under };
}

/** The literals under a test, those of the rulebook's own sets in the place of the sets. */
export function literalsOf({ operator, node }: WrittenTest, document: Tree): readonly WrittenLiteral[] {
  if (OPERATORS[operator].alwaysKnown) return [];
  return scalarsIn(node).flatMap(token => {
    const set = takesSets(operator) ? setNamedBy(token.text) : undefined;
    if (set === undefined) return [{ token }];
    return scalarsIn(entryOf(entryOf(document, 'sets')?.node, set)?.node).map(entry => ({
      token: entry,
      use: token,
    }));
  });
}

/** The sets that a test names, built-in ones too. */
export function setsOf({ operator, node }: WrittenTest): readonly string[] {
  if (!takesSets(operator)) return [];
  return scalarsIn(node).flatMap(({ text }) => setNamedBy(text) ?? []);
}
