import { describe, expect, test } from 'vitest';
import { entryOf, type Tree } from '../../src/yaml/tree.ts';
import { MAX_LENGTH, parseYaml } from '../../src/yaml/yaml.ts';

function faults(text: string): string[] {
  return parseYaml(text, 'r.yaml').diagnostics.map(
    ({ place, code, message, fix }) => `${place?.line}:${place?.column} [${code}] ${message} · ${fix}`,
  );
}

function read(text: string): Tree {
  const { value, diagnostics } = parseYaml(text, 'r.yaml');
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('no tree');
  return value;
}

function under(text: string): Tree | undefined {
  return entryOf(read(text), 'a')?.node;
}

describe('a scalar', () => {
  test.each([
    ['a: NO', { text: 'NO', plain: true, isNumber: false, isNull: false }],
    ['a: 01234', { text: '01234', plain: true, isNumber: true, isNull: false }],
    ['a: 1.50', { text: '1.50', plain: true, isNumber: true, isNull: false }],
    ['a: true', { text: 'true', plain: true, isNumber: false, isNull: false }],
    ['a: 2026-11-01', { text: '2026-11-01', plain: true, isNumber: false, isNull: false }],
    ['a: "1.50"', { text: '1.50', plain: false, isNumber: false, isNull: false }],
    ['a: "x\\ty\\u00e9"', { text: 'x\ty\u00e9', plain: false, isNumber: false, isNull: false }],
    ["a: 'it''s'", { text: "it's", plain: false, isNumber: false, isNull: false }],
    ['a: null', { text: 'null', plain: true, isNumber: false, isNull: true }],
    ['a: ~', { text: '~', plain: true, isNumber: false, isNull: true }],
    ['a: ""', { text: '', plain: false, isNumber: false, isNull: false }],
    ['a:', { text: '', plain: true, isNumber: false, isNull: true }],
    ['a: one\n  two', { text: 'one two', plain: true, isNumber: false, isNull: false }],
  ])('%j keeps its source text', (source, expected) => {
    expect(under(source)).toMatchObject({ kind: 'scalar', ...expected });
  });
});

describe('places', () => {
  test('count lines and UTF-16 columns from 1, and keep the line without its ending', () => {
    const tree = read('\uFEFFx: 1\r\n"😀": [b, cde]\r\n');
    const entry = entryOf(tree, '😀');
    expect(entry?.keyPlace).toEqual({
      file: 'r.yaml',
      line: 2,
      column: 1,
      length: 4,
      sourceLine: '"😀": [b, cde]',
    });
    expect(entry?.node.place).toMatchObject({ line: 2, column: 7, length: 8 });
    const items = entry?.node.kind === 'list' ? entry.node.items : [];
    expect(items[1]?.place).toMatchObject({ line: 2, column: 11, length: 3 });
  });

  test('of a block collection and of nothing are the key’s', () => {
    expect(under('x: 1\na:\n  b: 1\n')?.place).toMatchObject({ line: 2, column: 1, length: 1 });
    expect(under('x: 1\na:\n  - b\n')?.place).toMatchObject({ line: 2, column: 1, length: 1 });
    expect(under('x: 1\na:\n')?.place).toMatchObject({ line: 2, column: 1, length: 1 });
  });

  test('end with the line they begin on', () => {
    expect(under('a: { b: 1,\n  c: 2 }\n')?.place).toMatchObject({ line: 1, column: 4, length: 7 });
  });
});

test('a tree is frozen', () => {
  const tree = read('a: [{ b: c }]');
  const frozen = (node: Tree | undefined): boolean =>
    node !== undefined &&
    Object.isFrozen(node) &&
    (node.kind !== 'list' || (Object.isFrozen(node.items) && node.items.every(frozen))) &&
    (node.kind !== 'mapping' ||
      (Object.isFrozen(node.entries) && node.entries.every(({ node }) => frozen(node))));
  expect(frozen(tree)).toBe(true);
});

