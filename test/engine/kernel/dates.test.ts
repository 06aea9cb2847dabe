import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { DATE_ORDERS, LOCALES } from '../../../src/model/lead.ts';
import { createStruct, openKernel } from '../../../src/records/kernel.ts';
import { formatDay, parseIsoDay, toDay } from '../../../src/values/day.ts';
import { compileDate, compileDayOf } from '../../../src/values/field-types/date.ts';

const kernel = openKernel();
const memory = kernel.allocate(1024);
const batch = createStruct(kernel, ['bytes', 'count', 'quote']);
const points = kernel.allocate(2 * 8);
const places = createStruct(kernel, ['points', 'count', 'numbers', 'areDates']);
places.set({ points, count: 2, areDates: 1 });

/** What a cell lies between: as digits, so that looking at them would show. */
const BEFORE = '20';
const BEHIND = '0:00:00.0Z';

/** The place of a cell among a day and the next one; -1 where it is known by its bytes. */
function placeOf(cell: string, day: number): number {
  kernel.doubles.set([day, day + 1], points / 8);
  const length = kernel.bytes.write(`${BEFORE}${cell}${BEHIND}`, memory) - BEFORE.length - BEHIND.length;
  return kernel.call.findPlace(batch.address, BEFORE.length, BEFORE.length + length, places.address);
}

const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]+)?)?';
const WRITTEN = new RegExp(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]${CLOCK}[Zz]?)?$`);
const LONGEST = 100;

/** The day of a text that is to be known by its place. */
function dayOf(text: string): number | undefined {
  const date = WRITTEN.exec(text)?.[1];
  return date === undefined || text.length > LONGEST ? undefined : parseIsoDay(date);
}

const parsers = [
  ...LOCALES.map(locale => compileDayOf({ locale })),
  ...DATE_ORDERS.map(dates => compileDayOf({ locale: 'en', dates })),
  compileDate(['yyyy-MM-dd']),
  compileDate(['yyyy-MM-dd', 'yyyy-dd-MM', 'yyyy-M-d', 'd.M.yyyy']),
];

const two = (number: number, width = 2) => String(number).padStart(width, '0');
const upTo = (most: number) => fc.integer({ min: 0, max: most }).map(number => two(number));
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, odd);

const year = mostly(
  fc.oneof(
    fc.integer({ min: 0, max: 9999 }).map(number => two(number, 4)),
    fc.constantFrom('0000', '0001', '1900', '1999', '2000', '2024', '2025', '2100', '9999'),
  ),
  fc.constantFrom('24', '202', '02024', '-024', '２０２４', '20a4'),
);
const month = mostly(upTo(13), fc.constantFrom('1', '02', '02', '/2', '2:', '012'));
const day = mostly(
  fc.oneof(upTo(32), fc.constantFrom('01', '28', '29', '30', '31')),
  fc.constantFrom('1', '', '3O', '031'),
);
const hyphen = mostly(fc.constant('-'), fc.constantFrom('/', '.', ' ', '', '−'));
const colon = mostly(fc.constant(':'), fc.constantFrom('.', '', 'h'));
const fraction = fc.oneof(
  fc.constantFrom('', '', '.5', '.000', '.123456789'),
  mostly(
    fc.constant(''),
    fc.constantFrom('.', ',5', '.5.', '. 5', `.${'0'.repeat(80)}`, `.${'7'.repeat(81)}`),
  ),
);
const seconds = fc.oneof(
  fc.constant(''),
  fc.tuple(colon, mostly(upTo(60), fc.constantFrom('1', '6a')), fraction).map(parts => parts.join('')),
);
const time = fc.oneof(
  fc.constant(''),
  fc
    .tuple(
      mostly(fc.constantFrom('T', 't', ' '), fc.constantFrom('', '  ', ', ', '\t', 'S', '\u00a0', 'D')),
      mostly(upTo(24), fc.constantFrom('9', '99', '1:')),
      colon,
      mostly(upTo(60), fc.constantFrom('5', '5Z')),
      seconds,
      mostly(
        fc.constantFrom('', 'Z', 'z'),
        fc.constantFrom(' Z', 'ZZ', '+02:00', ' UTC', 'Y', '\u001a', ' PM'),
      ),
    )
    .map(parts => parts.join('')),
);
const near = fc
  .tuple(year, hyphen, month, hyphen, day, time)
  .map(parts => parts.join(''))
  .chain(text => mostly(fc.constant(text), fc.constantFrom(`${text} `, ` ${text}`, `'${text}`, `${text}x`)));

