import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../../src/language/patterns/parse.ts';
import { plainFormOf } from '../../../src/language/patterns/plain-form.ts';
import type { Condition } from '../../../src/model/condition.ts';
import { ask, value } from '../../judging/judged.ts';

const formOf = (source: string) => plainFormOf(parseExpression(source).expression);

describe('what an expression spells out', () => {
  test.each([
    ['a.b', undefined],
    ['a\\.b', ['contains', 'a.b']],
    ['^ab', ['starts_with', 'ab']],
    ['ab$', ['ends_with', 'ab']],
    ['^ab$', ['in', 'ab']],
    ['^.*ab.*$', ['contains', 'ab']],
    ['.*ab$', ['ends_with', 'ab']],
    ['a|(b|c)', ['contains', 'a', 'b', 'c']],
    ['(^a|^b)', ['starts_with', 'a', 'b']],
    ['^(^a|b)', undefined],
    ['^a|b$', undefined],
    ['(^| )a( |$)', ['has_word', 'a']],
    ['( |^)(a|b)($|[^a-z])', ['has_word', 'a', 'b']],
    ['(^|[^a-y])a( |$)', undefined],
    ['(^|x)a( |$)', undefined],
    ['(^| )(^a|b)( |$)', undefined],
    ['.*', undefined],
    ['^$', undefined],
    ['', undefined],
    ['a+', undefined],
    ['[a]', undefined],
  ])('%s', (source, form) => {
    const found = formOf(source);
    expect(found && [found.operator, ...found.texts]).toEqual(form);
  });
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 });
const body = fc.oneof(
  word,
  fc.array(word, { minLength: 2, maxLength: 3 }).map(words => `(${words.join('|')})`),
  fc.array(word, { minLength: 2, maxLength: 3 }).map(words => words.join('|')),
);
const pattern = fc
  .tuple(fc.constantFrom('', '^', '.*', '^.*'), body, fc.constantFrom('', '$', '.*', '.*$'))
  .map(parts => parts.join(''));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 5 });

test('the operator finds exactly what the expression finds', () => {
  let plain = 0;
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 10 }), (source, texts) => {
      const form = formOf(source);
      if (form === undefined) return;
      plain++;
      const field = { field: 'title' };
      const matches: Condition = { kind: 'test', field, test: { operator: 'matches', pattern: source } };
      const operator: Condition =
        form.operator === 'in'
          ? { kind: 'test', field, test: { operator: 'in', values: form.texts } }
          : { kind: 'test', field, test: { operator: form.operator, texts: form.texts } };
      for (const each of texts) {
        expect(ask(operator, { title: value(each) }), `${source} in ${each}`).toBe(
          ask(matches, { title: value(each) }),
        );
      }
    }),
    { numRuns: 200 },
  );
  expect(plain).toBeGreaterThan(80);
});
