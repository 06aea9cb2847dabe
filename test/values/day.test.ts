import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, formatDay, isDatePattern, parseIsoDay } from '../../src/values/day.ts';

const FIRST = -719_162;
const LAST = 2_932_896;

describe('an ISO day', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['2026-11-01', 20_758],
    ['0001-01-01', FIRST],
    ['9999-12-31', LAST],
  ])('%s is day %i', (text, day) => {
    expect(parseIsoDay(text)).toBe(day);
    expect(formatDay(day)).toBe(text);
  });

  test.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '２０２６-01-01',
    '',
  ])('%j is none', text => {
    expect(parseIsoDay(text)).toBeUndefined();
  });

  test('round-trips, and agrees with the calendar of JavaScript', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), day => {
        const text = formatDay(day);
        expect(parseIsoDay(text)).toBe(day);
        expect(text).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('days later', () => {
  const later = (text: string, days: number, weekdays: boolean) =>
    formatDay(addDays(parseIsoDay(text) ?? Number.NaN, { days, weekdays }));

  test.each([
    ['2026-11-01', 2, false, '2026-11-03'],
    ['2026-10-30', 0, true, '2026-10-30'],
    ['2026-10-30', 1, true, '2026-11-02'],
    ['2026-10-31', 0, true, '2026-10-31'],
    ['2026-10-31', 1, true, '2026-11-02'],
    ['2026-11-01', 2, true, '2026-11-03'],
    ['2026-11-02', 5, true, '2026-11-09'],
    ['2026-11-06', 6, true, '2026-11-16'],
    ['1969-12-31', 3, true, '1970-01-05'],
  ])('%s and %i (weekdays: %s) is %s', (from, days, weekdays, to) => {
    expect(later(from, days, weekdays)).toBe(to);
  });

  test('weekdays are counted one by one', () => {
    const isWeekday = (day: number) => ![0, 6].includes(new Date(day * 86_400_000).getUTCDay());
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 30_000 }), fc.integer({ min: 1, max: 60 }), (day, days) => {
        let expected = day;
        for (let counted = 0; counted < days; ) if (isWeekday(++expected)) counted++;
        expect(addDays(day, { days, weekdays: true })).toBe(expected);
      }),
    );
  });
});

describe('a date pattern', () => {
  test.each(['yyyy-MM-dd', 'dd/MM/yyyy', 'd.M.yyyy', 'dd/MM/yy', 'yyyyMMdd', 'd M yyyy', '(dd)/MM/yyyy'])(
    '%s',
    pattern => {
      expect(isDatePattern(pattern)).toBeUndefined();
    },
  );

  test.each([
    [
      'dd MMM yyyy',
      '`MMM` has no meaning in a date pattern: it may hold yyyy, yy, MM, M, dd and d, punctuation and spaces',
    ],
    [
      'DD/MM/yyyy',
      '`DD` has no meaning in a date pattern: it may hold yyyy, yy, MM, M, dd and d, punctuation and spaces',
    ],
    [
      'yyyy年MM-dd',
      '`年` has no meaning in a date pattern: it may hold yyyy, yy, MM, M, dd and d, punctuation and spaces',
    ],
    ['dd/MM', '`dd/MM` names the year nowhere'],
    ['d dd/MM/yyyy', '`d dd/MM/yyyy` names the day more than once'],
    ['', '`` names the year nowhere'],
    ['dMyyyy', '`dMyyyy` needs two digits (MM, dd) where nothing stands between its parts'],
  ])('%j is refused', (pattern, problem) => {
    expect(isDatePattern(pattern)).toBe(problem);
  });
});
