import { describe, expect, it } from 'vitest';
import { BUILT_IN_NAMES } from '../../src/language/built-in.ts';
import { HEADERS_OF_A_LIST, KNOWN_HEADERS, SALUTATIONS } from '../../src/language/known-headers.ts';
import { loadRulebook } from '../../src/language/load.ts';
import { fold } from '../../src/values/fold.ts';
import { normaliseHeader } from '../../src/values/header.ts';

const rulebooks = await Promise.all(
  BUILT_IN_NAMES.map(async name => {
    const { value } = await loadRulebook(name);
    if (value === undefined) throw new Error(`${name} has no meaning`);
    return value.rulebook;
  }),
);

describe('the known headers', () => {
  it.each(rulebooks.map(rulebook => [rulebook.name, rulebook] as const))(
    'are the columns of the fields of %s',
    (_, { fields }) => {
      for (const { name, columns } of fields) expect([name, columns]).toEqual([name, KNOWN_HEADERS[name]]);
    },
  );

  it('are of no field that no built-in has', () => {
    const names = new Set(rulebooks.flatMap(({ fields }) => fields.map(({ name }) => name)));
    expect(Object.keys(KNOWN_HEADERS).filter(name => !names.has(name))).toEqual([]);
    expect(Object.keys(HEADERS_OF_A_LIST).filter(name => !names.has(name))).toEqual([]);
  });

  it('are of one field each, and named once', () => {
    const all = [KNOWN_HEADERS, HEADERS_OF_A_LIST].flatMap(table =>
      Object.values(table).flat().map(normaliseHeader),
    );
    expect(all.filter((header, index) => all.indexOf(header) !== index)).toEqual([]);
  });

  it('leave out salutations under a title', () => {
    for (const { fields } of rulebooks) {
      const titles = fields.filter(({ name }) => name === 'job_title');
      for (const { blank } of titles) expect(blank).toEqual(SALUTATIONS.map(fold));
    }
  });
});
