import type { Cell } from '../../model/lead.ts';
import type { RulebookTest } from '../../model/rulebook.ts';
import { nearestName } from '../../values/nearest.ts';
import { quoted, type Reader, type Report, suggest } from '../../yaml/shape.ts';
import { isOwnKey, listOf, mapping, optional, required } from '../../yaml/shape-collections.ts';
import { line, wrongType } from '../../yaml/shape-scalars.ts';
import { entryOf, type Tree } from '../../yaml/tree.ts';
import { day } from '../sections/settings.ts';
import { type Expected, expectationReader } from './expectations.ts';

/** Whether tests may still lack their `expect`, since it is about to be written. */
export interface TestOptions {
  readonly drafts?: boolean;
}

/** Every key of a test. */
export function testKeys(expected: Expected) {
  return {
    name: required(line('a name for the test')),
    as_of: optional(day),
    lead: required(leadReader([...expected.scope.fields.keys()])),
    expect: required(expectationReader(expected)),
  } as const;
}

/** The section `tests`: leads, and what the rulebook is expected to say of them. */
export function testsReader(
  expected: Expected,
  { drafts = false }: TestOptions = {},
): Reader<readonly RulebookTest[]> {
  const keys = testKeys(expected);
  // Its absence is told here, for there is a better way to mend it than most keys have.
  const read = mapping('a test', { ...keys, expect: optional(keys.expect.read) });
  return listOf(
    (tree, report) => {
      const isDraft = isWithoutExpect(tree);
      const found = read(isDraft ? withoutKey(tree, EXPECT) : tree, report);
      if (isDraft && !drafts) reportDraft(tree, report);
      if (found === undefined) return undefined;
      const { as_of: asOf, expect, ...rest } = found;
      if (expect === undefined && !isDraft) return undefined;
      return {
        ...rest,
        expect: expect ?? {},
        ...(isDraft && { draft: true as const }),
        ...(asOf !== undefined && { asOf }),
        place: tree.place,
      };
    },
    { expected: 'a list of tests' },
  );
}

const EXPECT = 'expect';

/** Whether a test has no `expect`, or nothing after it; a misspelt key may well be it. */
function isWithoutExpect(tree: Tree): boolean {
  if (tree.kind !== 'mapping') return false;
  const node = entryOf(tree, EXPECT)?.node;
  if (node !== undefined) return node.kind === 'scalar' && node.isNull;
  return !tree.entries.some(({ key }) => nearestName(key, [EXPECT]) !== undefined);
}

function withoutKey(tree: Tree, without: string): Tree {
  if (tree.kind !== 'mapping') return tree;
  return { ...tree, entries: tree.entries.filter(({ key }) => key !== without) };
}

function reportDraft(tree: Tree, report: Report): void {
  report.error(entryOf(tree, EXPECT)?.keyPlace ?? tree.place, {
    code: 'missing-key',
    message: `a test needs the key ${quoted(EXPECT)}`,
    fix: `add \`${EXPECT}: …\`, or let \`leadsieve test --update\` write what comes out now`,
  });
}

/** Cells by field, as written; a lead may have none. */
function leadReader(fields: readonly string[]): Reader<Readonly<Record<string, Cell>>> {
  return (tree, report) => {
    if (tree.kind !== 'mapping') return wrongType(tree, 'a lead, a mapping of fields to cells', report);
    const cells = Object.create(null) as Record<string, Cell>;
    for (const { key, keyPlace, node } of tree.entries) {
      if (isOwnKey(key)) continue;
      if (node.kind !== 'scalar') wrongType(node, 'one cell of a lead', report);
      else cells[key] = { text: node.isNull ? '' : node.text, plain: node.isNumber };
      if (fields.includes(key)) continue;
      report.error(keyPlace, {
        code: 'unknown-field',
        message: `there is no field ${quoted(key)}`,
        fix: suggest(key, fields, report),
      });
    }
    return cells;
  };
}
