import { expect, it } from 'vitest';
import { type QualifiedLead, qualify } from '../../src/engine/qualify.ts';
import { openList } from '../../src/lists/list.ts';
import { CannotRun } from '../../src/model/errors.ts';
import { writeList } from '../lists/reading.ts';
import { rulebookOf } from './answering.ts';
import { demand, runOn } from './running.ts';

const RULEBOOK = rulebookOf(`
  rulebook: demo
  version: 1
  fields: { email: { type: email }, size: { type: number } }
  stages: [{ stage: SQL, when: { size: { gte: 10 } }, follow_up: { days: 2 } }, { stage: lead }]
  dedupe: { keys: [[email]] }
`);

async function leadsOf(path: string, asOf = '2026-11-01'): Promise<readonly QualifiedLead[]> {
  const list = demand(await openList(path));
  const leads: QualifiedLead[] = [];
  try {
    for await (const lead of qualify({ rulebook: RULEBOOK, lists: [list], asOf })) leads.push(lead);
  } finally {
    await list.close();
  }
  return leads;
}

it('gives every lead with the verdict that a run gives it', async () => {
  const path = writeList('some.csv', 'email,size\nann@acme.fr,12\nbob@acme.fr,3\n,\nANN@acme.fr,1\n');
  const leads = await leadsOf(path);
  const shown = leads.map(({ row, verdict, duplicateOf }) => [row, verdict.stage, duplicateOf]);
  expect(shown).toEqual([
    [1, 'SQL', undefined],
    [2, 'lead', undefined],
    [4, 'lead', 'some:1'],
  ]);
  expect(leads.map(({ list, followUpBy }) => [list, followUpBy])).toEqual([
    ['some', 20_760],
    ['some', undefined],
    ['some', undefined],
  ]);
  const { lists } = await runOn({ rulebook: RULEBOOK, lists: [{ path }] }, { workers: 1 });
  const stages = lists[0]?.annotated.split('\n').map(line => line.split(',')[2]);
  expect(stages).toEqual(['qual_stage', 'SQL', 'lead', '', 'duplicate', undefined]);
});

it('refuses a list without a field, and what is no day', async () => {
  const path = writeList('other.csv', 'x,y\n1,2\n');
  await expect(leadsOf(path)).rejects.toThrow(CannotRun);
  const list = writeList('one.csv', 'email,size\nann@acme.fr,12\n');
  await expect(leadsOf(list, 'soon')).rejects.toThrow('asOf soon is not a day');
});
