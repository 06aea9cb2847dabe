import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAgain } from '../../../src/lists/dialect/second-reading.ts';
import { formatTable } from '../../../src/text/table.ts';

const again = (line: string, columns: number) => readAgain(line, { delimiter: ',', quote: '"', columns });

describe('a second reading', () => {
  it.each([
    ['9,"CC-1,$4.00,"a, b","c, d"', 5, ['9', '"CC-1', '$4.00', 'a, b', 'c, d']],
    ['"Round 48"","Made, here",x', 3, ['Round 48"', 'Made, here', 'x']],
    ['a,b,"', 3, ['a', 'b', '"']],
    ['"a,b', 2, ['"a', 'b']],
    ['a,"b ""c"" d",e', 3, ['a', 'b "c" d', 'e']],
  ])('of %j in %i cells', (line, columns, cells) => {
    expect(again(line, columns)).toEqual(cells);
  });

  it('is given up where no reading has so many cells', () => {
    expect(again('a,b', 3)).toBeUndefined();
    expect(again('a,b,c', 2)).toBeUndefined();
    expect(again(`${'"a,'.repeat(40_000)}`, 7)).toBeUndefined();
  });

  it('agrees with the first where nothing is wrong', () => {
    const cells = fc.array(fc.stringMatching(/^[a-z",; ]{0,8}$/), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(cells, row => {
        const line = formatTable([row], { delimiter: ',', newline: '' });
        expect(again(line, row.length)).toEqual(row);
      }),
    );
  });
});
