import { describe, expect, test } from 'vitest';
import { blankValue } from '../../../../src/commands/check/checks/blank-value.ts';
import { asking, findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

test('the page: a declared value and a literal that read as blank', () => {
  const { bad, good } = pageOf('blank-value');
  const said =
    '[blank-value] a cell `NC` is blank in every field, so `state` never has this value · remove it; to ask for such a cell, write `state: { is: blank }`';
  expect(titlesOf(findingsIn(bad))).toEqual([`4:37 NC ${said}`, `6:35 NC ${said}`]);
  expect(findingsIn(good)).toEqual([]);
});

const FIELDS = `rulebook: r
version: 1
blank_also: [non communiqué]
fields:
  stage_of_life: { type: text, blank: [select], aliases: { unknown: [no idea], other: [N/A, misc] } }
  employees: { type: number, blank: [999] }
  consent: { type: boolean, true: [ja, na], false: [brak] }
  email: { type: email }
`;
const said = (sections: string) =>
  findingsIn(`${FIELDS}${sections}\nstages: [{ stage: lead }]\n`, { checks: [blankValue] })
    .filter(({ place }) => (place?.line ?? 0) > 8)
    .map(({ message, fix }) => `${message} · ${fix}`);

describe('by whom a spelling is blank', () => {
  test('spellings in the definition of a field', () => {
    const found = findingsIn(`${FIELDS}stages: [{ stage: lead }]\n`, { checks: [blankValue] });
    expect(found.map(({ message }) => message)).toEqual([
      'a cell `N/A` is blank in every field, so `stage_of_life` never has this value',
      'a cell `na` is blank in every field, so `consent` never has this value',
      'a cell `brak` is blank in every field, so `consent` never has this value',
    ]);
  });

  test.each([
    [
      '{ stage_of_life: [Select, misc] }',
      "a cell `Select` is blank by the field's `blank`, so `stage_of_life` never has this value · take it out of the field's `blank`, or ask for such a cell with `stage_of_life: { is: blank }`",
    ],
    [
      '{ stage_of_life: { not_in: Non communique } }',
      'a cell `Non communique` is blank by `blank_also`, so `stage_of_life` never has this value · take it out of `blank_also`, or ask for such a cell with `stage_of_life: { is: blank }`',
    ],
    [
      '{ employees: [999, 5] }',
      "a cell `999` is blank by the field's `blank`, so `employees` never has this value · take it out of the field's `blank`, or ask for such a cell with `employees: { is: blank }`",
    ],
  ])('%s', (when, message) => {
    expect(said(asking(when))).toEqual([message]);
  });

  test('in a set, at the place where the set stands', () => {
    const sets = `sets: { s: [ready, none] }\n${asking('{ stage_of_life: $s }')}`;
    expect(saidBy(blankValue, sets.replace('stage_of_life', 'job_title'))).toEqual([
      [
        '$s',
        'in the set `$s`, a cell `none` is blank in every field, so `job_title` never has this value',
        'remove it; to ask for such a cell, write `job_title: { is: blank }`',
      ],
    ]);
  });
});

test.each([
  ['a value that another spelling brings', '{ stage_of_life: unknown }'],
  ['a spelling of a value that others bring', '{ stage_of_life: N/A }'],
  ['a part of a text', '{ stage_of_life: { contains: none, has_word: unknown } }'],
  ['bounds', '{ employees: { lt: 999 } }'],
  ['a domain, which is blank only with its address', '{ email.domain: none }'],
  ['a longer text', '{ stage_of_life: none so far }'],
])('silent about %s', (_what, when) => {
  expect(said(asking(when))).toEqual([]);
});
