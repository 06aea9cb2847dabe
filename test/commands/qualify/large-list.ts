/** A list of some megabytes, the same in every run, with whatever makes a list hard to cut into parts. */

export const LARGE_HEADER = 'email,job title,employees,budget,need,seen,source,notes';

const DOMAINS = ['acme.example', 'gmail.com', 'rival.example', 'corp.example', 'blocked.example'];
const TITLES = ['CEO', 'assistant', '"CTO, interim"', '"Head of ""R&D"""', 'cto', 'Żółta Łódź', ''];
const SOURCES = ['li', 'LinkedIn', 'webinar', 'Webinar', '', 'trade fair'];
/** No field reads them: they make few rows many bytes. */
const NOTES = ['', 'called twice, '.repeat(9), 'zażółć gęślą jaźń; '.repeat(6), '""quoted"" '.repeat(14)];
const NEEDS = ['yes', 'no', '', 'oui', 'maybe'];

const LAST_CELL = /,"(?:[^"]|"")*"$/;

/** Every so many rows one that is not like the others, by what it is. */
const ODD_ROWS: readonly (readonly [every: number, row: (regular: string) => string])[] = [
  [97, row => row.replace(/^([^,]*),[^\n]*/, '$1,"Head of\nSales, ""EMEA""\r\nand more",9,,yes,,li,')],
  [211, () => 'short@corp.example,CEO'],
  [223, row => `${row},one cell more`],
  [333, row => `${row}\n\r\n`],
  [501, row => row.replace(LAST_CELL, ',5" pipe')],
  [503, row => row.replace(LAST_CELL, ',"say "hi" now"')],
  [2_001, () => 'never@closed.example,"CEO,1,2,yes'],
  [5_001, () => LARGE_HEADER],
  [5_007, row => `\ufeff${row}`],
];

function cell(values: readonly string[], number: number): string {
  return values[number % values.length] ?? '';
}

function regularRow(index: number): string {
  // Three of four addresses are new.
  const address = `lead-${index % 4 === 3 ? (index * 7919) % (index + 1) : index}`;
  const email = `${index % 5 === 4 ? address.toUpperCase() : address}@${cell(DOMAINS, index % 4 === 3 ? 0 : index)}`;
  const employees = index % 11 === 0 ? '' : (index * 37) % 900;
  const budget = index % 3 === 0 ? '' : (index * 101) % 5_000;
  const seen = `2026-${String((index % 12) + 1).padStart(2, '0')}-17`;
  return [
    ...[email, cell(TITLES, index), employees, budget],
    ...[cell(NEEDS, index >> 2), index % 2 === 0 ? seen : '', cell(SOURCES, index >> 1)],
    `"${cell(NOTES, index)}"`,
  ].join(',');
}

function rowOf(index: number): string {
  const odd = ODD_ROWS.find(([every]) => index > 0 && index % every === 0);
  const regular = regularRow(index);
  return odd === undefined ? regular : odd[1](regular);
}

/** A cell of so many bytes that looks like rows of the list, and so spans parts of it. */
function longCell(size: number): string {
  const row = `${regularRow(size).replaceAll('"', '""')}\n`;
  return `"${row.repeat(size / row.length)}"`;
}

/** Rows numbered from 0, of which two are larger than a part, then a row of totals. */
export function largeList(rows: number): string {
  const long = new Map([
    [Math.floor(rows / 4), 300_000],
    [Math.floor(rows / 2), 1_300_000],
  ]);
  const lines = Array.from({ length: rows }, (_, index) => {
    const size = long.get(index);
    const row =
      size === undefined ? rowOf(index) : `long-${size}@corp.example,${longCell(size)},3,4,yes,,li,`;
    return index % 13 === 0 ? `${row}\r\n` : `${row}\n`;
  });
  return `${LARGE_HEADER}\n${lines.join('')}Total,,${rows},,,,,\n`;
}
