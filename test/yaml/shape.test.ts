import { describe, expect, expectTypeOf, test } from 'vitest';
import { nearestName } from '../../src/values/nearest.ts';
import { checked, createReport, map, placed, type Reader } from '../../src/yaml/shape.ts';
import {
  listOf,
  mapping,
  namedEntries,
  optional,
  required,
  type Shape,
} from '../../src/yaml/shape-collections.ts';
import { boolean, line, oneOf, text, wholeNumber } from '../../src/yaml/shape-scalars.ts';
import { parseYaml } from '../../src/yaml/yaml.ts';

function read<T>(reader: Reader<T>, source: string) {
  const { value: tree, diagnostics } = parseYaml(source, 'f.yaml');
  const report = createReport(nearestName, diagnostics);
  const value = tree && reader(tree, report);
  const faults = report.diagnostics.map(
    ({ place, code, message, fix }) => `${place?.line}:${place?.column} [${code}] ${message} · ${fix}`,
  );
  return { value, faults };
}

const PET = {
  name: required(text('a name')),
  legs: required(wholeNumber(0, 8)),
  tame: optional(boolean()),
  kinds: optional(listOf(oneOf(['cat', 'dog'], 'a kind'))),
};
const pet = mapping('a pet', PET);

describe('mapping', () => {
  test('reads a table of keys, and its type says which are there', () => {
    expectTypeOf<Shape<typeof PET>>().toEqualTypeOf<
      { readonly name: string; readonly legs: number } & {
        readonly tame?: boolean;
        readonly kinds?: readonly ('cat' | 'dog')[];
      }
    >();
    expect(read(pet, '{ name: Tom, legs: 4, kinds: [cat, dog] }')).toEqual({
      value: { name: 'Tom', legs: 4, kinds: ['cat', 'dog'] },
      faults: [],
    });
  });

  test('ignores keys that start with x-', () => {
    expect(read(pet, '{ name: Tom, legs: 4, x-note: [anything] }').faults).toEqual([]);
  });

  test('reports unknown, misspelt and missing keys and wrong values, all at once', () => {
    expect(read(pet, 'nmae: Tom\nwings: 2\ntame: "yes"\nkinds: [cta, 1]\n')).toMatchInlineSnapshot(`
      {
        "faults": [
          "1:1 [unknown-key] \`nmae\` is not a key of a pet · did you mean \`name\`?",
          "2:1 [unknown-key] \`wings\` is not a key of a pet · valid here: \`name\`, \`legs\`, \`tame\`, \`kinds\`",
          "3:7 [wrong-type] expected \`true\` or \`false\`, not the text \`yes\` · write \`true\` or \`false\`",
          "4:9 [unknown-value] expected a kind, not \`cta\` · did you mean \`cat\`?",
          "4:14 [unknown-value] expected a kind, not \`1\` · valid here: \`cat\`, \`dog\`",
          "1:1 [missing-key] a pet needs the key \`legs\` · add \`legs: …\`",
        ],
        "value": undefined,
      }
    `);
  });

  test('reports what is no mapping', () => {
    expect(read(pet, '[1]')).toMatchInlineSnapshot(`
      {
        "faults": [
          "1:1 [wrong-type] expected a pet, not a list · write it as { key: value }; its keys are \`name\`, \`legs\`, \`tame\`, \`kinds\`",
        ],
        "value": undefined,
      }
    `);
    expect(read(mapping('a pair', { toString: optional(text()) }), '{ constructor: a }').faults).toHaveLength(
      1,
    );
  });

  test('is undefined without a required value, and only then', () => {
    expect(read(pet, '{ name: Tom }').value).toBeUndefined();
    expect(read(pet, '{ name: Tom, legs: nine }').value).toBeUndefined();
    expect(read(pet, '{ name: Tom, legs: 4, tame: 3 }').value).toEqual({ name: 'Tom', legs: 4 });
  });
});

