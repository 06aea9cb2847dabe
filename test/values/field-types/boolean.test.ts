import { describe, expect, test } from 'vitest';
import type { BooleanField, TextField } from '../../../src/model/rulebook.ts';
import { compileCellParser } from '../../../src/values/cell.ts';

const FIELD: BooleanField = {
  ...{ name: 'opted_in', type: 'boolean', columns: [], required: false, blank: [], true: ['+'], false: [] },
};
const parse = compileCellParser(FIELD, { locale: 'fr', blankAlso: [] });
const read = (text: string) => {
  const reading = parse({ text, plain: false });
  return reading.kind === 'value' ? reading.value : reading.kind;
};

describe('yes and no', () => {
  test.each(['o', 'O', 'oui', 't', 'ON', '1.0', '✓', '✔', '✔\ufe0f', '✅', '+'])('%j is yes', text => {
    expect(read(text)).toBe(true);
  });
  test.each(['n', 'N', 'non', 'f', 'off', '0.0', '✗', '❌', '☐'])('%j is no', text => {
    expect(read(text)).toBe(false);
  });
  test.each(['☒', '2', 'peut-être', 'ja'])('%j is neither', text => {
    expect(read(text)).toBe('invalid');
  });
  test.each(['—', '?', '…', '#REF!', '(vide)'])('%j is blank', text => {
    expect(read(text)).toBe('blank');
  });
});

test('a text field reads the marks that it declares, and no others', () => {
  const field: TextField = {
    ...{ name: 'stars', type: 'text', columns: [], required: false, blank: [] },
    values: ['★★★', 'one'],
    aliases: [{ from: '*', to: 'one', shown: 'one' }],
  };
  const parseText = compileCellParser(field, { locale: 'en', blankAlso: [] });
  const kindOf = (text: string) => parseText({ text, plain: false }).kind;
  expect(['★★★', '*', '★', '—'].map(kindOf)).toEqual(['value', 'value', 'blank', 'blank']);
});
