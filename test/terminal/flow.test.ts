import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/terminal/display-width.ts';
import { flow, hang } from '../../src/terminal/flow.ts';
import { safeLine } from '../../src/terminal/safe.ts';
import { anyText, COMMAND } from '../summary/arbitrary.ts';

describe('flow', () => {
  test('spans go on while they fit, and break at spaces, else anywhere', () => {
    expect(flow([{ text: 'one two' }, { text: 'three' }, { text: 'four' }], 14)).toEqual([
      'one two  three',
      'four',
    ]);
    expect(flow([{ text: 'one two three' }], 7)).toEqual(['one two', 'three']);
    expect(flow([{ text: 'abcdefghij' }], 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(flow([], 10)).toEqual([]);
  });

  test('colours take no room', () => {
    const style = (text: string) => `<${text}>`;
    expect(
      flow(
        [
          { text: 'ab', style },
          { text: 'cd', style },
        ],
        6,
      ),
    ).toEqual(['<ab>  <cd>']);
  });

  test('lines after the first are indented', () => {
    expect(hang('key: ', { indent: 5, spans: [{ text: 'one two' }], width: 8 })).toEqual([
      'key: one',
      '     two',
    ]);
    expect(hang('key: ', { indent: 5, spans: [], width: 8 })).toEqual(['key:']);
  });

  test('a break makes no command, and no line is wider than asked', () => {
    expect(flow([{ text: 'see ::error::x' }], 13)).toEqual(['see', '\\x3a:error::x']);
    fc.assert(
      fc.property(
        fc.array(anyText.map(safeLine), { maxLength: 5 }),
        fc.integer({ min: 8, max: 60 }),
        (texts, width) => {
          const lines = flow(
            texts.map(text => ({ text })),
            width,
          );
          expect(lines.join('\n')).not.toMatch(COMMAND);
          expect(Math.max(0, ...lines.map(displayWidth))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
