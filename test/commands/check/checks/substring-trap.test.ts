import { expect, test } from 'vitest';
import { substringTrap } from '../../../../src/commands/check/checks/substring-trap.ts';
import { longerWords, SHORT_WORDS } from '../../../../src/commands/check/written/substring-traps.ts';
import { fold } from '../../../../src/values/fold.ts';
import { asking, findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

test('the page: the words that are found, and `has_word` with the whole list', () => {
  const { bad, good } = pageOf('substring-trap');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '6:56 cto [substring-trap] `contains: cto` is also found in *director*, *doctor* and *contractor* · write `has_word: [ceo, cto]`, which finds whole words only',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

test.each([
  [
    'one word',
    '{ job_title: { contains: IT } }',
    [
      [
        'IT',
        '`contains: IT` is also found in *audit*, *digital* and *security*',
        'write `has_word: IT`, which finds whole words only',
      ],
    ],
  ],
  [
    'any two letters',
    '{ job_title: { contains: vp } }',
    [
      [
        'vp',
        '`contains: vp` is also found inside many longer words',
        'write `has_word: vp`, which finds whole words only',
      ],
    ],
  ],
  [
    'beside texts that are no words',
    '{ job_title: { contains: [c.t.o, cto] } }',
    [
      [
        'cto',
        '`contains: cto` is also found in *director*, *doctor* and *contractor*',
        'write `any: [{ job_title: { contains: c.t.o } }, { job_title: { has_word: cto } }]`',
      ],
    ],
  ],
  [
    'words that are not wanted anyway',
    '{ job_title: { contains: [direct, cto] } }',
    [
      [
        'cto',
        '`contains: cto` is also found in *doctor*, *contractor* and *factory*',
        'write `has_word: [direct, cto]`, which finds whole words only',
      ],
    ],
  ],
  [
    'a word that YAML reads otherwise',
    '{ job_title: { contains: "no" } }',
    [
      [
        '"no"',
        '`contains: no` is also found inside many longer words',
        'write `has_word: "no"`, which finds whole words only',
      ],
    ],
  ],
])('%s', (_what, when, said) => {
  expect(saidBy(substringTrap, asking(when))).toEqual(said);
});

test('a declared value that stands inside another one', () => {
  const text = (values: string) => `rulebook: r
version: 1
fields: { unit: { type: text, values: ${values} } }
stages: [{ stage: MQL, when: { unit: { contains: it } } }, { stage: lead }]
`;
  expect(titlesOf(findingsIn(text('[it, digital, sales]'), { checks: [substringTrap] }))).toEqual([
    '4:50 it [substring-trap] `contains: it` is also found in *digital* · write `has_word: it`, which finds whole words only',
  ]);
  expect(findingsIn(text('[digital, audit, sales]'), { checks: [substringTrap] })).toEqual([]);
  expect(findingsIn(text('[it, it services, sales]'), { checks: [substringTrap] })).toEqual([]);
});

test('in a set, at the place where the set stands', () => {
  expect(
    saidBy(substringTrap, `sets: { titles: [cto] }\n${asking('{ job_title: { contains: $titles } }')}`),
  ).toEqual([
    [
      '$titles',
      '`contains: cto` is also found in *director*, *doctor* and *contractor*',
      'write `has_word` in place of `contains`, which finds whole words only',
    ],
  ]);
});

test.each([
  ['longer words and stems', '{ job_title: { contains: [tech, direct, chief, manag, dev] } }'],
  ['short words that no common word holds', '{ job_title: { contains: [ceo, cfo, pdg, drh] } }'],
  ['signs and phrases', '{ job_title: { contains: ["&", c-o, "it manager", "r&d"] } }'],
  ['whole words', '{ job_title: { has_word: cto, starts_with: it, ends_with: it } }'],
  [
    'addresses and domains',
    '{ email: { contains: it }, email.domain: { contains: it }, website: { contains: it } }',
  ],
  ['a domain whose values do not hold it', '{ industry: { contains: [it, soft] } }'],
  [
    'words found that are wanted too',
    '{ job_title: { contains: [cto, director, doctor, contractor, factory, sector] } }',
  ],
])('silent about %s', (_what, when) => {
  expect(saidBy(substringTrap, asking(when))).toEqual([]);
});

test('every word of the list is folded and really holds the short one', () => {
  expect(SHORT_WORDS.length).toBeGreaterThan(40);
  const wrong = SHORT_WORDS.flatMap(short =>
    longerWords(short)
      .filter(longer => longer === short || !longer.includes(short) || fold(longer) !== longer)
      .map(longer => `${short}: ${longer}`),
  );
  expect(wrong).toEqual([]);
  expect(SHORT_WORDS.filter(short => longerWords(short).length === 0)).toEqual([]);
});
