import { describe, expect, test } from 'vitest';
import { costlyOrNeedlessRegex } from '../../../../src/commands/check/checks/costly-or-needless-regex.ts';
import { asking, findingsIn, pageOf, saidBy, titlesOf } from './checking.ts';

const said = (field: string, pattern: string) =>
  saidBy(costlyOrNeedlessRegex, asking(`{ ${field}: { matches: ${JSON.stringify(pattern)} } }`));

test('the page: an expression that spells words out, and one that repeats twice', () => {
  const { bad, good } = pageOf('costly-or-needless-regex');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '7:49 "^(chief|head)" [costly-or-needless-regex] this expression only spells texts out, which an operator says in plain words · write `job_title: { starts_with: [chief, head] }`',
    '8:56 ([0-9]+)+ [costly-or-needless-regex] `([0-9]+)+` repeats what is repeated already · write `[0-9]+`, which matches the same',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

describe('needless', () => {
  test.each([
    ['job_title', 'purchasing', '{ contains: purchasing }'],
    ['job_title', '.*purchasing.*', '{ contains: purchasing }'],
    ['job_title', 'Buyer|Purchasing', '{ contains: [Buyer, Purchasing] }'],
    ['job_title', '^head of', '{ starts_with: head of }'],
    ['job_title', '^.*buyer$', '{ ends_with: buyer }'],
    ['job_title', '(buyer|purchasing)$', '{ ends_with: [buyer, purchasing] }'],
    ['job_title', '^(?:buyer|owner)$', '[buyer, owner]'],
    ['job_title', '^buyer|^owner', '{ starts_with: [buyer, owner] }'],
    ['job_title', 'cto', '{ has_word: cto }'],
    ['job_title', '(^| )buyer( |$)', '{ has_word: buyer }'],
    ['job_title', '(^|[^a-z0-9])(vp|svp)([^a-z0-9]|$)', '{ has_word: [vp, svp] }'],
    ['email', '@acme\\.example$', '{ ends_with: "@acme.example" }'],
    ['industry', '^retail$', 'retail'],
  ])('%s: %s', (field, pattern, plain) => {
    expect(said(field, pattern).map(([, , fix]) => fix)).toEqual([`write \`${field}: ${plain}\``]);
  });

  test.each([
    ['job_title', '^(chief|vp) '],
    ['job_title', ' vp '],
    ['job_title', 'direct(eur|rice)'],
    ['job_title', 'colou?r'],
    ['job_title', '^[a-z]+$'],
    ['job_title', 'head.*sales'],
    ['job_title', '^buyer|owner$'],
    ['job_title', 'a.c'],
    ['job_title', '^(head|chief) of (sales|it)$'],
    ['job_title', 'x{3}'],
    ['industry', '^shop$'],
    ['email.domain', '\\.(pl|fr)$|^x'],
    ['email', '(^| )info( |$)'],
  ])('silent about %s: %s', (field, pattern) => {
    expect(said(field, pattern)).toEqual([]);
  });
});

describe('costly', () => {
  test.each([
    ['x(a*)*y', '(a*)*', 'write `a*`, which matches the same'],
    ['x(?:(ab)+)*y', '(?:(ab)+)*', 'write `(ab)*`, which matches the same'],
    ['x(a{2,})+y', '(a{2,})+', 'repeat it once'],
  ])('%s repeats twice', (pattern, source, fix) => {
    expect(said('job_title', pattern)).toEqual([
      [source, `\`${source}\` repeats what is repeated already`, fix],
    ]);
  });

  test('braces that come to many steps, with their number', () => {
    expect(said('job_title', '^([a-z0-9]{1,20}[ -]?){1,50}$')).toEqual([
      [
        '"^([a-z0-9]{1,20}[ -]?){1,50}$"',
        'with its braces written out this expression is 1153 steps long, and every different cell pays for them',
        'write `*` or `+` for the braces, or smaller numbers',
      ],
    ]);
  });

  test.each(['(ab*)*', '(a+b)+', '(a+){2}', 'a{1,200}x', '([0-9]{1,3} ?){4}'])('silent about %s', pattern => {
    expect(said('job_title', pattern)).toEqual([]);
  });
});
