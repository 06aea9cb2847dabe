import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/values/fold.ts';
import { DELIMITERS, markRows } from './marking.ts';

const unit = fc.constantFrom(
  ...['=', '+', '-', '@', "'", '"', ' ', '\t', 'a', 'Z', '1', '23', '%', '(', ')', '.', ',', '/'],
  ...['\u00a0', 'é', '＝', '－', '\u200b', '\u0301', '\n'],
);
const units = fc.array(unit, { maxLength: 8 }).map(parts => parts.join(''));
/** What may be blank by a rulebook, and be a formula where it is not. */
const doubtful = fc.constantFrom('-n/a', '- none', '=none', '=', '@', '+a', '+', '--', 'none', '-1', 'x=');
const opening = fc.constantFrom('', '', ' ', '=', '@', '+', '-', '- ', '-a', '+b', '=A', '+33 ', '-1');
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(opening, units).map(parts => parts.join('')) },
  { weight: 6, arbitrary: fc.constantFrom('', 'x', 'é', '-', '+33 1 23 45', '-5%', ' CEO ') },
  { weight: 2, arbitrary: doubtful.map(text => ` ${text.toUpperCase()}`) },
  { weight: 2, arbitrary: doubtful },
);
const cells = fc.tuple(cell, fc.integer({ min: 0, max: 9 }));
const tables = fc.array(fc.tuple(cells, cells, cells), { minLength: 1, maxLength: 12 });
const manners = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  quote: fc.constantFrom('"', '"', '"', "'", '(', '=', '-', '+', '1'),
  guard: fc.constantFrom(true, true, true, false),
  blank: fc.array(doubtful.map(fold), { maxLength: 2 }),
});

type Manner = typeof manners extends fc.Arbitrary<infer T> ? T : never;

/** A cell in quotes where it has to be, but for one in ten, and in three of ten anyway. */
function cellIn([text, draw]: readonly [string, number], { delimiter, quote }: Manner): string {
  const needsQuotes = [delimiter, quote, '\n'].some(character => text.includes(character));
  if (draw === 0 || (!needsQuotes && draw > 3)) return text;
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

describe('rows that the kernel writes', () => {
  it('are those that the writer writes, byte for byte, and start where it says', () => {
    const counted = [0, 0, 0];
    fc.assert(
      fc.property(tables, manners, fc.integer({ min: 0, max: 60 }), (table, manner, room) => {
        const lines = table.map(row => row.map(own => cellIn(own, manner)).join(manner.delimiter));
        const rows = markRows(Buffer.from(`${lines.join('\n')}\n`), manner);
        const { marks, refused } = rows;
        for (let from = 0; from < marks.length; from++) {
          let to = from;
          while (to < marks.length && marks[to] !== 1) to++;
          const plainly = marks.slice(from, to).map((_, index) => rows.writePlainly(from + index));
          if (to > from) expect(rows.writeByKernel(from, to, room)).toEqual(plainly);
          from = to;
        }
        for (const [record, mark] of marks.entries()) {
          counted[mark] = (counted[mark] ?? 0) + 1;
          if (mark !== 1) expect([record, refused[record]]).toEqual([record, mark === 2]);
        }
      }),
      { numRuns: 1_500 },
    );
    // No path stays untrodden.
    for (const count of counted) expect(count).toBeGreaterThan(800);
  });

  it('are guarded where a formula is sure, and only there', () => {
    const markOf = (text: string, blank: readonly string[] = []) =>
      markRows(Buffer.from(`a;${text};b\n`), { delimiter: ';', quote: '"', guard: true, blank }).marks[0];
    for (const text of ['=', '=1', '@', '-a', '- call back', '+a', '  =1', '"=1"', '"- a ""b"""', '" -a"']) {
      expect([text, markOf(text)]).toEqual([text, 2]);
    }
    for (const text of ['+', '--', '-\u00a0', '- 1', '-1a', '-é', '\t=1', '＝1', '+1(    ', '"\u200b=1"']) {
      expect([text, markOf(text)]).toEqual([text, 1]);
    }
    for (const text of [' a', '  ', '" "', ' - ', '"-5"', '" +33 1 23 45 "', '"-5%"', '""', '"-"']) {
      expect([text, markOf(text)]).toEqual([text, 0]);
    }
    // `+1(((` has too few characters for a phone number, though not too few bytes.
    const inBrackets = { delimiter: ';', quote: '(', guard: true } as const;
    expect(markRows(Buffer.from('a;(+1(((((((;b\n'), inBrackets)).toMatchObject({
      marks: [1],
      refused: [true],
    });
    for (const [text, blank, mark] of [
      ['=1', '=none', 1],
      ['@1', '=none', 2],
      ['-a', '=none', 2],
      ['-a', '- n/a', 1],
      ['-a', '-1', 2],
      ['+a', '+x', 1],
      ['+a', '-x', 2],
      ['@', '@', 1],
    ] as const) {
      expect([text, blank, markOf(text, [blank])]).toEqual([text, blank, mark]);
    }
  });
});
