import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LEADS, RULEBOOK } from '../commands/leadsieve.ts';
import { leftIn, prepare, start, until } from './shop.ts';

const LARGE = `${LEADS}${'x@y.example,CEO,1,,,,z\n'.repeat(400_000)}`;

describe('faults 20: a signal to a command that writes one file or several', () => {
  test('faults 20: SIGTERM leaves nothing of a clean copy; what SIGKILL leaves, the next one clears', async () => {
    const { shop, run } = prepare({ leads: LARGE });
    mkdirSync(join(shop.path, 'out'));
    const isWriting = () => leftIn(shop, 'out').some(name => name.endsWith('.part'));
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const running = start(shop, ['inspect', 'leads.csv', '--rewrite', 'out/clean.csv']);
      await until(isWriting);
      running.kill(signal);
      const { exitCode } = await running;
      if (signal === 'SIGTERM') expect([exitCode, readdirSync(join(shop.path, 'out'))]).toEqual([143, []]);
    }
    expect(leftIn(shop, 'out')).toHaveLength(1);
    shop.write('leads.csv', LEADS);
    expect((await run(['init', 'leads.csv', '-o', 'out/rules.yaml'])).code).toBe(0);
    expect(readdirSync(join(shop.path, 'out'))).toEqual(['rules.yaml']);
  });

  test('faults 20: `test --update` killed at any rename is completed or taken back by the next one', async () => {
    const names = ['one.yaml', 'two.yaml', 'more/three.yaml'];
    const wrong = RULEBOOK.replace('score: { total: 35 }', 'score: { total: 1 }');
    for (const nth of [1, 2, 3]) {
      const { shop, run } = prepare();
      mkdirSync(join(shop.path, 'more'));
      for (const name of names) shop.write(name, wrong);
      shop.write(
        'kill.mjs',
        `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { renameSync } = fs;
let count = 0;
fs.renameSync = (...paths) => {
  if (++count === ${nth}) process.kill(process.pid, 'SIGKILL');
  return renameSync(...paths);
};
syncBuiltinESMExports();
`,
      );
      const killed = await start(shop, ['test', '--update', ...names], {
        nodeOptions: ['--import', './kill.mjs'],
      });
      expect(killed.signal).toBe('SIGKILL');
      expect((await run(['test', '--update', ...names])).code).toBe(0);
      for (const name of names) expect([name, shop.read(name)]).toEqual([name, RULEBOOK]);
      expect([leftIn(shop, '.'), leftIn(shop, 'more')]).toEqual([[], []]);
    }
  });

  test('faults 20: a run beside `inspect --rewrite` in its output folder: both are done', async () => {
    const { shop, qualify } = prepare();
    shop.write('large.csv', LARGE);
    mkdirSync(join(shop.path, 'qualified'));
    const running = start(shop, ['inspect', 'large.csv', '--rewrite', 'qualified/clean.csv']);
    await until(() => leftIn(shop).some(name => name.endsWith('.part')));
    expect((await qualify()).code).toBe(0);
    expect((await running).exitCode).toBe(0);
    expect(readdirSync(join(shop.path, 'qualified'))).toEqual([
      'clean.csv',
      'leads.annotated.csv',
      'run.json',
      'summary.json',
    ]);
    expect(shop.read('qualified/clean.csv').split('\r\n')).toHaveLength(LARGE.split('\n').length);
  });
});
