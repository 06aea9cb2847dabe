import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { LEADS, leadsieve, openWorkshop, RULEBOOK, type Workshop } from '../commands/leadsieve.ts';
import { failAt, restore } from './failing-files.mjs';
import { contentsOf, runHere } from './in-process.ts';

const HOOK = join(import.meta.dirname, 'failing-files.mjs');
/** Files of an earlier run, one of them obsolete. */
const EARLIER = [
  'leads.annotated.csv',
  'leads.SQL.csv',
  'leads.MQL.csv',
  'leads.rejected.csv',
  'summary.json',
  'run.json',
];

/** How the run.json of the earlier run begins. */
const OLD = '\n\n';

afterEach(restore);

/** A list with a rejected row, a rulebook, costs, a suppression list and an earlier output. */
function prepare(): Workshop {
  const shop = openWorkshop();
  shop.write('leads.csv', `${LEADS}"never closed,1\n`);
  shop.write('rules.yaml', RULEBOOK);
  shop.write('stop.csv', 'email\nbob@gmail.com\n');
  shop.write('costs.yaml', 'currency: EUR\nsources:\n  linkedin: { spend: 100 }\n');
  mkdirSync(join(shop.path, 'out'));
  for (const name of EARLIER) writeFileSync(join(shop.path, 'out', name), 'old');
  const outputs = EARLIER.map(file => ({
    file,
    list: file.startsWith('leads') ? 'leads' : null,
    bytes: 3,
    modified: statSync(join(shop.path, 'out', file)).mtime.toISOString(),
  }));
  shop.write('out/run.json', `${OLD}${JSON.stringify({ outputs, earlier_outputs: [] })}`);
  return shop;
}

/** Every path is absolute, for the process of the tests stays where it is. */
function qualifyArgs({ path }: Workshop): readonly string[] {
  const at = (name: string) => join(path, name);
  return [
    ...[
      'qualify',
      at('leads.csv'),
      '-r',
      at('rules.yaml'),
      '-c',
      at('costs.yaml'),
      '--suppress',
      at('stop.csv'),
    ],
    ...['--as-of', '2026-11-01', '--split', '--workers', '1', '--out', at('out')],
  ];
}

/** Old where the run was refused, new where it was done, and never anything else. */
function expectWhole(
  shop: Workshop,
  { code, nth, err }: { code: number | undefined; nth: number; err: string },
): void {
  const visible = Object.entries(contentsOf(join(shop.path, 'out'))).filter(
    ([name]) => !name.startsWith('.'),
  );
  const old = visible
    .filter(([, content]) => content === 'old' || content.startsWith(OLD))
    .map(([name]) => name);
  expect([nth, code === 0 || code === 2, err.includes('defect')]).toEqual([nth, true, false]);
  expect([nth, code, old.sort()]).toEqual([nth, code, code === 2 ? [...EARLIER].sort() : []]);
  if (code === 0) expect([nth, visible.length]).toEqual([nth, 8]);
  else expect([nth, err]).toEqual([nth, expect.stringContaining('error[')]);
}

async function expectNextClears(shop: Workshop, nth: number): Promise<void> {
  const { code } = await runHere(qualifyArgs(shop));
  const hidden = Object.keys(contentsOf(join(shop.path, 'out'))).filter(name => name.startsWith('.'));
  expect([nth, code, hidden]).toEqual([nth, 0, []]);
}

/** 1 tries every operation; by default every few, since the parts are tried one by one in test/files. */
const EVERY = Number(process.env.LEADSIEVE_EVERY ?? 6);

describe('the nth file operation fails', () => {
  test('whichever it is, the output is old or new and the next run clears up', async () => {
    expect((await runHere(['show', 'bant'])).code).toBe(0);
    let last = 0;
    for (let nth = 1, isOver = false; !isOver; nth += EVERY) {
      const shop = prepare();
      const { which } = await failAt(nth, nth % 2 === 0 ? 'ENOSPC' : 'EIO');
      const run = await runHere(qualifyArgs(shop));
      restore();
      expectWhole(shop, { ...run, nth });
      await expectNextClears(shop, nth);
      isOver = which() === undefined;
      last = nth;
    }
    // Rulebook, costs, lists, lock and eight files: each is opened, written, synced, closed and renamed.
    expect(last).toBeGreaterThan(120);
  }, 600_000);

  test('of the built command too', async () => {
    for (let nth = 1, isOver = false; !isOver; nth += EVERY * 5) {
      const shop = prepare();
      const mark = join(shop.path, 'failed');
      const env = {
        NODE_OPTIONS: `--import=${HOOK}`,
        LEADSIEVE_FAIL_AT: String(nth),
        LEADSIEVE_FAIL_MARK: mark,
      };
      const run = await leadsieve(qualifyArgs(shop), { cwd: shop.path, env });
      expectWhole(shop, { ...run, nth });
      await expectNextClears(shop, nth);
      isOver = !existsSync(mark);
    }
  }, 600_000);

  test('a draft is there whole or not at all', async () => {
    for (let nth = 1, isOver = false; !isOver; nth += Math.ceil(EVERY / 3)) {
      const shop = prepare();
      const out = join(shop.path, 'drafts');
      mkdirSync(out);
      const { which } = await failAt(nth, 'ENOSPC');
      const { code, err } = await runHere([
        'init',
        join(shop.path, 'leads.csv'),
        '-o',
        join(out, 'rules.yaml'),
      ]);
      restore();
      const { 'rules.yaml': text } = contentsOf(out);
      expect([nth, err.includes('defect'), code]).toEqual([nth, false, text === undefined ? 2 : 0]);
      if (text !== undefined)
        expect([text.startsWith('# A first rulebook'), text.endsWith('}\n')]).toEqual([true, true]);
      isOver = which() === undefined;
    }
  }, 600_000);
});
