import { expect, test } from 'vitest';
import { isBlank } from '../../src/values/blank.ts';

const also = new Set(['non communique', '[select]']);
const spellings = [
  ...'- -- n/a na null none nan #n/a nc nd unknown inconnu brak undefined \\N n.c. n.d. (vide) (blank)'.split(
    ' ',
  ),
  ...'#REF! #DIV/0! #NAME? #N/D #VALEUR! #NOM? #NOMBRE! #ADR! #ARG! #DZIEL/0! #N/D! #LICZBA! #NAZWA?'.split(
    ' ',
  ),
];

test.each([...spellings, 'non renseigne'])('%j is blank', spelling => {
  expect(isBlank(spelling, new Set())).toBe(true);
  expect(isBlank(`\u00a0${spelling.toUpperCase()} `, new Set())).toBe(true);
});

test.each(['', ' \u200b\ufeff\t', 'Non\u00a0 renseigné', 'Non communiqué', '[Select]'])(
  '%j is blank',
  text => {
    expect(isBlank(text, also)).toBe(true);
  },
);

test.each(['0', 'no', 'non', 'select', 'nan nan', 'nonrenseigne', '#ref', 'vide', 'N', '[not provided]'])(
  '%j is not',
  text => {
    expect(isBlank(text, also)).toBe(false);
  },
);
