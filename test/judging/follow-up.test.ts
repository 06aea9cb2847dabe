import { describe, expect, it } from 'vitest';
import { followUpDay } from '../../src/judging/follow-up.ts';
import { formatDay, parseIsoDay } from '../../src/values/day.ts';

const FRIDAY = parseIsoDay('2026-10-30') ?? 0;
const MONDAY = parseIsoDay('2026-11-02') ?? 0;

describe('followUpDay', () => {
  it.each([
    [{ days: 2, weekdays: true }, undefined, '2026-11-03'],
    [{ days: 2, weekdays: false }, undefined, '2026-11-01'],
    [{ days: 1, weekdays: true, from: 'seen' }, { kind: 'value', value: MONDAY } as const, '2026-11-03'],
    [{ days: 1, weekdays: true, from: 'seen' }, { kind: 'blank' } as const, '2026-11-02'],
    [{ days: 1, weekdays: true, from: 'seen' }, { kind: 'invalid', reason: '' } as const, '2026-11-02'],
  ])('of %j from %j is %s', (followUp, from, day) => {
    expect(formatDay(followUpDay(followUp, { asOf: FRIDAY, from }))).toBe(day);
  });
});