describe('the day of a cell', () => {
  beforeEach(() => batch.set({ bytes: memory, quote: 0x22 }));

  it('is found exactly in ISO dates, alone or with a time of day, and is the one that every parser reads', () => {
    let found = 0;
    let passed = 0;
    fc.assert(
      fc.property(near, fc.boolean(), (text, isQuoted) => {
        const expected = dayOf(text);
        const cell = isQuoted ? `"${text}"` : text;
        if (expected === undefined) {
          passed++;
          expect([cell, placeOf(cell, 0)]).toEqual([cell, -1]);
          return;
        }
        found++;
        for (const parse of parsers) expect([text, parse(text)]).toEqual([text, expected]);
        // Below the two days, on the first and the second of them, and above both.
        const all = [1, 0, -1, -2].map(distance => placeOf(cell, expected + distance));
        expect([cell, all]).toEqual([cell, [0, 1, 3, 4]]);
      }),
      { numRuns: 6_000 },
    );
    expect(found).toBeGreaterThan(700);
    expect(passed).toBeGreaterThan(700);
  });

  it('is that of the calendar around the ends of all months of all years', () => {
    const wrong: string[] = [];
    for (let years = 0; years <= 9999; years++) {
      for (let months = 0; months <= 13; months++) {
        for (const days of [0, 1, 28, 29, 30, 31, 32]) {
          const expected = toDay({ year: years, month: months, day: days });
          const text = `${two(years, 4)}-${two(months)}-${two(days)}`;
          if (placeOf(text, expected ?? 0) !== (expected === undefined ? -1 : 1)) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is that of every day from 1895 to 2105', () => {
    const last = parseIsoDay('2105-12-31') ?? 0;
    const wrong: string[] = [];
    for (let own = parseIsoDay('1895-01-01') ?? 0; own <= last; own++) {
      if (placeOf(formatDay(own), own) !== 1) wrong.push(formatDay(own));
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a date', '2026-11-01', true],
    ['midnight', '2026-11-01T00:00', true],
    ['the last second', '2026-11-01 23:59:59', true],
    ['a time in UTC', '2026-11-01T10:30:00.123Z', true],
    ['small letters', '2026-11-01t10:30z', true],
    ['29 February', '2024-02-29', true],
    ['the last day of all', '9999-12-31', true],
    ['the first', '0001-01-01', true],
    ['100 characters', `2026-11-01T10:30:00.${'0'.repeat(79)}Z`, true],
    ['101 characters', `2026-11-01T10:30:00.${'0'.repeat(80)}Z`, false],
    ['29 February of another year', '2100-02-29', false],
    ['the year 0', '0000-12-31', false],
    ['nothing but zeros', '0000-00-00', false],
    ['the hour 24', '2026-11-01 24:00', false],
    ['an hour of one digit', '2026-11-01 9:30', false],
    ['two spaces', '2026-11-01  10:30', false],
    ['an offset', '2026-11-01T10:30:00+01:00', false],
    ['a half of the day', '2026-11-01 10:30 AM', false],
    ['a space before Z', '2026-11-01 10:30 Z', false],
    ['Z behind a date', '2026-11-01Z', false],
    ['no time behind T', '2026-11-01T', false],
    ['no fraction behind the point', '2026-11-01T10:30:00.', false],
    ['a fraction of a minute', '2026-11-01T10:30.5', false],
    ['a comma', '2026-11-01T10:30:00,5', false],
    ['digits alone', '20261101', false],
    ['nine bytes', '2026-11-1', false],
    ['nothing', '', false],
  ])('%s', (_, text, isFound) => {
    expect(dayOf(text) !== undefined).toBe(isFound);
    for (const cell of [text, `"${text}"`]) {
      expect([cell, placeOf(cell, dayOf(text) ?? 0)]).toEqual([cell, isFound ? 1 : -1]);
    }
  });

  it('is found inside quotes, where quotes are double', () => {
    const own = parseIsoDay('2026-11-01') ?? 0;
    const odd = [
      '"2026-11-01" ',
      '""2026-11-01""',
      '"2026-11-01"Z',
      '2026-11-01"',
      '"',
      '""',
      '"2026-""11-01"',
    ];
    for (const cell of odd) expect([cell, placeOf(cell, own)]).toEqual([cell, -1]);
    batch.set({ quote: 0x27 });
    for (const cell of ['"2026-11-01"', "'2026-11-01'"])
      expect([cell, placeOf(cell, own)]).toEqual([cell, -1]);
    expect(placeOf('2026-11-01', own)).toBe(1);
  });

  it('has no byte but ASCII, wherever it is', () => {
    const text = '2026-11-01T10:30:00.5Z';
    const own = dayOf(text) ?? 0;
    expect(placeOf(text, own)).toBe(1);
    for (let at = 0; at < text.length; at++) {
      for (let byte = 0; byte < 256; byte++) {
        const changed = `${text.slice(0, at)}${String.fromCharCode(byte)}${text.slice(at + 1)}`;
        kernel.doubles.set([dayOf(changed) ?? 0, 1e9], points / 8);
        kernel.bytes.write(changed, memory, 'latin1');
        const place = kernel.call.findPlace(batch.address, 0, text.length, places.address);
        expect([changed, place]).toEqual([changed, dayOf(changed) === undefined ? -1 : 1]);
      }
    }
  });
});
