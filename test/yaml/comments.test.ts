import { describe, expect, test } from 'vitest';
import { readComments } from '../../src/yaml/comments.ts';

const found = (text: string) =>
  readComments(text, 'r.yaml').map(
    ({ text: said, place, isAlone }) => `${place.line}:${place.column} ${said}${isAlone ? ' (alone)' : ''}`,
  );

describe('readComments', () => {
  test('after a value, on a line of its own, in brackets, at the ends of documents', () => {
    expect(found('\uFEFFa: 1 # one\n  # two\ne: [a, # three\n  b]\n---\n#four\nb: x\r\n# five')).toEqual([
      '1:6 one',
      '2:3 two (alone)',
      '3:8 three',
      '6:1 four (alone)',
      '8:1 five (alone)',
    ]);
  });

  test('none in texts of any style', () => {
    expect(
      found('a: x#y\nb: "# no"\nc: \'z # no\'\nd: |\n  # no\n  x\ne: >-  # yes\n  # no\n"#f": plain\n'),
    ).toEqual(['7:8 yes']);
  });

  test('the place is that of the comment, without the line break', () => {
    const [comment] = readComments('a: 1 # one\r\nb: 2\n', 'r.yaml');
    expect(comment?.place).toEqual({
      file: 'r.yaml',
      line: 1,
      column: 6,
      length: 5,
      sourceLine: 'a: 1 # one',
    });
  });
});
