import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../src/language/load.ts';

const FOLDER = fileURLToPath(new URL('golden/', import.meta.url));
const WITHOUT_FAULTS = ['purchased-list.yaml'];
const FAULTY = readdirSync(FOLDER).filter(name => name.endsWith('.yaml') && !WITHOUT_FAULTS.includes(name));

async function reported(name: string): Promise<string> {
  const { value, diagnostics } = await loadRulebook(FOLDER + name);
  expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
  const lines = diagnostics.map(({ place, severity, code, message, fix }) => {
    const at = place && `${place.file.slice(FOLDER.length)}:${place.line}:${place.column}+${place.length}`;
    return `${at} ${severity}[${code}] ${message} · ${fix}`;
  });
  return `${lines.join('\n')}\n`.replaceAll(FOLDER, '');
}

describe('every fault of a faulty rulebook, with its place and how to mend it', () => {
  test.each(FAULTY)('%s', async name => {
    await expect(await reported(name)).toMatchFileSnapshot(`${FOLDER}${name.replace(/yaml$/, 'txt')}`);
  });

  test('at least 25 rulebooks, one with ten codes at once', async () => {
    expect(FAULTY.length).toBeGreaterThanOrEqual(25);
    const { diagnostics } = await loadRulebook(`${FOLDER}ten-faults-at-once.yaml`);
    expect(new Set(diagnostics.map(({ code }) => code)).size).toBeGreaterThanOrEqual(10);
  });
});
