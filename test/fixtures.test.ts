import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCosts } from '../src/costs/reading/load-costs.ts';
import { measureCoverage } from '../src/engine/tests/coverage.ts';
import { runRulebookTests } from '../src/engine/tests/run-tests.ts';
import { loadRulebook } from '../src/language/load.ts';
import type { Amount } from '../src/model/costs.ts';
import { multiplyToHundredths } from '../src/values/decimal.ts';
import { fold } from '../src/values/fold.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const LISTS = ['broker-fr.csv', 'crm-en.csv', 'crm-pl.json', 'do-not-contact.csv'];
const read = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');

describe('the lists of fixtures/', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-fixtures-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are what their script writes, byte for byte', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(FIXTURES, 'make.mjs'), folder], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder).sort()).toEqual(LISTS);
    for (const name of LISTS) {
      expect(readFileSync(join(folder, name)).equals(readFileSync(join(FIXTURES, name))), name).toBe(true);
    }
  });

  it('hold 300 French, 200 English and 120 Polish leads', () => {
    expect(read('broker-fr.csv').match(/\r\n/g)).toHaveLength(301);
    expect(read('crm-en.csv').match(/^[0-9]{8},/gm)).toHaveLength(200);
    expect(JSON.parse(read('crm-pl.json'))).toHaveLength(120);
  });

  it('are written as brokers and CRMs write them', () => {
    const broker = read('broker-fr.csv');
    expect(broker.startsWith('\uFEFFCivilité;')).toBe(true);
    expect(broker.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(broker).toMatch(/;"[^"\r\n]*;[^"\r\n]*"/);
    expect(broker).toContain('""');
    expect(broker).toContain(';15 000,00 €;');
    expect(broker).toContain(';1 000 et plus;');
    const english = read('crm-en.csv');
    expect(english).not.toMatch(/\r|\uFEFF/);
    expect(english).toMatch(/"[^"\n]*\n[^"]*"/);
  });

  it('name only hosts that nobody can own, and numbers kept for fiction', () => {
    const everything = LISTS.map(read).join('\n');
    const hosts = everything.match(/@[^\s",;@]+/g) ?? [];
    expect(hosts.length).toBeGreaterThan(500);
    expect(hosts.filter(host => !host.toLowerCase().endsWith('.example'))).toEqual([]);
    const french = read('broker-fr.csv').match(/(?:\+33 |\b0)[1-9](?: [0-9]{2}){4}/g) ?? [];
    const fiction = /^(?:\+33 |0)(?:1 99 00|2 61 91|3 53 01|4 65 71|5 36 49|6 39 98)/;
    expect(french.length).toBeGreaterThan(200);
    expect(french.filter(number => !fiction.test(number))).toEqual([]);
    const others = read('crm-en.csv').match(/(?:\+|\()[0-9][0-9 ()-]{8,}/g) ?? [];
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(number => !/555[- ]01[0-9]{2}$|^\+44 20 7946 0[0-9]{3}$/.test(number))).toEqual([]);
  });

  it('have leads on the do-not-contact list, one of them only by the hash of its address', () => {
    const listed = read('do-not-contact.csv').trimEnd().split('\n').slice(1);
    const cells = listed.map(line => line.split(','));
    const leads = fold(LISTS.slice(0, 3).map(read).join('\n'));
    const addresses = leads.match(/[a-z.-]+@[a-z.-]+/g) ?? [];
    const hashes = new Set(addresses.map(address => createHash('sha256').update(address).digest('hex')));
    for (const [email = '', hash = '', domain = '', phone = ''] of cells) {
      const found = [
        email !== '' && leads.includes(fold(email)),
        hashes.has(hash),
        domain !== '' && leads.includes(`@${domain}`),
        phone !== '' && leads.includes(phone.replace('+33 ', '')),
      ];
      expect(found.filter(Boolean), `${email}${hash}${domain}${phone}`).toHaveLength(1);
    }
    expect(cells).toHaveLength(6);
  });
});

describe('the demo rulebook', async () => {
  const { value, diagnostics } = await loadRulebook(join(FIXTURES, 'rulebook.yaml'));
  const rulebook = value?.rulebook ?? expect.fail('it has no meaning');
  const results = runRulebookTests(rulebook, { asOf: 0 });

  it('has no faults, and its tests pass', () => {
    expect(diagnostics).toEqual([]);
    expect(results.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('is tested from end to end', () => {
    const { outcomes } = measureCoverage(rulebook, results);
    expect(outcomes.filter(({ covered }) => !covered)).toEqual([]);
  });

  it('reads the same costs from YAML and from CSV, the value of a deal apart', async () => {
    const sourceField = rulebook.fields.find(({ name }) => name === 'source');
    if (sourceField?.type !== 'text') expect.fail('it has no source');
    const [yaml, csv] = await Promise.all(
      ['costs.yaml', 'costs.csv'].map(name => loadCosts([{ path: join(FIXTURES, name) }], { sourceField })),
    );
    expect([yaml?.diagnostics, csv?.diagnostics]).toEqual([[], []]);
    const cents = ({ amount, rate }: Amount) => multiplyToHundredths([amount, rate]);
    const figures = [yaml?.value, csv?.value].map(costs => ({
      currency: costs?.currency,
      sources: costs?.sources.map(({ name, spend, perLead, credit }) => ({
        name,
        spend: spend.map(cents),
        perLead: perLead.map(cents),
        credit: credit.map(cents),
      })),
      shared: costs?.shared.map(({ what, spend, allocate }) => ({
        what,
        spend: spend && cents(spend),
        allocate,
      })),
    }));
    expect(figures[1]).toEqual(figures[0]);
    expect(figures[0]?.sources).toHaveLength(7);
  });
});
