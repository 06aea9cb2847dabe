import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../src/yaml/tree.ts';
import { parseYaml } from '../../src/yaml/yaml.ts';
import { formatYaml, orderKeys } from '../../src/yaml/yaml-format.ts';

const LAYOUT = { width: 60, sections: ['section'] };

function read(source: string): Tree {
  const { value, diagnostics } = parseYaml(source, 'f.yaml');
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('no tree');
  return value;
}

function format(tree: Tree): string {
  if (tree.kind !== 'mapping') throw new Error('no mapping');
  return formatYaml(tree, LAYOUT);
}

/** What must survive: a text may gain or lose quotes, but never becomes a number or nothing. */
function meaning(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(meaning);
  if (tree.kind === 'mapping') return tree.entries.map(({ key, node }) => [key, meaning(node)]);
  return tree.isNull ? null : { text: tree.text, isNumber: tree.isNumber };
}

test('brackets what fits into a line, and gives sections a line for each entry', () => {
  const source =
    'a: {b: "c", d: [1, "1", null, ~, "x: y", "#z", "", true]}\nsection: {e: {f: [g]}, h: 1}\nlong: [one hundred, two hundred, three hundred, four hundred, five hundred]\ndeep: [{one: hundred hundred hundred, two: hundred hundred hundred, x: {y: z}}]\n';
  expect(format(read(source))).toMatchInlineSnapshot(`
    "a: { b: c, d: [1, "1", null, null, "x: y", "#z", "", true] }

    section:
      e: { f: [g] }
      h: 1
    long: [one hundred, two hundred, three hundred,
      four hundred, five hundred]
    deep:
      - one: hundred hundred hundred
        two: hundred hundred hundred
        x: { y: z }
    "
  `);
});

test('parses to the same tree', () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('a', 'null', '1', 'true', '-', '?'),
  );
  const special = [
    'null',
    '~',
    '1e3',
    '0x1F',
    '.5',
    '+1',
    '1000+',
    '- a',
    'a: b',
    'a #b',
    ' a',
    "it's",
    '2026-11-01',
  ];
  const scalar = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...special),
    fc.double().map(String),
  );
  const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), document => {
      const source = read(JSON.stringify(document).replace(/[\u007f-\u{10ffff}]/gu, escapeUnits));
      expect(meaning(read(format(source)))).toEqual(meaning(source));
    }),
    { numRuns: 500 },
  );
});

function escapeUnits(text: string): string {
  return text.replace(/[\s\S]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

test('keeps unquoted numbers unquoted and quoted ones quoted', () => {
  expect(format(read('a: 1.50\nb: "1.50"\nc: 2026-11-01\nd: "2026-11-01"\n'))).toBe(
    'a: 1.50\nb: "1.50"\nc: 2026-11-01\nd: 2026-11-01\n',
  );
});

describe('orderKeys', () => {
  test('puts the named keys first and leaves the others as they stand', () => {
    const tree = read('z: 1\nb: [{ y: 1, x: 2 }]\na: { q: 1, p: { k: 1, j: 2 } }\n');
    const ordered = orderKeys(tree, {
      keys: ['a', 'b'],
      under: { b: { each: { keys: ['x'] } }, a: { each: { keys: ['j'] } } },
    });
    expect(format(ordered)).toBe('a: { q: 1, p: { j: 2, k: 1 } }\nb: [{ x: 2, y: 1 }]\nz: 1\n');
  });
});
