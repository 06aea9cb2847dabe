import iconv from 'iconv-lite';
import type { CleanTable } from './pollution-tables.ts';

/** One polluted file and what should be read of it. */
export interface PollutedFile {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly clean: readonly (readonly string[])[];
}

type Cells = readonly (readonly string[])[];

interface Style {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote inside a quoted cell. */
  readonly before: string;
  readonly newline: string;
  /** Cells are quoted although they need it not. */
  readonly all: boolean;
}

const USUAL: Style = { delimiter: ',', quote: '"', before: '"', newline: '\n', all: false };

function formatCell(cell: string, { delimiter, quote, before, all }: Style): string {
  const needs = all || [delimiter, quote, ',', '\n', '\r'].some(sign => cell.includes(sign));
  if (!needs) return cell;
  const inside = before === '\\' ? cell.replaceAll('\\', '\\\\') : cell;
  return quote + inside.replaceAll(quote, before + quote) + quote;
}

function formatRows(cells: Cells, style: Style): readonly string[] {
  return cells.map(row => row.map(cell => formatCell(cell, style)).join(style.delimiter));
}

function write(cells: Cells, style: Partial<Style> = {}): string {
  const full = { ...USUAL, ...style };
  return formatRows(cells, full)
    .map(row => row + full.newline)
    .join('');
}

/** The same with one row written otherwise. */
function withRow(cells: Cells, at: number, line: (row: readonly string[], usual: string) => string): string {
  return formatRows(cells, USUAL)
    .map((usual, index) => `${index === at ? line(cells[index] ?? [], usual) : usual}\n`)
    .join('');
}

function quoted(row: readonly string[]): readonly string[] {
  return row.map(cell => formatCell(cell, USUAL));
}

/** Pollutions of a whole file; each is a text, or bytes, of the same clean cells. */
const WHOLE: Readonly<Record<string, (cells: Cells) => string | Buffer>> = {
  clean: cells => write(cells),
  'all quoted': cells => write(cells, { all: true }),
  'delimiter semicolon': cells => write(cells, { delimiter: ';' }),
  'delimiter TAB': cells => write(cells, { delimiter: '\t' }),
  'delimiter bar': cells => write(cells, { delimiter: '|' }),
  'delimiter comma and space': cells => write(cells, { delimiter: ', ' }),
  'delimiter two bars': cells => write(cells, { delimiter: '||' }),
  'delimiter space': cells => write(cells, { delimiter: ' ', all: true }),
  'quote apostrophe': cells => write(cells, { quote: "'", before: "'", all: true }),
  'escape backslash': cells => write(cells, { before: '\\' }),
  'escape none': cells => write(cells, { before: '' }),
  'records CRLF': cells => write(cells, { newline: '\r\n' }),
  'records CR': cells => write(cells, { newline: '\r' }),
  'records mixed': cells =>
    formatRows(cells, USUAL)
      .map((row, index) => row + (['\n', '\r\n', '\r'][index % 3] ?? ''))
      .join(''),
  'no trailing newline': cells => write(cells).slice(0, -1),
  'two trailing newlines': cells => `${write(cells)}\n`,
  'blank lines': cells =>
    formatRows(cells, USUAL)
      .map(row => `${row}\n\n`)
      .join(''),
  'blank rows': cells => `${write(cells)}${`${','.repeat((cells[0]?.length ?? 1) - 1)}\n`.repeat(3)}`,
  'sep line': cells => `sep=;\r\n${write(cells, { delimiter: ';', newline: '\r\n' })}`,
  'preamble of one line': cells => `List of ${cells.length} things\n${write(cells)}`,
  'preamble and blank line': cells => `Export\nmade by hand\n\n${write(cells)}`,
  'preamble padded': cells =>
    `My export${','.repeat((cells[0]?.length ?? 1) - 1)}\n${','.repeat((cells[0]?.length ?? 1) - 1)}\n${write(cells)}`,
  'header repeated': cells => write([...cells.slice(0, 9), cells[0] ?? [], ...cells.slice(9)]),
  BOM: cells => `\ufeff${write(cells)}`,
  'UTF-16LE': cells => iconv.encode(write(cells), 'utf-16le'),
  'UTF-16BE with BOM': cells => iconv.encode(`\ufeff${write(cells)}`, 'utf-16be'),
};

/** Pollutions of one row. */
const BY_ROW: Readonly<Record<string, (cells: Cells, row: number, column: number) => string | undefined>> = {
  'row with a delimiter too many': (cells, at, column) =>
    withRow(cells, at, row => quoted(row).toSpliced(column, 0, '').join(',')),
  'row with a delimiter too few': (cells, at, column) =>
    withRow(cells, at, row => {
      const all = quoted(row);
      return all.toSpliced(column, 2, (all[column] ?? '') + (all[column + 1] ?? '')).join(',');
    }),
  'row with another delimiter': (cells, at) =>
    withRow(cells, at, row => row.map(cell => formatCell(cell, { ...USUAL, delimiter: ';' })).join(';')),
};

/** A quote too many at the start of a cell: the cell then begins with it. */
function extraQuote(cells: Cells, at: number, column: number): PollutedFile {
  const text = withRow(cells, at, row => {
    const cell = row[column] ?? '';
    const usual = formatCell(cell, USUAL);
    const spoilt = usual === cell ? `"${cell}` : `""${usual.slice(1)}`;
    return quoted(row).toSpliced(column, 1, spoilt).join(',');
  });
  const clean = cells.map((row, index) =>
    index === at ? row.map((cell, place) => (place === column ? `"${cell}` : cell)) : row,
  );
  return { kind: 'row with a quote too many', bytes: Buffer.from(text), clean };
}

/** Every pollution of a table; rows and columns are taken at a stride, so that the whole stays quick. */
export function* pollute({ cells }: CleanTable): Generator<PollutedFile> {
  for (const [kind, make] of Object.entries(WHOLE)) {
    yield { kind, bytes: Buffer.from(make(cells) as string), clean: cells };
  }
  const [header = [], ...rows] = cells;
  yield { kind: 'no rows', bytes: Buffer.from(write([header])), clean: [header] };
  yield { kind: 'one row', bytes: Buffer.from(write(cells.slice(0, 2))), clean: cells.slice(0, 2) };
  yield { kind: 'no header', bytes: Buffer.from(write(rows)), clean: rows };
  yield { kind: 'empty', bytes: Buffer.alloc(0), clean: [] };
  for (let at = 0; at < cells.length; at += 3) {
    for (let column = at % 2; column + 1 < header.length; column += 2) {
      for (const [kind, make] of Object.entries(BY_ROW)) {
        const text = make(cells, at, column);
        if (text !== undefined) yield { kind, bytes: Buffer.from(text), clean: cells };
      }
      yield extraQuote(cells, at, column);
    }
  }
}

/** The table in each 8-bit encoding that has all of its letters. */
export function* inEncodings({ cells }: CleanTable): Generator<PollutedFile> {
  for (const encoding of ['windows-1252', 'windows-1250', 'iso-8859-2', 'cp852']) {
    const letters = cells.map(row => row.map(cell => iconv.decode(iconv.encode(cell, encoding), encoding)));
    const fits = letters.flat().map((cell, index) => (cell.includes('?') ? '' : (cells.flat()[index] ?? '')));
    const width = cells[0]?.length ?? 1;
    const clean = cells.map((row, index) => row.map((_, column) => fits[index * width + column] ?? ''));
    yield { kind: `encoding ${encoding}`, bytes: iconv.encode(write(clean), encoding), clean };
  }
}
