import { quoted, type Reader, suggest } from '../documents/shape.ts';
import { isOwnKey, listOf, mapping, optional, required } from '../documents/shape-collections.ts';
import { line, wrongType } from '../documents/shape-scalars.ts';
import type { Cell } from '../model/lead.ts';
import type { RulebookTest } from '../model/rulebook.ts';
import { type Expected, expectationReader } from './expectations.ts';
import { day } from './settings.ts';

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
export function testsReader(expected: Expected): Reader<readonly RulebookTest[]> {
  const read = mapping('a test', testKeys(expected));
  return listOf(
    (tree, report) => {
      const found = read(tree, report);
      if (found === undefined) return undefined;
      const { as_of: asOf, ...rest } = found;
      return { ...rest, ...(asOf !== undefined && { asOf }), place: tree.place };
    },
    { expected: 'a list of tests' },
  );
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
