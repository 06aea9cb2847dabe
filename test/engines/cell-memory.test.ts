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

/** A memory with no room left, whose first cell is `cell 0`, and a way to ask it. */
function fullMemory() {
  const memory = createCellMemory();
  const find = (text: string) => {
    const bytes = Buffer.from(text);
    return memory.find(bytes, 0, bytes.length);
  };
  const meet = (text: string, number: number) => {
    const bytes = Buffer.from(text);
    if (find(text) < 0) memory.add(bytes, { start: 0, end: bytes.length, number });
  };
  for (let number = 0; number < 16_384; number++) meet(`cell ${number}`, number);
  return { find, meet };
}

test('gives up on a column of ever new cells, and then knows nothing rather than something wrong', () => {
  const { find, meet } = fullMemory();
  expect(find('cell 0')).toBe(0);
  for (let number = 0; number < 4_096; number++) meet(`new ${number}`, number);
  expect(find('cell 0')).toBe(-1);
  meet('cell 0', 1);
  expect(find('cell 0')).toBe(-1);
});

test('goes on while it knows enough of what it is asked', () => {
  const { find, meet } = fullMemory();
  for (let number = 0; number < 10_000; number++) {
    meet(`new ${number}`, number);
    if (number % 4 === 0) expect(find(`cell ${number}`)).toBe(number);
  }
  expect(find('cell 16383')).toBe(16_383);
});