describe('an alias', () => {
  test('repeats what its anchor names', () => {
    const tree = read('a: &rivals [x, y]\nb: *rivals\n');
    expect(entryOf(tree, 'b')?.node).toBe(entryOf(tree, 'a')?.node);
  });

  test('without an anchor before it is refused, so none can hold itself', () => {
    expect(faults('a: *no\nb: &b [*b]\n')).toMatchInlineSnapshot(`
      [
        "1:4 [undefined-alias] \`*no\` is used, but \`&no\` is not defined before it · define it first, as \`&no value\`; a text that starts with a star needs quotes",
        "2:8 [undefined-alias] \`*b\` is used, but \`&b\` is not defined before it · define it first, as \`&b value\`; a text that starts with a star needs quotes",
      ]
    `);
  });

  test('bomb is refused at the alias that goes too far', () => {
    const level = (n: number) =>
      `l${n}: &l${n} [${Array(10)
        .fill(`*l${n - 1}`)
        .join(', ')}]\n`;
    const bomb = `l0: &l0 [${Array(10).fill('lol').join(', ')}]\n${[1, 2, 3, 4, 5, 6, 7, 8, 9].map(level).join('')}`;
    expect(faults(bomb)).toMatchInlineSnapshot(`
      [
        "4:45 [too-large] aliases would repeat more than 10,000 values · use fewer aliases, or name the values once as a set",
      ]
    `);
  });
});

describe('refused with a position', () => {
  test('duplicate and merge keys, tags, keys that are no text, all at once and beside a tree', () => {
    const text = 'a: 1\nb: { c: 1, c: 2 }\na: 3\n<<: { d: 1 }\ne: !!str 5\n? [f]\n: 6\n';
    expect(faults(text)).toMatchInlineSnapshot(`
      [
        "2:12 [duplicate-key] \`c\` is here twice; the first is on line 2 · remove one of them, or join them into one",
        "3:1 [duplicate-key] \`a\` is here twice; the first is on line 1 · remove one of them, or join them into one",
        "4:1 [merge-key] the merge key \`<<\` is not part of YAML 1.2 · repeat the keys here, or give the whole value an anchor (\`&name\`) and use it as \`*name\`",
        "5:10 [yaml-tag] YAML tags are not read here · remove the tag; put a number that is meant as text in quotes",
        "6:3 [yaml-syntax] a key must be a text · write the key as a word; put it in quotes if it starts with a bracket or a star",
      ]
    `);
    expect(parseYaml(text, 'r.yaml').value).toBeDefined();
  });

  test('several syntax errors, one for each line', () => {
    expect(faults('a: "\\q"\nb: @x\n\tc: 1\nd: x: y\ne: [1, 2\nf: "open\n')).toMatchInlineSnapshot(`
      [
        "1:5 [yaml-syntax] double quotes have no such escape · use single quotes, in which a backslash is a backslash",
        "2:4 [yaml-syntax] a text without quotes cannot start with this character · put the text in quotes",
        "3:1 [yaml-syntax] a tab is no indentation in YAML · indent with spaces",
        "4:4 [yaml-syntax] a second \`:\` on this line, or a line indented differently from its neighbours · put a value with a colon in quotes; indent the entries of one list or mapping equally",
        "6:1 [yaml-syntax] a list or mapping in brackets is not closed, or its next line is not indented · close the bracket, or indent the lines inside it further than the key before it",
        "7:1 [yaml-syntax] a text in quotes is never closed · add the closing quote",
      ]
    `);
    expect(parseYaml('a: [', 'r.yaml').value).toBeUndefined();
  });

  test('several documents, YAML 1.1, an empty file', () => {
    expect(faults('a: 1\n---\nb: 2\n')).toMatchInlineSnapshot(`
      [
        "2:1 [several-documents] a second YAML document starts here · keep one document in a file: remove the line \`---\`",
      ]
    `);
    expect(faults('%YAML 1.1\n---\na: yes\n')).toMatchInlineSnapshot(`
      [
        "1:1 [yaml-version] only YAML 1.2 is read, in which \`yes\` and \`NO\` are texts · remove the line \`%YAML\`",
      ]
    `);
    expect(faults('# nothing\n')).toMatchInlineSnapshot(`
      [
        "1:1 [empty] the file is empty · is it the right file?",
      ]
    `);
  });

  test('a file that is too large, before it is parsed', () => {
    expect(faults(`a: ${'x'.repeat(MAX_LENGTH)}`)).toMatchInlineSnapshot(`
      [
        "1:1 [too-large] the file is larger than 4 MB · is it the right file? Long value lists belong in a suppression list",
      ]
    `);
  });

  test('nesting that would exhaust the stack', () => {
    expect(faults('['.repeat(100_000))).toMatchInlineSnapshot(`
      [
        "1:66 [too-deep] lists and mappings are nested more than 64 deep · split the condition into criteria, or remove the extra brackets",
      ]
    `);
    expect(faults(`a: ${'- '.repeat(1000)}`)).toHaveLength(1);
    expect(read(`a: ${'['.repeat(50)}${']'.repeat(50)}`)).toBeDefined();
  });
});
