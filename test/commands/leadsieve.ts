import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

/** The built command. */
export const COMMAND = join(import.meta.dirname, '../../bin/leadsieve.js');

export const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** The built command, run as a user runs it. */
export async function leadsieve(
  args: readonly string[],
  { cwd, input, env = {} }: { cwd?: string; input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<{ code: number | undefined; out: string; err: string }> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [COMMAND, ...args], {
    reject: false,
    stripFinalNewline: false,
    env: { NO_COLOR: '1', ...env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(input === undefined ? { stdin: 'ignore' } : { input }),
  });
  return { code: exitCode, out: stdout, err: stderr };
}

/** A folder that is removed when the test is over. */
export interface Workshop {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): string;
  /** A CSV file of the folder as records by header. */
  rows(name: string, delimiter?: string): Record<string, string>[];
}

export function openWorkshop(): Workshop {
  const path = mkdtempSync(join(tmpdir(), 'leadsieve-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const read = (name: string) => readFileSync(join(path, name), 'utf8');
  return {
    path,
    read,
    write(name, content) {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    rows: (name, delimiter = ',') =>
      parse(read(name), { columns: true, delimiter, bom: true, relax_column_count: true }) as Record<
        string,
        string
      >[],
  };
}

/** A small rulebook with every sort of output column. */
export const RULEBOOK = `rulebook: demo
version: 2
fields:
  email: { type: email }
  title: { type: text, columns: [job title] }
  employees: { type: number, min: 0 }
  budget: { type: number }
  need: { type: boolean }
  seen: { type: date }
  source: { type: text, aliases: { linkedin: [li] } }
criteria:
  budget_set: { when: { budget: { gte: 1000 } }, ask: "What budget is set aside?" }
  decider: { when: { title: { has_word: [ceo, cto] } }, ask: "Who signs?" }
  needy: { when: { need: true }, ask: "What must be solved?" }
frameworks:
  trio: { criteria: [budget_set, decider, needy], pass: 2 }
scores:
  fit:
    max: 30
    rules:
      - { id: size, per: employees, points: 0.1, max: 20 }
      - { id: decider, when: { criterion: decider }, points: 20 }
      - { id: free, when: { email.domain: $free_mail }, points: -5.5 }
  interest:
    decay: { since: seen, keep_percent: { 10: 50, 100: 0 } }
    rules:
      - { id: need, when: { need: true }, points: 15 }
grades: { score: fit, bands: { A: 25, B: 10 } }
stages:
  - { stage: SQL, when: { all: [{ framework: trio }, { score: { total: { gte: 20 } } }] }, route: sales, follow_up: { days: 2, weekdays: true } }
  - { stage: MQL, when: { score: { total: { gte: 10 } } }, route: nurture }
  - { stage: lead, route: database }
dedupe: { keys: [[email]] }
tests:
  - name: a decider with a need
    as_of: 2026-11-01
    lead: { title: CEO, need: true, seen: 2026-10-30 }
    expect: { stage: SQL, trio: 2, score: { total: 35 }, unknown: [budget_set] }
`;

export const LEADS = `email,job title,employees,budget,need,seen,source
ann@acme.example,CEO,100,,yes,2026-10-31,li
bob@gmail.com,assistant,10,500,no,,webinar
ANN@acme.example,CEO,100,,yes,2026-10-31,li
cid@corp.example,"CTO, interim",,2000,,2026-10-01,LinkedIn
dora@corp.example,,many,,,,
`;
