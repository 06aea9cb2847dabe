import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';

const HERE = import.meta.dirname;
const LEADSIEVE = join(HERE, '../../bin/leadsieve.js');
const folder = mkdtempSync(join(tmpdir(), 'leadsieve-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly id: string;
  readonly cores: number;
  readonly seconds: { readonly median: number; readonly runs: readonly number[] };
  readonly megabytesPerSecond: number;
  readonly peakMegabytes: number;
  readonly timesLeadsieve: number;
}

interface Report {
  readonly rows: number;
  readonly missing: readonly string[];
  readonly results: readonly Result[];
  readonly startUp: readonly Result[];
}

/** A script of the benchmark, run as a user runs it. */
async function run(script: string, ...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [join(HERE, script), ...args], {
    reject: false,
    stripFinalNewline: false,
    env: { NO_COLOR: '1' },
  });
  return { code: exitCode, out: stdout, err: stderr };
}

const bench = (...args: readonly string[]) => run('bench.mjs', '--runs', '1', '--cores', '2', ...args);

const records = (file: string) =>
  parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[];

describe('the list', () => {
  test('has the same bytes for the same seed', async () => {
    const { out } = await run('generate.mjs', '--rows', '1000');
    const hash = createHash('sha256').update(out).digest('hex');
    expect(hash).toBe('c144cf9cff5fdbd20ee7c01c207350b7ea6f9466c45c6647769922eb0faab719');
    expect((await run('generate.mjs', '--rows', '1000', '--seed', '2')).out).not.toBe(out);
  });

  test('of fewer rows is the beginning of a longer one', async () => {
    const [short, long] = await Promise.all(['70', '90'].map(rows => run('generate.mjs', '--rows', rows)));
    expect(long?.out.startsWith(short?.out ?? 'nothing')).toBe(true);
    expect(parse(long?.out ?? '')).toHaveLength(91);
  });
});

describe('the contenders', () => {
  test('give every row the same stage, scores and framework, in the order of the list', async () => {
    const list = join(folder, 'leads.csv');
    writeFileSync(list, (await run('generate.mjs', '--rows', '1500')).out);
    const out = join(folder, 'qualified');
    const rules = join(HERE, 'rulebook.yaml');
    const args = ['qualify', list, '--rules', rules, '--as-of', '2026-11-01', '--out', out];
    await execa(process.execPath, [LEADSIEVE, ...args]);

    const verdicts = (file: string) =>
      records(file).map(record => ({
        lead: record['Lead ID'],
        stage: record.qual_stage,
        scores: [record.qual_score, record.qual_score_fit, record.qual_score_engagement].map(Number),
        bant: record.qual_bant,
        detail: record.qual_bant_detail,
      }));
    const expected = verdicts(join(out, 'leads.annotated.csv'));
    expect(new Set(expected.map(({ stage }) => stage)).size).toBe(6);
    for (const script of ['duckdb.mjs', 'json-rules-engine.mjs', 'polars.mjs']) {
      const theirs = join(folder, script);
      mkdirSync(theirs);
      const file = join(theirs, 'annotated.csv');
      const { code, err } = await run(script, list, file, join(theirs, 'counts.csv'), '2');
      expect({ script, code, err }).toEqual({ script, code: 0, err: '' });
      expect(verdicts(file)).toEqual(expected);
    }
  });

  test('DuckDB keeps the order of a list of several chunks', async () => {
    const list = join(folder, 'long.csv');
    writeFileSync(list, (await run('generate.mjs', '--rows', '40000')).out);
    const file = join(folder, 'long.annotated.csv');
    await run('duckdb.mjs', list, file, join(folder, 'long.counts.csv'), '4');
    const leads = (path: string) => readFileSync(path, 'utf8').match(/^L\d+/gm);
    expect(leads(file)).toEqual(leads(list));
  });
});

describe('npm run bench', () => {
  test('checks that all agree, then prints and writes medians, speed, memory and ratios', async () => {
    const json = join(folder, 'bench.json');
    const { code, out, err } = await bench('--rows', '2000', '--json', json);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('stage counts of all agree');

    const { rows, missing, results, startUp } = JSON.parse(readFileSync(json, 'utf8')) as Report;
    expect({ rows, missing }).toEqual({ rows: 2000, missing: [] });
    const both = ['leadsieve', 'leadsieve-dedupe', 'duckdb', 'polars'].flatMap(id => [`${id} 1`, `${id} 2`]);
    expect(results.map(({ id, cores }) => `${id} ${cores}`)).toEqual([...both, 'json-rules-engine 1']);
    for (const { seconds, megabytesPerSecond, peakMegabytes, timesLeadsieve } of results) {
      expect(seconds.runs).toEqual([seconds.median]);
      for (const figure of [seconds.median, megabytesPerSecond, timesLeadsieve])
        expect(figure).toBeGreaterThan(0);
      expect(peakMegabytes).toBeGreaterThan(10);
    }
    expect(startUp.map(({ id }) => id)).toEqual(['leadsieve-20-rows', 'node']);
  });

  test('ends with 1 and names the first place where two do not agree', async () => {
    const rules = join(folder, 'other.yaml');
    const text = readFileSync(join(HERE, 'rulebook.yaml'), 'utf8');
    writeFileSync(rules, text.replace('total: { gte: 45 }', 'total: { gte: 46 }'));
    const { code, out, err } = await bench('--rows', '500', '--only', 'duckdb', '--rules', rules);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^stage counts differ: .*, MQL: leadsieve \d+, DuckDB, query by hand \d+$/m);
  });

  test('refuses a contender it does not know', async () => {
    const { code, err } = await bench('--only', 'ducks');
    expect(code).toBe(2);
    expect(err).toContain('--only knows no ducks');
  });
});
