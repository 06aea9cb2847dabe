import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mappingOf, type PlainData, type PlainMapping, written } from '../../src/yaml/plain-tree.ts';
import type { Tree } from '../../src/yaml/tree.ts';
import { parseYaml } from '../../src/yaml/yaml.ts';
import { formatYaml } from '../../src/yaml/yaml-format.ts';

const LAYOUT = { width: 40, sections: ['section'] };

test('comments stand above what they speak of, which is then not in brackets', () => {
  const data = {
    a: written(1, 'one'),
    b: { c: written('text', 'two', 'three'), d: [true, written(['x'], 'four')] },
    section: written({ e: written({ f: [1, 2] }, 'five') }, '', 'six'),
    left: undefined,
  };
  expect(formatYaml(mappingOf(data, ['first']), LAYOUT)).toMatchInlineSnapshot(`
    "# first
    # one
    a: 1
    b:
      # two
      # three
      c: text
      d:
        - true
        # four
        - [x]


    # six
    section:
      # five
      e: { f: [1, 2] }
    "
  `);
});

/** What a tree says, without places. */
function meaning(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(meaning);
  if (tree.kind === 'mapping')
    return Object.fromEntries(tree.entries.map(({ key, node }) => [key, meaning(node)]));
  return tree.text;
}

test('whatever is written and commented on reads as it was', () => {
  const text = fc.string({ unit: 'binary', maxLength: 10 }).filter(word => !/\p{Surrogate}/u.test(word));
  const { data } = fc.letrec<{ data: PlainData; mapping: PlainMapping }>(tie => ({
    mapping: fc.dictionary(text, tie('data'), { maxKeys: 4, minKeys: 1, noNullPrototype: true }),
    data: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.array(tie('data'), { maxLength: 4 }),
      tie('mapping'),
      fc.tuple(tie('data'), text).map(([inside, comment]) => written(inside, comment)),
    ),
  }));
  fc.assert(
    fc.property(data, inside => {
      const tree = mappingOf({ x: inside });
      const { value, diagnostics } = parseYaml(formatYaml(tree, LAYOUT), 'f');
      expect(diagnostics).toEqual([]);
      expect(value && meaning(value)).toEqual(meaning(tree));
    }),
    { numRuns: 500 },
  );
});
