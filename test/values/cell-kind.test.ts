import { expect, test } from 'vitest';
import { type CellKind, cellKind, isYear } from '../../src/values/cell-kind.ts';

test.each<[string, CellKind]>([
  [' ', 'blank'],
  ['1.234,50 €', 'number'],
  ['(1,200) USD', 'number'],
  ['12 000 ZŁ', 'number'],
  ['-3e4', 'number'],
  ['12 people', 'text'],
  ['2026-11-01', 'date'],
  ['01/11/26 09:30', 'date'],
  ['1 März 2026', 'date'],
  ['3-févr.-26', 'date'],
  ['7 октября 2026', 'date'],
  ['7 $$$ 2026', 'text'],
  ['09:30', 'date'],
  ['ana@example.com', 'email'],
  ['ana@example.рф', 'email'],
  ['ana@example.c0m', 'text'],
  ['ana@example', 'text'],
  ['https://example.com/a?b', 'url'],
  ['www.example.com', 'url'],
  ['Société Générale', 'text'],
])('%j is a %s', (cell, kind) => {
  expect(cellKind(cell)).toBe(kind);
});

test('a number of four digits may be a year', () => {
  expect(isYear(' 2024 ')).toBe(true);
  expect(isYear('1024')).toBe(false);
});
