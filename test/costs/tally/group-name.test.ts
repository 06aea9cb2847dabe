import { describe, expect, test } from 'vitest';
import { compileGroupName } from '../../../src/costs/tally/group-name.ts';
import type { Field } from '../../../src/model/rulebook.ts';
import { SOURCE_FIELD } from '../samples.ts';

const cell = (text: string) => ({ text, plain: false });
const value = (found: string | number | boolean) => ({ kind: 'value', value: found }) as const;

describe('a source', () => {
  const name = compileGroupName(SOURCE_FIELD);

  test('shows as the alias target is written, else as its cell stands', () => {
    expect(name(cell(' LI '), value('linkedin'))).toEqual({ key: 'linkedin', shown: 'LinkedIn' });
    expect(name(cell('LINKEDIN'), value('linkedin'))).toEqual({ key: 'linkedin', shown: 'LinkedIn' });
    expect(name(cell(' Salon É '), value('salon e'))).toEqual({ key: 'salon e', shown: 'Salon É' });
    expect(name(cell("'@acme"), value('@acme'))).toEqual({ key: '@acme', shown: '@acme' });
  });

  test('that is blank, invalid, absent or says so is (none)', () => {
    const none = { key: '', shown: '(none)' };
    expect(name(cell('n/a'), { kind: 'blank' })).toEqual(none);
    expect(name(cell('x'), { kind: 'invalid', reason: 'y' })).toEqual(none);
    expect(name(cell(''), { kind: 'absent' })).toEqual(none);
    expect(name(cell('(None)'), value('(none)'))).toEqual(none);
  });
});

test('a group of another type shows in its plain form', () => {
  const date: Field = { type: 'date', name: 'created', columns: [], required: false, blank: [] };
  expect(compileGroupName(date)(cell('01/11/2026'), value(20_758))).toEqual({
    key: '20758',
    shown: '2026-11-01',
  });
  const boolean: Field = { ...date, type: 'boolean', true: [], false: [] };
  expect(compileGroupName(boolean)(cell('oui'), value(true))).toEqual({ key: 'true', shown: 'true' });
});
