import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { COMMAND, leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';
import { largeList } from './large-list.ts';

const LIST = Buffer.from(largeList(17_500));
const ZIPPED = gzipSync(LIST, { level: 1 });
const STOP = 'email,domain\nlead-40@acme.example,\n,blocked.example\n,gmail.com\n';
const OPTIONS = [
  '-r',
  'rules.yaml',
  '--suppress',
  'stop.csv',
  '--as-of',
  '2026-11-01',
  '--max-rejected',
  '5%',
];

function prepare() {
  const shop = openWorkshop();
  shop.write('rules.yaml', RULEBOOK);
  shop.write('stop.csv', STOP);
  // Named as the list of standard input is, so that all outputs are equal.
  shop.write('stdin.csv', LIST);
  shop.write('stdin.csv.gz', ZIPPED);
  return shop;
}
type Shop = ReturnType<typeof prepare>;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface RunJson {
  readonly workers: number;
  readonly lists: readonly { readonly sha256: string; readonly bytes: number }[];
}

interface Judged {
  readonly workers: number;
  /** Digests of all files but run.json, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, number>>;
  readonly run: RunJson;
}

/** Judges a list with so many workers into a folder of its own. */
async function qualify(shop: Shop, list: string, workers: number): Promise<Judged> {
  const out = `out-${list}-${workers}`;
  const args = ['qualify', list, ...OPTIONS, '--split', '--workers', String(workers), '--out', out];
  const { code, err } = await leadsieve(args, { cwd: shop.path, ...(list === '-' ? { input: LIST } : {}) });
  expect([list, workers, code], err).toEqual([list, workers, 0]);
  const files = readdirSync(join(shop.path, out)).filter(name => name !== 'run.json');
  const digest = (name: string) => sha256(readFileSync(join(shop.path, out, name)));
  const { rows } = JSON.parse(shop.read(`${out}/summary.json`)) as Pick<Judged, 'rows'>;
  return {
    workers,
    outputs: Object.fromEntries(files.sort().map(name => [name, digest(name)])),
    rows,
    run: JSON.parse(shop.read(`${out}/run.json`)) as RunJson,
  };
}

test('any number of workers gives the same bytes, of a file, of gzip and of stdin', async () => {
  const shop = prepare();
  const alone = await qualify(shop, 'stdin.csv', 1);
  const parts = ['MQL', 'SQL', 'annotated', 'disqualified', 'duplicate', 'lead', 'rejected'];
  expect(Object.keys(alone.outputs)).toEqual([...parts.map(part => `stdin.${part}.csv`), 'summary.json']);
  expect(alone.rows.duplicates).toBeGreaterThan(1_000);
  expect(alone.rows.rejected).toBe(8);
  expect(alone.run.workers).toBe(1);
  const manners = [
    ...[2, 16].map(workers => ({ list: 'stdin.csv', file: LIST, workers })),
    { list: 'stdin.csv.gz', file: ZIPPED, workers: 4 },
    { list: '-', file: LIST, workers: 4 },
  ];
  for (const { list, file, workers } of manners) {
    const { outputs, run } = await qualify(shop, list, workers);
    expect([list, workers, outputs]).toEqual([list, workers, alone.outputs]);
    expect(run.workers).toBe(workers);
    expect(run.lists).toMatchObject([{ sha256: sha256(file), bytes: file.length }]);
  }
});

test('a list of little text is judged on one thread, whatever --workers says', async () => {
  const shop = prepare();
  shop.write('little.csv', LIST.subarray(0, LIST.indexOf('long-')));
  const { run } = await qualify(shop, 'little.csv', 4);
  expect(run.workers).toBe(1);
});

test.each([
  ['a byte that is none of a character', (list: Buffer) => list.fill(0xe9, 4_000_000, 4_000_001)],
  ['a NUL byte', (list: Buffer) => list.fill(0, 4_000_000, 4_000_001)],
  ['half a character at its end', (list: Buffer) => Buffer.concat([list, Buffer.from([0xc5])])],
])('a list with %s is read and told of alike', async (_, damage) => {
  const shop = prepare();
  shop.write('stdin.csv', damage(Buffer.from(LIST)));
  const told = async (workers: number) => {
    const args = ['qualify', 'stdin.csv', ...OPTIONS, '--workers', String(workers), '--out', 'out'];
    const { code, out, err } = await leadsieve(args, { cwd: shop.path });
    return { code, out, err, annotated: sha256(readFileSync(join(shop.path, 'out/stdin.annotated.csv'))) };
  };
  const alone = await told(1);
  expect(alone.err).toMatch(/not UTF-8|NUL|middle of a character/);
  expect(await told(3)).toEqual(alone);
});

// A limit of the system on the size of files stands in for a disk that is full; it counts in kilobytes.
test.skipIf(process.platform === 'win32')(
  'a run whose output cannot be written ends with 2 and leaves none',
  async () => {
    const shop = prepare();
    const limited = [
      '-c',
      'ulimit -f 2048; exec "$@"',
      'bash',
      process.execPath,
      COMMAND,
      'qualify',
      'stdin.csv',
    ];
    const { exitCode, stderr } = await execa('bash', [...limited, ...OPTIONS, '--workers', '4'], {
      cwd: shop.path,
      reject: false,
    });
    expect(stderr).toContain('it grows larger than the system allows');
    expect(exitCode).toBe(2);
    expect(existsSync(join(shop.path, 'qualified'))).toBe(false);
  },
);
