import { existsSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AS_OF, filesOf, prepare } from './shop.ts';

const SPLIT = ['leads.SQL.csv', 'leads.duplicate.csv', 'leads.lead.csv'];
const BASE = ['leads.annotated.csv', 'run.json', 'summary.json'];
const names = (files: Readonly<Record<string, string>> | undefined) => Object.keys(files ?? {});

describe('files that leadsieve did not write', () => {
  test('are not removed, be they named like those that it writes', async () => {
    const { shop, run } = prepare();
    const mine = ['leads.rejected.csv', 'leads.SQL.csv', 'leads.duplicate.csv', 'leads.annotated.ndjson'];
    for (const name of mine) shop.write(name, 'mine');
    const args = ['qualify', 'leads.csv', '-r', 'rules.yaml', '-o', '.', ...AS_OF];
    for (const more of [[], [], ['--fail-if', 'leads > 1']]) {
      const { err } = await run([...args, ...more]);
      expect(err).not.toContain('removed');
      for (const name of mine) expect([name, shop.read(name)]).toEqual([name, 'mine']);
    }
  });

  test.each([
    ['the annotated list', 'leads.annotated.csv', []],
    ['the summary', 'summary.json', []],
    ['the record of the run', 'run.json', []],
    ['the file of a stage', 'leads.SQL.csv', ['--split']],
  ] as const)('are not replaced without --force: %s', async (_, name, more) => {
    const { shop, qualify } = prepare();
    mkdirSync(join(shop.path, 'qualified'));
    shop.write(`qualified/${name}`, '{ "mine": true }');
    const { code, err } = await qualify(...more);
    expect(code).toBe(2);
    expect(err).toContain(
      `error[output-not-ours]: qualified/${name} is there already, and no run of leadsieve wrote it`,
    );
    expect(err).toContain('or say --force');
    expect(filesOf(shop)).toEqual({ [name]: '{ "mine": true }' });
    expect((await qualify(...more, '--force')).code).toBe(0);
    expect(shop.read(`qualified/${name}`)).not.toContain('mine');
  });

  test('are not replaced where the name turns out to be needed only during the run', async () => {
    const { shop, qualify } = prepare();
    shop.write('leads.csv', `${shop.read('leads.csv')}"never closed,1\n`);
    mkdirSync(join(shop.path, 'qualified'));
    shop.write('qualified/leads.rejected.csv', 'mine');
    expect((await qualify()).code).toBe(2);
    expect(filesOf(shop)).toEqual({ 'leads.rejected.csv': 'mine' });
  });

  test('are neither removed nor replaced in held/', async () => {
    const { shop, qualify } = prepare();
    expect((await qualify()).code).toBe(0);
    const output = filesOf(shop);
    mkdirSync(join(shop.path, 'qualified/held'));
    shop.write('qualified/held/leads.SQL.csv', 'mine');
    const gate = ['--fail-if', 'leads > 1'];
    expect((await qualify(...gate)).code).toBe(1);
    expect((await qualify(...gate)).code).toBe(1);
    expect(shop.read('qualified/held/leads.SQL.csv')).toBe('mine');
    const { code, err } = await qualify(...gate, '--split');
    expect(code).toBe(2);
    expect(err).toContain('held/leads.SQL.csv is there already, and no run of leadsieve wrote it');
    expect(shop.read('qualified/held/leads.SQL.csv')).toBe('mine');
    expect(filesOf(shop)).toEqual(output);
  });

  test('are not replaced by a clean copy without --force', async () => {
    const { shop, run } = prepare();
    shop.write('clean.csv', 'mine');
    symlinkSync('nowhere', join(shop.path, 'link.csv'));
    for (const name of ['clean.csv', 'link.csv']) {
      const { code, err } = await run(['inspect', 'leads.csv', '--rewrite', name]);
      expect([code, err]).toEqual([2, expect.stringContaining(`${name} exists already`)]);
    }
    expect(shop.read('clean.csv')).toBe('mine');
    expect(existsSync(join(shop.path, 'nowhere'))).toBe(false);
    expect((await run(['inspect', 'leads.csv', '--rewrite', 'clean.csv', '--force'])).code).toBe(0);
    expect(shop.read('clean.csv')).toContain('ann@acme.example');
  });
});

describe('files of an earlier run', () => {
  test('that this one does not write go, which is said; one that was changed since stays', async () => {
    const { shop, qualify } = prepare();
    expect((await qualify('--split')).code).toBe(0);
    expect(names(filesOf(shop))).toEqual([...SPLIT, ...BASE].sort());
    shop.write('qualified/leads.SQL.csv', 'my notes');
    const then = new Date('2026-10-01T00:00:00Z');
    utimesSync(join(shop.path, 'qualified/leads.lead.csv'), then, then);
    const { code, err } = await qualify();
    expect(code).toBe(0);
    expect(err).toContain('removed, for it was of an earlier run: qualified/leads.duplicate.csv\n');
    expect(err).toMatch(
      /of an earlier run, but changed since, so it stays: qualified\/leads\.(SQL|lead)\.csv, qualified\/leads\.(SQL|lead)\.csv\n/,
    );
    expect(names(filesOf(shop))).toEqual([...BASE, 'leads.SQL.csv', 'leads.lead.csv'].sort());
  });

  test('of another list stay, and may be replaced by a later run on that list', async () => {
    const { shop, run } = prepare();
    shop.write('other.csv', shop.read('leads.csv'));
    const on = (list: string, ...more: string[]) =>
      run(['qualify', list, '-r', 'rules.yaml', ...AS_OF, ...more]);
    expect((await on('leads.csv', '--split')).code).toBe(0);
    expect((await on('other.csv')).code).toBe(0);
    expect(names(filesOf(shop))).toEqual([...BASE, ...SPLIT, 'other.annotated.csv'].sort());
    expect((await on('leads.csv')).code).toBe(0);
    expect(names(filesOf(shop))).toEqual([...BASE, 'other.annotated.csv'].sort());
    expect(JSON.parse(shop.read('qualified/run.json'))).toMatchObject({
      outputs: [
        { file: 'leads.annotated.csv', list: 'leads' },
        { file: 'summary.json', list: null },
      ],
      earlier_outputs: [{ file: 'other.annotated.csv', list: 'other' }],
    });
  });
});
