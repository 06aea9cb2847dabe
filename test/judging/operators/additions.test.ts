import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operator } from '../../../src/judging/operators/operator.ts';
import { OPERATOR_NAMES, OPERATORS, operatorOf } from '../../../src/judging/operators/operators.ts';
import type { Test } from '../../../src/model/condition.ts';

const SOURCE = join(import.meta.dirname, '../../../src');
const FOLDER = 'judging/operators';
/** What is about these operators themselves: checks of `contains` and `matches`, and how expressions say them. */
const ABOUT_ONE = ['commands/check/checks/costly-or-needless-regex.ts', 'language/patterns/plain-form.ts'];

describe('an operator', () => {
  test('with what it must have promises nothing else', () => {
    const bare = operator({
      on: ['text'],
      reads: 'texts',
      asks: 'Does it sound like this?',
      holds:
        ({ texts }) =>
        value =>
          texts.includes(String(value)),
    });
    const sought: Test = { operator: 'sounds_like', texts: ['smith'] };
    expect(bare.compile(sought, { asOf: 0 })({ kind: 'value', value: 'smith' })).toBe('met');
    expect(bare.compile(sought, { asOf: 0 })({ kind: 'blank' })).toBe('unknown');
    expect(bare.tellsApart(sought, { asOf: 0 })).toBeUndefined();
    expect(bare.spans(sought)).toBeUndefined();
    expect(bare.sameAs(sought)).toBeUndefined();
    expect(bare).not.toHaveProperty('looking');
    expect(bare).toMatchObject({ alwaysKnown: false, otherNames: [] });
  });

  test('that no rulebook can name is a defect', () => {
    expect(() => operatorOf({ operator: 'toString' })).toThrow('there is no operator toString');
  });

  test('has names of other tools that are no names of operators, each of one operator', () => {
    const others = OPERATOR_NAMES.flatMap(name => [...OPERATORS[name].otherNames]);
    expect(new Set([...others, ...OPERATOR_NAMES]).size).toBe(others.length + OPERATOR_NAMES.length);
  });

  test('is listed with others in no other file', () => {
    const quoted = /'(?:not_in|contains|starts_with|ends_with|has_word|within_last_days|older_than_days)'/g;
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
      file => file.endsWith('.ts') && !file.startsWith(FOLDER) && !ABOUT_ONE.includes(file),
    );
    const listing = files.filter(
      file => new Set(readFileSync(join(SOURCE, file), 'utf8').match(quoted) ?? []).size > 1,
    );
    expect(listing).toEqual([]);
  });
});
