import { expect, test } from 'vitest';
import { repeatedColumn } from '../../../../src/commands/check/checks/repeated-column.ts';
import { findingsIn, pageOf, titlesOf } from './checking.ts';

test('the page: both spellings, and what they are compared as', () => {
  const { bad, good } = pageOf('repeated-column');
  expect(titlesOf(findingsIn(bad))).toEqual([
    '4:43 E Mail [repeated-column] under `email`, `E Mail` is the same header as `e-mail` on line 4: both are compared as `e mail` · remove one of them',
  ]);
  expect(findingsIn(good)).toEqual([]);
});

const said = (fields: string, before = '') =>
  findingsIn(`rulebook: r\nversion: 1\n${before}fields: { ${fields} }\nstages: [{ stage: lead }]\n`, {
    checks: [repeatedColumn],
  }).map(({ message }) => message);

test('accents, case and signs do not tell headers apart', () => {
  expect(said('size: { type: number, columns: ["# Employés", effectif, EMPLOYES, "effectif:"] }')).toEqual([
    'under `size`, `EMPLOYES` is the same header as `# Employés` on line 3: both are compared as `employes`',
    'under `size`, `effectif:` is the same header as `effectif` on line 3: both are compared as `effectif`',
  ]);
});

test('the same spelling twice', () => {
  expect(said('email: { type: email, columns: [mail, courriel, mail] }')).toEqual([
    '`mail` is under `email` twice, first on line 3',
  ]);
});

test.each([
  ['words run together', 'email: { type: email, columns: [email, e-mail] }', ''],
  [
    "the field's own name, which says when it is looked for",
    'email: { type: email, columns: [email, courriel] }',
    '',
  ],
  ['one header for two fields', 'a: { type: text, columns: [x] }, b: { type: text, columns: [x] }', ''],
  ['headers of the base, spelled otherwise', 'email: { type: email, columns: [E-Mail] }', 'extends: bant\n'],
])('silent about %s', (_what, fields, before) => {
  expect(said(fields, before)).toEqual([]);
});
