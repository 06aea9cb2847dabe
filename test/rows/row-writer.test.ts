import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ListOptions } from '../../src/lists/lead-list.ts';
import { openList } from '../../src/lists/list.ts';
import { createByteSink, sinkBytes } from '../../src/records/byte-sink.ts';
import { createRowWriter, type RowWriterOptions } from '../../src/rows/row-writer.ts';
import { dropGuard, startsFormula } from '../../src/values/formula.ts';
import { trim } from '../../src/values/white-space.ts';
import { writeList } from '../lists/reading.ts';

type Options = Partial<Omit<RowWriterOptions, 'list'>> & { cells?: readonly string[] };

const BLOCK = ['qual_stage', 'qual_reasons', 'qual_by'];
const CELLS = ['SQL', 'bant; total>=60', 'r v1'];

/** Annotates a list with the same cells in every row. */
async function annotate(
  input: string | Uint8Array,
  { cells = CELLS, ...options }: Options = {},
  name = 'a.csv',
  read: ListOptions = {},
) {
  const { value: list, diagnostics } = await openList(writeList(name, input), read);
  if (list === undefined) throw new Error(diagnostics[0]?.message);
  const { value: writer, diagnostics: faults } = createRowWriter({
    list,
    block: BLOCK,
    to: 'csv',
    guard: true,
    blank: { has: text => ['', '-', 'n/a'].includes(trim(text)), spellings: ['-', 'n/a'] },
    ...options,
  });
  if (writer === undefined) await list.close();
  if (writer === undefined) throw new Error(faults.map(({ message, fix }) => `${message} ${fix}`).join('\n'));
  const sink = createByteSink(1);
  const block = writer.encodeBlock(cells);
  for await (const batch of list.records()) {
    for (let record = 0; record < batch.count; record++) writer.writeRow(sink, { batch, record, block });
  }
  await list.close();
  return Buffer.concat([writer.header, sinkBytes(sink)]).toString('utf8');
}

