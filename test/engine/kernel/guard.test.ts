import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormulaGuard } from '../../../src/rows/formula-guard.ts';
import { startsFormula } from '../../../src/values/formula.ts';
import { DELIMITERS, type Manner, markRows } from './marking.ts';

/** Which records the kernel marks, and which the writer would not write as they stand. */
function markBoth(text: Buffer, manner: Manner) {
  const { marks, refused } = markRows(text, manner);
  return { marked: marks.map(mark => mark !== 0), refused };
}

const figure = fc
  .array(fc.constantFrom('+', '-', '1', '23', ' ', '.', ',', '%', '(', ')', '/', 'e', '\u00a0'), {
    maxLength: 9,
  })
  .map(parts => parts.join(''));
const opening = fc.constantFrom(
  '',
  '=',
  '+',
  '-',
  '@',
  ' ',
  '\t',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u061c',
  '＝',
  '＋',
  '\u180e',
  '\u3000',
  "'",
);
const cell = fc.oneof(
  fc
    .tuple(opening, opening, fc.oneof(figure, fc.constantFrom('A1', 'é', '-', '')))
    .map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 4 }),
  figure,
);
const quoted = fc
  .tuple(cell, fc.boolean())
  .map(([text, isQuoted]) => (isQuoted ? `"${text.replaceAll('"', '""')}"` : text));
const tables = fc.array(fc.array(quoted, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 });

describe('rows that are marked', () => {
  it('are all that may not be written as they stand', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('"', '"', "'"),
        fc.boolean(),
        (table, delimiter, quote, guard) => {
          const text = table.map(row => `${row.join(delimiter).replaceAll('"', quote)}\n`).join('');
          const { marked, refused } = markBoth(Buffer.from(text), { delimiter, quote, guard });
          for (const [record, isMarked] of marked.entries()) {
            if (!isMarked) {
              plain++;
              expect([record, refused[record]]).toEqual([record, false]);
            }
          }
          if (!guard) expect(marked).toEqual(refused);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(plain).toBeGreaterThan(300);
  });

  it('are not those of numbers and phone numbers, nor of cells that are empty', () => {
    const cells = [
      '-5',
      '+5',
      '-1,234.50',
      '-5%',
      '+33 1 23',
      '+1 (555) 123-4567',
      '+48.22/123-45',
      '-0',
      '+7 ',
    ];
    for (const text of cells) {
      expect([text, startsFormula(text)]).toEqual([text, false]);
      expect(
        markBoth(Buffer.from(`a;${text};b\n`), { delimiter: ';', quote: '"', guard: true }).marked,
      ).toEqual([false]);
    }
    // Alone it would start a formula, were it not blank.
    expect(markBoth(Buffer.from('a;-;b\n'), { delimiter: ';', quote: '"', guard: true }).marked).toEqual([
      false,
    ]);
    for (const delimiter of DELIMITERS) {
      const rows = [`a${delimiter}${delimiter}b`, `a${delimiter}b${delimiter}`, `${delimiter}${delimiter}`];
      const { marked } = markBoth(Buffer.from(`${rows.join('\r\n')}\r\n`), {
        delimiter,
        quote: '"',
        guard: true,
      });
      expect(marked).toEqual([false, false, false]);
    }
  });

  it('are those of figures that are formulas', () => {
    for (const text of [
      '+',
      '+-1',
      '-1+1',
      '+1 (5)',
      '+1(2)34',
      '-1 (555) 123',
      '+5%%',
      '%',
      '-5%5',
      '+ 33',
      '-1e5',
      '+A',
    ]) {
      const { marked } = markBoth(Buffer.from(`a,${text},b\n`), {
        delimiter: ',',
        quote: '"',
        guard: true,
      });
      if (startsFormula(text)) expect([text, marked]).toEqual([text, [true]]);
    }
  });

  it('are as the guard says for every first byte', () => {
    const guard = createFormulaGuard({ has: () => false, spellings: [] });
    for (let byte = 0; byte < 256; byte++) {
      if ([0x0a, 0x0d, 0x22, 0x2c, 0x00].includes(byte)) continue;
      const text = Buffer.concat([Buffer.from('a,'), Buffer.of(byte), Buffer.from('x,b\n')]);
      const { marked } = markBoth(text, { delimiter: ',', quote: '"', guard: true });
      // A space says nothing: what follows it is looked at.
      expect([byte, marked[0]]).toEqual([byte, byte !== 0x20 && ((guard.bytes[byte] ?? 0) & 1) === 1]);
    }
  });
});
