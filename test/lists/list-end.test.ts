import { describe, expect, it } from 'vitest';
import { readList, writeList } from './reading.ts';

const HEADER = 'name,email,budget\n';
const LEAD = 'Ann,ann@x.example,5\n';

/** The numbers of the rows that are no leads, and what is said of them. */
async function endOf(text: string, name = 'a.csv') {
  const { list, issues } = await readList(writeList(name, text), { inDoubt: 'take-better' });
  const empty = issues.flatMap((own, row) => (own.join() === 'row:empty' ? [row + 1] : []));
  expect(list.counts().empty).toBe(empty.length);
  return { empty, codes: list.findings().map(({ code }) => code) };
}

describe('rows that are no leads', () => {
  it.each([
    ['delimiters alone', ',,\n'],
    ['white space', '  ,\t,\u00a0\n'],
    ['quotes around nothing', '"","  ",""\n'],
    ['dashes', '-,–,?\n'],
    ['too few cells', ',\n'],
    ['too many cells', ',,,,,\n'],
  ])('are those of %s, wherever they stand', async (_, row) => {
    expect(await endOf(HEADER + LEAD + row + LEAD)).toEqual({ empty: [2], codes: ['empty-rows'] });
  });

  it('are not those with a letter, a digit or a sign of any script', async () => {
    expect(await endOf(`${HEADER}Ł,,\n✓,,\n,,0\n+,,\n`)).toEqual({ empty: [], codes: [] });
  });

  it('are records of JSON without content', async () => {
    const text = '[{"email":"a@x.example"},{},{"email":null},{"email":" "}]';
    expect(await endOf(text, 'a.json')).toEqual({ empty: [2, 3, 4], codes: ['empty-rows'] });
  });

  it('are lines of one cell at the end, below an empty line or row', async () => {
    const footer = { empty: [2, 3], codes: ['footer'] };
    expect(await endOf(`${HEADER}${LEAD}\nReport of May\n"(c) 2026, Acme"\n`)).toEqual(footer);
    expect(await endOf(`${HEADER}${LEAD}\nReport of May,,\n\n2026-05-01,,\n`)).toEqual(footer);
    expect(await endOf(`${HEADER}${LEAD},,\nReport of May,,\n`)).toEqual({
      empty: [2, 3],
      codes: ['footer', 'empty-rows'],
    });
  });

  it.each([
    ['no empty line is above it', `${HEADER}${LEAD}Report of May\n`],
    ['it is an address', `${HEADER}${LEAD}\nbob@x.example\n`],
    ['it is a phone number', `${HEADER}${LEAD}\n+33 1 99 00 12 34\n`],
    ['it is not in the first column', `${HEADER}${LEAD}\n,Report,\n`],
    ['a lead comes after it', `${HEADER}${LEAD}\nReport of May\n${LEAD}`],
    ['the list has one column', 'name\nAnn\n\nBob\n'],
  ])('are no footer where %s', async (_, text) => {
    expect(await endOf(text)).toEqual({ empty: [], codes: [] });
  });

  it('are rows of totals, above a footer too', async () => {
    expect(await endOf(`${HEADER}${LEAD}Subtotal,,5\nTotal,,5\n\nPrinted today\n`)).toEqual({
      empty: [2, 3, 4],
      codes: ['footer', 'total-row'],
    });
    expect(await endOf(`${HEADER}${LEAD}Total leads: 1\n`)).toEqual({ empty: [2], codes: ['total-row'] });
  });
});

describe('another table below the first', () => {
  const OTHER = 'Company,Website,Country\nAcme,acme.example,UK\n';

  it.each([
    ['names where figures and addresses stand', `${HEADER}${LEAD}\n${OTHER}`, 4],
    ['below a row of delimiters', `${HEADER}${LEAD},,\n${OTHER}`, 4],
    ['with names of the first', `name,town\nAnn,Paris\n\ntown,name,size\nParis,Ann,5\n`, 4],
  ])('is refused with its line: %s', async (_, text, line) => {
    const refused = readList(writeList('a.csv', text));
    await expect(refused).rejects.toThrow(`another table starts on line ${line}`);
  });

  it('is only said where the list is looked at', async () => {
    expect((await endOf(`${HEADER}${LEAD}\n${OTHER}`)).codes).toEqual(['second-table']);
  });

  it('is the first one going on where its header comes again, spelt otherwise', async () => {
    const { codes } = await endOf(`${HEADER}${LEAD}\nName,E-mail,Budget\n${LEAD}`.replace('E-mail', 'EMAIL'));
    expect(codes).toEqual(['repeated-header']);
  });

  it('is no lead below an empty line', async () => {
    const text = `${HEADER}${LEAD}\nBob,n/a,7\n\nCid,,unknown\n\nDan,none,none\n`;
    expect(await endOf(text)).toEqual({ empty: [], codes: [] });
  });
});