describe('an annotated list', () => {
  it('has its own bytes as they were, quoting included, then the annotation', async () => {
    expect(await annotate('"email", nom\r\n"a@b.example",  Zoé \r\nx,""\r\n')).toBe(
      '"email", nom,qual_stage,qual_reasons,qual_by\r\n' +
        '"a@b.example",  Zoé ,SQL,bant; total>=60,r v1\r\n' +
        'x,"",SQL,bant; total>=60,r v1\r\n',
    );
  });

  it('quotes its annotation where the delimiter asks for it', async () => {
    expect(await annotate('a;b\n1;2\n', { cells: ['SQL', 'x; "y"', 'r v1'] })).toBe(
      'a;b;qual_stage;qual_reasons;qual_by\n1;2;SQL;"x; ""y""";r v1\n',
    );
  });

  it('writes a mixed file with its header’s line ending, and ends its last row', async () => {
    expect(await annotate('a\r1\n2\r\n"3\n"', { cells: ['s', '', ''] })).toBe(
      'a,qual_stage,qual_reasons,qual_by\r1,s,,\r2,s,,\r"3\n",s,,\r',
    );
  });

  it('pads short rows and puts extra cells of long rows last', async () => {
    expect(await annotate('a,b\n1\n1,2,3,"4"\n', { cells: ['s', '', 'r'] })).toBe(
      'a,b,qual_stage,qual_reasons,qual_by\n1,,s,,r\n1,2,s,,r,3,"4"\n',
    );
  });

  it('replaces an earlier annotation, and only that', async () => {
    const once = await annotate('a,qual_mine,b\n1,x,2\n1,x,2,3\n');
    expect(await annotate(once)).toBe(once);
    const between = 'a,qual_stage,qual_score,qual_by,b\n1,old,9,old,2\n';
    expect(await annotate(between, { cells: ['s', '', 'r'] })).toBe(
      'a,b,qual_stage,qual_reasons,qual_by\n1,2,s,,r\n',
    );
  });

  it('mends stray quotes so that any reader reads the same', async () => {
    expect(await annotate('a,b\n5" x,y\n"say "hi" now",z\n', { cells: ['s', '', ''] })).toBe(
      'a,b,qual_stage,qual_reasons,qual_by\n"5"" x",y,s,,\n"say ""hi"" now",z,s,,\n',
    );
  });

  it('guards formulas, inside the quotes, and neither numbers nor phones nor blanks', async () => {
    const text = 'a,=b\n=1+1,"@x"\n-5,+33 1 23 45 67 89\n-,n/a\n" \t=x","＝y"\n\'=z,a=b\n';
    expect(await annotate(text, { cells: ['s', '', ''] })).toBe(
      "a,'=b,qual_stage,qual_reasons,qual_by\n" +
        '\'=1+1,"\'@x",s,,\n' +
        '-5,+33 1 23 45 67 89,s,,\n' +
        '-,n/a,s,,\n' +
        '"\' \t=x","\'＝y",s,,\n' +
        "'=z,a=b,s,,\n",
    );
    expect(await annotate('a\n=1\n', { guard: false, cells: ['', '', ''] })).toBe(
      'a,qual_stage,qual_reasons,qual_by\n=1,,,\n',
    );
  });

  it('keeps the byte order mark, adds one after a legacy encoding, and has none for import', async () => {
    const mark = '\ufeff';
    const cells = ['', '', ''];
    expect(await annotate('a\n1\n', { cells })).toMatch(/^a,/);
    expect(await annotate(`${mark}a\n1\n`, { cells })).toMatch(/^\ufeffa,/);
    expect(await annotate(`${mark}a\n1\n`, { cells, guard: false })).toMatch(/^a,/);
    const legacy = iconv.encode('a;b\nœuvre;€\n', 'windows-1252');
    expect(await annotate(legacy, { cells })).toBe(
      `${mark}a;b;qual_stage;qual_reasons;qual_by\nœuvre;€;;;\n`,
    );
    expect(await annotate(iconv.encode('a;b\nłódź;1\n', 'utf-16be'), { cells })).toMatch(/^\ufeffa;b/);
  });

  it('has the columns of --select in their order', async () => {
    const select = ['qual_by', 'Nom', 'qual_stage', 'email'];
    expect(await annotate('email,nom\n"x",y\n=1\n1,2,3\n', { select })).toBe(
      'qual_by,nom,qual_stage,email\nr v1,y,SQL,"x"\nr v1,,SQL,\'=1\nr v1,2,SQL,1\n',
    );
    expect(await annotate('a,b\n1,\n', { select: ['b'] })).toBe('b\n""\n');
    await expect(annotate('email\nx\n', { select: ['emial', 'qual_stag'] })).rejects.toThrow(
      '--select: there is no column "emial" did you mean "email"?\n' +
        '--select: there is no column "qual_stag" did you mean "qual_stage"?',
    );
  });

  it('of a JSON list is comma, LF, no mark', async () => {
    expect(await annotate('\ufeff[{"a":"x,y","b":-1.50}]', { cells: ['s', '', ''] }, 'a.json')).toBe(
      'a,b,qual_stage,qual_reasons,qual_by\n"x,y",-1.50,s,,\n',
    );
  });

  it('of a list without header has names for its columns', async () => {
    expect(await annotate('1,2\n', { cells: ['s', '', ''] }, 'a.csv', { noHeader: true })).toBe(
      'column_1,column_2,qual_stage,qual_reasons,qual_by\n1,2,s,,\n',
    );
  });

  it('read by csv-parse gives the cells of the input and the annotation', async () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '1', '=', '-', '\t'), {
        maxLength: 5,
      })
      .map(parts => parts.join(''));
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 });
    const header = ['first', 'second', 'third'];
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, delimiter, newline, guard) => {
          const input = stringify([header, ...rows], {
            delimiter,
            record_delimiter: newline,
            quoted_match: /[\r\n]/,
          });
          const output = await annotate(input, { guard }, 'a.csv', { delimiter });
          const read = parse(output, { delimiter, record_delimiter: newline }) as string[][];
          expect(read[0]).toEqual([...header, ...BLOCK]);
          // Rows of totals and repeated headers cannot come out of these cells.
          const written = rows.map(cells => [...cells.map(text => guarded(text, guard)), ...CELLS]);
          expect(read.slice(1)).toEqual(written);
          if (!guard) expect(output.split(newline)[1]?.startsWith(input.split(newline)[1] ?? '')).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('doubles the guard where it is the quote too, so that the cells are read back', async () => {
    const list = "a,b\n=1+1,'=2, 3'\n'x, y',-5\n";
    const output = await annotate(list, { cells: ['', '', ''] }, 'a.csv', { quote: "'" });
    expect(output.split('\n').slice(1, 3)).toEqual(["'''=1+1','''=2, 3',,,", "'x, y',-5,,,"]);
    const [, row = []] = parse(output, { quote: "'", escape: "'" });
    expect(row.slice(0, 2)).toEqual(["'=1+1", "'=2, 3"]);
  });

  it('gives a guarded cell back as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', ' ', "'", 'a', '1', '\t', '＝', '\u200b') }),
        text => {
          expect(dropGuard(trim(guarded(text, true)))).toBe(dropGuard(trim(text)));
        },
      ),
    );
  });
});

describe('an annotated list as NDJSON', () => {
  it('has one object a row, with JSON’s own numbers', async () => {
    expect(
      await annotate('[{"a":"x\\"y","b":1.50},{"b":"=2"}]', { to: 'ndjson', guard: false }, 'a.json'),
    ).toBe(
      '{"a":"x\\"y","b":1.50,"qual_stage":"SQL","qual_reasons":"bant; total>=60","qual_by":"r v1"}\n' +
        '{"a":"","b":"=2","qual_stage":"SQL","qual_reasons":"bant; total>=60","qual_by":"r v1"}\n',
    );
  });

  it('names blank and equal headers and extra cells', async () => {
    const output = await annotate('a,,a\n1,2,3,4\n', { to: 'ndjson', cells: ['s', '', ''] });
    expect(JSON.parse(output)).toEqual({
      a: '1',
      column_2: '2',
      a_2: '3',
      qual_stage: 's',
      qual_reasons: '',
      qual_by: '',
      extra_1: '4',
    });
  });

  it('has the columns of --select', async () => {
    const select = ['qual_by', 'b', 'qual_stage'];
    expect(await annotate('a,b\n1,2\n', { to: 'ndjson', select })).toBe(
      '{"qual_by":"r v1","b":"2","qual_stage":"SQL"}\n',
    );
  });
});

function guarded(text: string, guard: boolean): string {
  const isBlank = ['', '-', 'n/a'].includes(trim(text));
  return guard && startsFormula(text) && !isBlank ? `'${text}` : text;
}
