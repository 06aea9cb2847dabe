import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openList } from '../../src/lists/list.ts';
import { faultsOf, readList, writeList } from './reading.ts';

const TABLE = 'email,nom\na@b.example,Zoé\nc@d.example,Łucja\n';
const ROWS = [
  ['a@b.example', 'Zoé'],
  ['c@d.example', 'Łucja'],
];

describe('openList', () => {
  it('knows a list before its records are read', async () => {
    const { list, rows, numbers } = await readList(writeList('leads.2026.csv', TABLE));
    expect(list).toMatchObject({
      name: 'leads.2026',
      format: 'delimited',
      extension: 'csv',
      dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', newline: '\n', bom: false },
      header: ['email', 'nom'],
      size: Buffer.byteLength(TABLE),
    });
    expect(rows).toEqual(ROWS);
    expect(numbers).toEqual([1, 2]);
  });

  it.each([
    ['\ufeff', 'utf-8', true],
    ['', 'utf-16le', false],
    ['\ufeff', 'utf-16le', true],
    ['\ufeff', 'utf-16be', true],
  ])('decodes a list that starts with %j in %s', async (mark, encoding, bom) => {
    const { list, rows } = await readList(writeList('leads.csv', iconv.encode(mark + TABLE, encoding)));
    expect(list.dialect).toMatchObject({ encoding, bom });
    expect(list.header).toEqual(['email', 'nom']);
    expect(rows).toEqual(ROWS);
  });

  it('guesses a legacy encoding and says so, also where its first letter comes late', async () => {
    const text = `nom;ville\n${'Martin;Paris\n'.repeat(200_000)}Żółkiewska;Łódź\n`;
    const { list, rows, diagnostics } = await readList(
      writeList('leads.csv', iconv.encode(text, 'windows-1250')),
    );
    expect(list.dialect.encoding).toBe('windows-1250');
    expect(rows.at(-1)).toEqual(['Żółkiewska', 'Łódź']);
    expect(rows).toHaveLength(200_001);
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'encoding-guessed' }]);
    expect(diagnostics[0]?.message).toContain('byte 2600010 cannot be); read as windows-1250');
  });

  it('reads as it is told', async () => {
    const path = writeList('leads.csv', iconv.encode('#;nom\n1;Łódź\n', 'iso-8859-2'));
    const { rows, diagnostics } = await readList(path, { encoding: 'latin2' });
    expect([rows, diagnostics]).toEqual([[['1', 'Łódź']], []]);
    expect(await faultsOf(path, { encoding: 'klingon' })).toEqual(['LIST: there is no encoding "klingon"']);
    expect(await faultsOf(path, { delimiter: ';;', headerRow: 0 })).toHaveLength(2);
  });

  it('keeps a list UTF-8 that is cut in the middle of its last character', async () => {
    const bytes = Buffer.from('nom\nZoé\nHervé');
    const { list, rows, diagnostics } = await readList(writeList('leads.csv', bytes.subarray(0, -1)));
    expect(list.dialect.encoding).toBe('utf-8');
    expect(rows).toEqual([['Zoé'], ['Herv']]);
    expect(diagnostics).toMatchObject([{ code: 'character-cut' }]);
  });

  it('reads gzip of several members', async () => {
    const half = 'email,nom\na@b.example,Zoé\n';
    const bytes = Buffer.concat([gzipSync(half), gzipSync(TABLE.slice(half.length))]);
    const { list, rows } = await readList(writeList('leads.csv.gz', bytes));
    expect(rows).toEqual(ROWS);
    expect(list.name).toBe('leads');
  });

  it('refuses gzip that is cut short anywhere, or has something behind it', async () => {
    const bytes = gzipSync(TABLE);
    for (let length = 1; length < bytes.length; length++) {
      const [fault] = await faultsOf(writeList('leads.csv.gz', bytes.subarray(0, length)));
      expect(fault).toBe('LIST: the gzip data is cut short');
    }
    const behind = [Buffer.from('garbage'), Buffer.alloc(8), gzipSync('x').subarray(0, 5)];
    for (const rest of behind) {
      const faults = await faultsOf(writeList('leads.csv.gz', Buffer.concat([bytes, rest])));
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain('the gzip data is');
    }
    expect(await faultsOf(writeList('leads.csv.gz', TABLE))).toEqual([
      'LIST is not gzip data, whatever its name says',
    ]);
  });

  it('reads stdin, sniffs its format, and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter(name => name.startsWith('leadsieve-')).length;
    const fromStdin = (...chunks: (string | Buffer)[]) =>
      readList('-', { stdin: Readable.from(chunks.map(chunk => Buffer.from(chunk))) });
    const { list, rows } = await fromStdin(TABLE.slice(0, 5), TABLE.slice(5));
    expect(rows).toEqual(ROWS);
    expect(list).toMatchObject({ name: 'stdin', path: '-' });
    expect((await fromStdin(' [{"a":1}]')).list).toMatchObject({ format: 'json', header: ['a'] });
    expect((await fromStdin('{"a":1}\n{"a":2}\n')).rows).toEqual([['1'], ['2']]);
    expect((await fromStdin(gzipSync(TABLE))).rows).toEqual(ROWS);
    expect(readdirSync(tmpdir()).filter(name => name.startsWith('leadsieve-')).length).toBe(before);
  });

  it('says what a file is that is no list', async () => {
    const zip = Buffer.from('504b0304', 'hex');
    expect(await faultsOf(writeList('a.csv', ''))).toEqual(['LIST is empty']);
    expect(await faultsOf(writeList('a.csv', '\ufeff\n\r\n'))).toEqual(['LIST is empty']);
    expect(await faultsOf(writeList('a.csv', Buffer.concat([zip, Buffer.from('..xl/workbook')])))).toEqual([
      'LIST is an Excel workbook; save it as CSV UTF-8',
    ]);
    expect(await faultsOf(writeList('a.csv', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toEqual([
      'LIST is an Excel workbook; save it as CSV UTF-8',
    ]);
    expect(await faultsOf(writeList('a.csv', '%PDF-1.7'))).toEqual(['LIST is a PDF; save it as CSV UTF-8']);
    expect(await faultsOf(writeList('a.csv', Buffer.from('89504e470d0a', 'hex')))).toEqual([
      'LIST is an image; save it as CSV UTF-8',
    ]);
    expect(await faultsOf('/nowhere/leads.csv')).toEqual(['LIST does not exist']);
    expect(await faultsOf(tmpdir())).toEqual(['LIST is a folder']);
  });

  it('drops NUL bytes up to one percent and refuses more', async () => {
    const few = `a,b\n${'1,2\n'.repeat(100)}x\0y,2\n`;
    const { rows, issues, list } = await readList(writeList('a.csv', few));
    expect(rows.at(-1)).toEqual(['xy', '2']);
    expect(issues.at(-1)).toEqual(['row:nul']);
    expect(list.counts()).toMatchObject({ nulBytes: 1, repaired: 1 });
    expect(list.findings()).toMatchObject([{ code: 'nul-bytes' }]);
    expect(await faultsOf(writeList('a.csv', 'a,b\n\0,c\n'))).toEqual([
      'LIST: 1 of its bytes are NUL: binary or UTF-16?',
    ]);
  });

  it('reads a header without rows', async () => {
    const { list, rows } = await readList(writeList('a.csv', 'email;nom'));
    expect([list.header, rows, list.counts().rows]).toEqual([['email', 'nom'], [], 0]);
  });

  it('counts what it mends', async () => {
    const { list, issues } = await readList(writeList('a.csv', 'a,b\n1\n1,2,3\n5" x,2\n1,2\n'));
    expect(issues).toEqual([['row:short'], ['row:long'], ['row:quote'], []]);
    expect(list.counts()).toEqual({
      rows: 4,
      rejected: 0,
      empty: 0,
      repairs: { short: 1, long: 1, quote: 1, nul: 0, encoding: 0, key: 0, marks: 0 },
      repaired: 3,
      repeatedHeaders: 0,
      nulBytes: 0,
    });
  });

  it('can be read twice', async () => {
    const { value: list } = await openList(writeList('a.csv', TABLE));
    if (list === undefined) throw new Error('not open');
    for (const _ of [1, 2]) {
      let count = 0;
      for await (const batch of list.records()) count += batch.count;
      expect([count, list.counts().rows]).toEqual([2, 2]);
    }
    await list.close();
  });

  it('notices that a list changes while it is read', async () => {
    const path = writeList('a.csv', TABLE);
    const { value: list } = await openList(path);
    if (list === undefined) throw new Error('not open');
    appendFileSync(path, 'e@f.example,Ola\n');
    const reading = (async () => {
      for await (const _ of list.records());
    })();
    await expect(reading).rejects.toThrow('changed while it was read');
    await list.close();
  });

  it('has the fingerprint of its file as it stands, compressed or not, whenever it is asked', async () => {
    const fingerprintOf = async (content: string | Uint8Array, name: string) => {
      const { value: list } = await openList(writeList(name, content));
      if (list === undefined) throw new Error('not open');
      try {
        const before = await list.fingerprint();
        for await (const _ of list.records()) expect(await list.fingerprint()).toEqual(before);
        expect(await list.fingerprint()).toEqual(before);
        return before;
      } finally {
        await list.close();
      }
    };
    for (const content of [TABLE, `\ufeff${TABLE}`, iconv.encode(TABLE, 'utf-16le'), gzipSync(TABLE)]) {
      const bytes = Buffer.from(content as Uint8Array);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(await fingerprintOf(bytes, 'a.csv')).toEqual({ sha256, bytes: bytes.length });
    }
  });

  it('gives no fingerprint of a list that has changed', async () => {
    const path = writeList('a.csv', TABLE);
    const { value: list } = await openList(path);
    appendFileSync(path, 'e@f.example,Ola\n');
    await expect(list?.fingerprint()).rejects.toThrow('changed while it was read');
    await list?.close();
  });

  it('reads lists of many columns and lists longer than its buffers', async () => {
    const columns = Array.from({ length: 5000 }, (_, index) => `c${index}`);
    const wide = await readList(writeList('wide.csv', `${columns.join()}\n${columns.join()}x\n`));
    expect(wide.rows[0]?.slice(-1)).toEqual(['c4999x']);
    const line = (index: number) => `${index},"${'é"",\n'.repeat(index % 90)}"\n`;
    const text = `a,b\n${Array.from({ length: 20_000 }, (_, index) => line(index)).join('')}`;
    const tall = await readList(writeList('tall.csv', text));
    expect(tall.rows).toHaveLength(20_000);
    expect(
      tall.rows.every(([number, cell], row) => number === `${row}` && cell === 'é",\n'.repeat(row % 90)),
    ).toBe(true);
  });

  it('rejects a line of 20 MB and goes on after it', async () => {
    const { rows, rejects } = await readList(writeList('a.csv', `a,b\n1,${'x'.repeat(20 << 20)}\n3,4\n`));
    expect(rows).toEqual([['3', '4']]);
    expect(rejects).toMatchObject([{ row: 1, line: 2, byte: 4, code: 'too-long' }]);
    expect(rejects[0]?.raw).toHaveLength(64 * 1024);
  });

  it('reads whatever is left of a list that is cut anywhere', async () => {
    const text = 'nom;prénom\r\n"Żak";"a\r\nb"\r\n5" x;Zoé\r\n"""q""";2\r\n';
    const bytes = Buffer.from(text);
    for (let length = 1; length <= bytes.length; length++) {
      const path = writeList('a.csv', bytes.subarray(0, length));
      const faults = await faultsOf(path);
      if (faults.length > 0) expect(faults[0]).toMatch(/^LIST/);
      else expect((await readList(path)).rows.length).toBeLessThanOrEqual(3);
    }
  });
});
