import { describe, expect, it } from 'vitest';
import { editYaml, type YamlEdit } from '../../src/yaml/yaml-edit.ts';

const set = (path: readonly (string | number)[], text: string): YamlEdit => ({
  kind: 'text',
  path,
  text: () => text,
});

describe('editYaml', () => {
  it('replaces texts in their style, by what they were', () => {
    const text = "a: x   # one\nb: 'it''s'\nc:\n  - \"y\"\n  - 3\n";
    const edits: readonly YamlEdit[] = [
      set(['a'], 'z: z'),
      { kind: 'text', path: ['b'], text: old => `${old}!` },
      set(['c', 0], 'tab\there'),
      set(['c', 1], '4.5'),
    ];
    expect(editYaml(text, edits)).toBe('a: "z: z"   # one\nb: \'it\'\'s!\'\nc:\n  - "tab\\there"\n  - 4.5\n');
  });

  it('quotes what would be nothing, a comment, an alias or an indicator', () => {
    for (const text of [
      '',
      ' x',
      'null',
      '~',
      'a #b',
      '*x',
      '&x',
      '- x',
      '[x',
      'x: y',
      '"',
      '!x',
      '%x',
      '@x',
      '\u200b',
    ]) {
      const edited = editYaml('a: old', [set(['a'], text)]);
      expect(edited, text).toBe(`a: ${JSON.stringify(text).replace('\u200b', '\\u200b')}`);
    }
    for (const text of ['x', '2026-11-01', '2+', '1', 'a, b', 'total>=30; x+5', 'yes', 'é'])
      expect(editYaml('a: old', [set(['a'], text)])).toBe(`a: ${text}`);
    expect(editYaml('{ a: old }', [set(['a'], 'a, b')])).toBe('{ a: "a, b" }');
  });

  it('keeps a byte order mark and the line breaks of the file', () => {
    const text = '\uFEFFa:\r\n  - n: 1\r\nb: x\r\n';
    const value = { kind: 'mapping', entries: [['c', { kind: 'text', text: 'd' }]] } as const;
    expect(editYaml(text, [{ kind: 'entry', path: ['a', 0], key: 'e', value }, set(['b'], 'y')])).toBe(
      '\uFEFFa:\r\n  - n: 1\r\n    e: { c: d }\r\nb: y\r\n',
    );
  });

  it('adds an entry behind a text in block style, and over several lines where it is long', () => {
    const items = Array.from(
      { length: 12 },
      (_, index) => ({ kind: 'text', text: `criterion_${index}` }) as const,
    );
    const value = { kind: 'mapping', entries: [['unknown', { kind: 'list', items }]] } as const;
    expect(editYaml('- a: |\n    text\n- b: 1\n', [{ kind: 'entry', path: [0], key: 'e', value }])).toBe(
      `- a: |
    text
  e:
    unknown: [criterion_0, criterion_1, criterion_2, criterion_3, criterion_4, criterion_5, criterion_6,
      criterion_7, criterion_8, criterion_9, criterion_10, criterion_11]
- b: 1
`,
    );
    expect(editYaml('- a: 1\n  e:   # so\n', [{ kind: 'entry', path: [0], key: 'e', value }])).toBe(
      `- a: 1
  e:   # so
    unknown: [criterion_0, criterion_1, criterion_2, criterion_3, criterion_4, criterion_5, criterion_6,
      criterion_7, criterion_8, criterion_9, criterion_10, criterion_11]
`,
    );
  });

  it('fills a list that was empty, on one line and on several', () => {
    const fill = (text: string) => editYaml(text, [{ kind: 'texts', path: ['a'], texts: ['x', 'y'] }]);
    expect(fill('a: []  # none\n')).toBe('a: [x, y]  # none\n');
    expect(fill('a: [\n  ]\n')).toBe('a: [x, y\n  ]\n');
    expect(fill('a:\n  - y\n  - y  # twice\n')).toBe('a:\n  - y\n  - x  # twice\n');
  });

  it('leaves aliases for last, and then copies what they repeat', () => {
    const text = 'a: &a { x: 1, y: [2] }\nb: *a\n';
    const once = editYaml(text, [set(['a', 'x'], '5'), set(['b', 'x'], '5')]);
    expect(once).toBe('a: &a { x: 5, y: [2] }\nb: *a\n');
    const copied = editYaml(once, [set(['b', 'x'], '6')]);
    expect(copied).toBe('a: &a { x: 5, y: [2] }\nb: { x: 5, y: [2] }\n');
    expect(editYaml('a: &a 1\nb: *a\n', [set(['b'], '2')])).toBe('a: &a 1\nb: 2\n');
  });

  it('changes nothing where a path leads nowhere or to something of another kind', () => {
    const text = 'a: { b: 1 }\nc: [1]\n';
    const edits: readonly YamlEdit[] = [
      set(['a', 'x'], '2'),
      set(['c', 'x'], '2'),
      set(['a', 0], '2'),
      { kind: 'texts', path: ['a'], texts: ['x'] },
      { kind: 'entry', path: ['c'], key: 'x', value: { kind: 'text', text: 'y' } },
    ];
    expect(editYaml(text, edits)).toBe(text);
  });
});
