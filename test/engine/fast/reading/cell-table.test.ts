import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CellTable, createCellTable } from '../../../../src/engine/fast/reading/cell-table.ts';
import { type Kernel, openKernel } from '../../../../src/records/kernel.ts';

/** A table, and ways to ask it for a text that stands between others. */
function openTable(kernel: Kernel = openKernel()) {
  const table: CellTable = createCellTable(kernel);
  const memory = kernel.allocate(4096);
  table.makeRoom(20_000);
  const place = (text: string): readonly [number, number] => {
    const bytes = Buffer.from(`,${text},`);
    kernel.bytes.set(bytes, memory);
    return [memory + 1, memory + bytes.length - 1];
  };
  return {
    table,
    find: (text: string) => table.find(...place(text)),
    learn: (text: string, number: number) => table.learn(...place(text), number),
  };
}

test('finds a cell by its bytes, and no other', () => {
  const cell = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 300 }), cells => {
      const { find, learn } = openTable();
      const found = cells.map((text, number) => {
        const known = find(text);
        if (known >= 0) return known;
        expect(learn(text, number)).toBe(true);
        return number;
      });
      expect(found).toEqual(cells.map(text => cells.indexOf(text)));
    }),
  );
});

test('keeps cells apart that begin or end alike, or are one within another', () => {
  const cells = [
    '',
    'a',
    'aa',
    'aaa',
    'aaaa',
    'aaaaa',
    'aaaab',
    'baaaa',
    'aaaaaaaa',
    'aaaaaaaab',
    '\0',
    '\0\0',
    '\0\0\0\0',
  ];
  const { find, learn } = openTable();
  for (const [number, text] of cells.entries()) {
    expect([text, find(text)]).toEqual([text, -1]);
    learn(text, number);
  }
  expect(cells.map(find)).toEqual(cells.map((_, number) => number));
});

test.each([15, 16, 17, 24, 31, 32, 33, 40, 255, 256])(
  'keeps cells of %i bytes apart that differ in one of them',
  length => {
    const { find, learn } = openTable();
    const cells = ['same', ...Array(length).keys()].map(at => {
      const bytes = Array(length).fill('x');
      if (at !== 'same') bytes[Number(at)] = 'y';
      return bytes.join('');
    });
    for (const [number, text] of cells.entries()) {
      expect(find(text)).toBe(-1);
      learn(text, number);
    }
    expect(cells.map(find)).toEqual(cells.map((_, number) => number));
    expect([find(cells[1]?.slice(0, -1) ?? ''), find(`${cells[1]}x`)]).toEqual([-1, -1]);
  },
);

test('keeps the number that a cell was learned by first', () => {
  const { find, learn } = openTable();
  expect([learn('a', 1), learn('a', 2), find('a')]).toEqual([true, true, 1]);
});

test('stops where it is full of cells, and where a cell is long', () => {
  const { find, learn } = openTable();
  expect(learn('x'.repeat(257), 1)).toBe(false);
  expect(learn('x'.repeat(256), 2)).toBe(true);
  const learned = Array.from({ length: 20_000 }, (_, index) => learn(`${index}`, index)).filter(Boolean);
  expect(learned.length).toBe(16_383);
  expect([find('x'.repeat(256)), find('x'.repeat(257)), find('0'), find('16382'), find('16383')]).toEqual([
    2, -1, 0, 16_382, -1,
  ]);
});

test('stops where it is full of bytes', () => {
  const { find, learn } = openTable();
  const text = (index: number) => `${index}`.padStart(256, 'x');
  const learned = Array.from({ length: 5_000 }, (_, index) => learn(text(index), index)).filter(Boolean);
  expect(learned.length).toBe(4096);
  expect(learn('', 7)).toBe(true);
  expect([find(text(0)), find(text(4095)), find(text(4096)), find('')]).toEqual([0, 4095, -1, 7]);
});

test('grows with what it holds, and forgets nothing', () => {
  const kernel = openKernel();
  const table = createCellTable(kernel);
  const memory = kernel.allocate(64);
  const place = (text: string): readonly [number, number] => {
    kernel.bytes.write(text, memory, 'latin1');
    return [memory, memory + text.length];
  };
  let held = 0;
  for (const more of [1, 1, 2, 7, 100, 1, 1_000, 5_000]) {
    table.makeRoom(more);
    for (let last = held + more; held < last; held++) {
      expect(table.find(...place(`cell ${held}`))).toBe(-1);
      expect(table.learn(...place(`cell ${held}`), held)).toBe(true);
    }
    for (let cell = 0; cell < held; cell++) expect(table.find(...place(`cell ${cell}`))).toBe(cell);
  }
});

test('takes little room until it holds much, so that hundreds of columns have one each', () => {
  const kernel = openKernel();
  const before = kernel.allocate(0);
  const table = createCellTable(kernel);
  table.makeRoom(3);
  expect(kernel.allocate(0) - before).toBeLessThan(4_096);
});

test('two tables in one memory do not know what the other does', () => {
  const kernel = openKernel();
  const [one, other] = [openTable(kernel), openTable(kernel)];
  one.learn('a', 1);
  other.learn('a', 2);
  other.learn('b', 3);
  expect([one.find('a'), one.find('b'), other.find('a'), other.find('b')]).toEqual([1, -1, 2, 3]);
});

function fullTable() {
  const opened = openTable();
  for (let number = 0; number < 16_384; number++) opened.learn(`cell ${number}`, number);
  return opened;
}

test('is tired once it is full and knows too little of what it is asked', () => {
  const { table } = fullTable();
  table.note(4_095, 4_095);
  expect(table.isTired()).toBe(false);
  table.note(1, 1);
  expect(table.isTired()).toBe(true);
});

test('goes on while it knows enough, and counts anew each time', () => {
  const { table } = fullTable();
  for (let turn = 0; turn < 5; turn++) table.note(4_096, 3_584);
  expect(table.isTired()).toBe(false);
  table.note(4_096, 3_585);
  expect(table.isTired()).toBe(true);
});

test('is never tired while there is room', () => {
  const { table } = openTable();
  table.note(1 << 20, 1 << 20);
  expect(table.isTired()).toBe(false);
});
