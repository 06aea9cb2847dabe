import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCellMemory } from '../../src/engines/cell-memory.ts';

/** What a memory must say: the number of the first equal cell. */
function oracle(cells: readonly string[]): readonly number[] {
  return cells.map(cell => cells.indexOf(cell));
}

function remember(cells: readonly string[]): readonly number[] {
  const memory = createCellMemory();
  return cells.map((cell, number) => {
    const bytes = Buffer.from(`,${cell},`);
    const range = { start: 1, end: bytes.length - 1 };
    const known = memory.find(bytes, range.start, range.end);
    if (known >= 0) return known;
    expect(memory.add(bytes, { ...range, number })).toBe(true);
    return number;
  });
}

test('finds a cell by its bytes, and no other', () => {
  const cell = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
  const cells = fc.array(cell, { maxLength: 300 });
  fc.assert(
    fc.property(cells, list => {
      expect(remember(list)).toEqual(oracle(list));
    }),
  );
});

test('keeps apart very many cells', () => {
  const cells = Array.from({ length: 16_000 }, (_, index) => `cell ${index % 8000}`);
  expect(remember(cells)).toEqual(cells.map((_, index) => index % 8000));
});

test('stops where it is full, and where a cell is long', () => {
  const memory = createCellMemory();
  const add = (text: string) => {
    const bytes = Buffer.from(text);
    memory.find(bytes, 0, bytes.length);
    return memory.add(bytes, { start: 0, end: bytes.length, number: 7 });
  };
  expect(add('x'.repeat(257))).toBe(false);
  expect(add('x'.repeat(256))).toBe(true);
  const added = Array.from({ length: 20_000 }, (_, index) => add(`${index}`)).filter(Boolean);
  expect(added.length).toBe(16_383);
});
