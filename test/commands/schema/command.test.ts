import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leadsieve, openWorkshop, RULEBOOK } from '../leadsieve.ts';

const SHIPPED = join(import.meta.dirname, '../../../rules/rulebook.schema.json');

interface Definition {
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

describe('leadsieve schema', () => {
  test('prints the schema that is shipped', async () => {
    const { code, out, err } = await leadsieve(['schema']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(readFileSync(SHIPPED, 'utf8'));
  });

  test('prints that of one rulebook, its names filled in', async () => {
    const shop = openWorkshop();
    shop.write('rules.yaml', RULEBOOK);
    const { code, out } = await leadsieve(['schema', 'rules.yaml'], { cwd: shop.path });
    expect(code).toBe(0);
    const { definitions } = JSON.parse(out) as { definitions: Record<string, Definition> };
    const properties = definitions.condition?.properties ?? {};
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(['email', 'email.domain', 'title', 'source', 'all']),
    );
    expect(properties.criterion?.enum).toEqual(['budget_set', 'decider', 'needy']);
  });

  test('knows the names of a base', async () => {
    const shop = openWorkshop();
    shop.write('base.yaml', RULEBOOK);
    shop.write('rules.yaml', 'rulebook: r\nversion: 1\nextends: base.yaml\n');
    const { code, out } = await leadsieve(['schema', 'rules.yaml'], { cwd: shop.path });
    expect(code).toBe(0);
    expect(out).toContain('"budget_set"');
  });

  test('of a rulebook with faults says them, and prints nothing', async () => {
    const shop = openWorkshop();
    shop.write('rules.yaml', RULEBOOK.replace('route: nurture', 'rout: nurture'));
    const { code, out, err } = await leadsieve(['schema', 'rules.yaml'], { cwd: shop.path });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean `route`?');
  });

  test('of a rulebook that is not there ends with 2', async () => {
    const { code, err } = await leadsieve(['schema', 'bnat']);
    expect(code).toBe(2);
    expect(err).toContain('did you mean `bant`?');
  });

  test('--help ends with two examples', async () => {
    const { code, out } = await leadsieve(['schema', '--help']);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').slice(-3)).toEqual([
      'Examples:',
      expect.stringMatching(/^ {2}\$ leadsieve schema/),
      expect.stringMatching(/^ {2}\$ leadsieve schema/),
    ]);
  });
});