describe('lists and chosen names', () => {
  test('leave out what has no meaning and go on', () => {
    expect(read(listOf(wholeNumber(1, 2)), '[1, 5, 2, x]')).toMatchInlineSnapshot(`
      {
        "faults": [
          "1:5 [out-of-range] 5 is not from 1 to 2 · write a whole number from 1 to 2",
          "1:11 [wrong-type] expected a whole number from 1 to 2, not the text \`x\` · write a whole number from 1 to 2",
        ],
        "value": [
          1,
          2,
        ],
      }
    `);
  });

  test('are not empty unless that is allowed', () => {
    expect(read(listOf(text()), '[]').faults).toEqual([
      '1:1 [empty] expected a list; this one is empty · add an entry, or remove the key',
    ]);
    expect(read(listOf(text(), { allowEmpty: true }), '[]')).toEqual({ value: [], faults: [] });
    expect(
      read(
        namedEntries('pets', () => 1),
        '{ x-only: mine }',
      ).faults,
    ).toHaveLength(1);
  });

  test('keep names, places and order', () => {
    const reader = namedEntries('legs by name', ({ node }, report) => wholeNumber(0, 8)(node, report));
    const { value } = read(reader, 'b: 1\na: 2\n');
    expect(value?.map(({ name, value: legs, place }) => [name, legs, place.line])).toEqual([
      ['b', 1, 1],
      ['a', 2, 2],
    ]);
  });

  test('can be turned, and keep their place', () => {
    const reader = listOf(placed(map(text(), found => found.length)));
    expect(read(reader, '[a, bcd]').value?.map(({ value, place }) => [value, place.column])).toEqual([
      [1, 2],
      [3, 5],
    ]);
  });
});

describe('scalars', () => {
  test.each<[Reader<unknown>, string, unknown]>([
    [text(), 'NO', 'NO'],
    [text(), '0123', '0123'],
    [text(), '" a "', ' a '],
    [line(), '" a "', 'a'],
    [boolean(), 'True', true],
    [boolean(), 'false', false],
    [wholeNumber(-5, 5), '-0', 0],
  ])('%# are read from their source text', (reader, source, expected) => {
    expect(read(reader, source)).toEqual({ value: expected, faults: [] });
  });

  test.each<[Reader<unknown>, string, string]>([
    [text(), '""', '1:1 [empty] expected a text; nothing is here · write a text'],
    [text(), '[a]', '1:1 [wrong-type] expected a text, not a list · write a text'],
    [
      boolean(),
      'yes',
      '1:1 [wrong-type] expected `true` or `false`, not the text `yes` · write `true` or `false`',
    ],
    [
      wholeNumber(1, 3),
      '1.0',
      '1:1 [wrong-type] expected a whole number from 1 to 3, not the number 1.0 · write a whole number from 1 to 3',
    ],
    [wholeNumber(1, 3), '4', '1:1 [out-of-range] 4 is not from 1 to 3 · write a whole number from 1 to 3'],
    [
      oneOf(['red', 'blue'], 'a colour'),
      'bleu',
      '1:1 [unknown-value] expected a colour, not `bleu` · did you mean `blue`?',
    ],
  ])('%# are refused with what was expected', (reader, source, fault) => {
    expect(read(reader, source)).toEqual({ value: undefined, faults: [fault] });
  });
});

test('checked puts faults in the order of the file, each once, and has no value beside an error', () => {
  const report = createReport(nearestName);
  const at = (line: number) => ({ file: 'f', line, column: 1, length: 1, sourceLine: '' });
  const said = { code: 'c', message: 'm', fix: '' };
  for (const number of [3, 1, 3]) report.error(at(number), said);
  const { value, diagnostics } = checked('value', report.diagnostics);
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ place }) => place?.line)).toEqual([1, 3]);
  expect(checked('value', [{ severity: 'warning', ...said }])).toMatchObject({ value: 'value' });
});
