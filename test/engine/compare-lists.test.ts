import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedJob, compareLists } from '../../src/engine/compare-lists.ts';
import { planLists } from '../../src/engine/plan.ts';
import { openList } from '../../src/lists/list.ts';
import { CannotRun } from '../../src/model/errors.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import { writeList } from '../lists/reading.ts';
import { TRICKY_HEADER, TRICKY_OPTIONS, trickyLists } from '../lists/tricky-lists.ts';
import { AS_OF, rulebookOf } from './answering.ts';
import { demand, type RunOutcome, runOn, sorted } from './running.ts';

const rulebook = (edit: { gte: number; keys: string; name: string }) =>
  rulebookOf(`
rulebook: demo
version: 1
fields:
  email: { type: email }
  name: { type: text, columns: [${edit.name}] }
  size: { type: number, min: 0 }
criteria:
  big: { when: { size: { gte: ${edit.gte} } }, ask: "How many?" }
  ours: { when: { email.domain: [acme.fr] } }
scores: { fit: { max: 9, rules: [{ id: size, per: size, points: 0.5 }] } }
stages:
  - { stage: SQL, when: { all: [{ criterion: big }, { criterion: ours }] } }
  - { stage: MQL, when: { score: { fit: { gte: 5 } } } }
  - { stage: lead }
dedupe: { keys: ${edit.keys} }
`);
const BEFORE = rulebook({ gte: 10, keys: '[[email], [name]]', name: 'company' });
const AFTER = rulebook({ gte: 400, keys: '[[email]]', name: 'e-mail' });

/** Both rulebooks on the lists, with a line for each lead. */
async function compare(
  paths: readonly string[],
  { onLead = () => {}, after = AFTER }: { onLead?: () => void; after?: Rulebook } = {},
) {
  const lists = await Promise.all(paths.map(async path => demand(await openList(path, TRICKY_OPTIONS))));
  const jobOf = (book: Rulebook): ComparedJob => ({
    rulebook: book,
    asOf: AS_OF,
    dedupe: true,
    lists: demand(
      planLists(lists, {
        rulebook: book,
        notationOf: () => ({ locale: 'en' }),
        preferred: [],
        to: 'csv',
        guard: true,
      }),
    ),
  });
  const stages: { before: string[]; after: string[] } = { before: [], after: [] };
  const places: string[] = [];
  try {
    const result = await compareLists({
      before: jobOf(BEFORE),
      after: jobOf(after),
      onProgress: () => {},
      onLead({ list, row, before, after: is }) {
        places.push(`${list}:${row}`);
        stages.before.push(before.state === 'judged' ? before.standing.stage : before.state);
        stages.after.push(is.state === 'judged' ? is.standing.stage : is.state);
        onLead();
      },
    });
    return { ...result, stages, places };
  } finally {
    await Promise.all(lists.map(list => list.close()));
  }
}

describe('two rulebooks on the same lists', () => {
  it('count what each of them counts alone', async () => {
    await fc.assert(
      fc.asyncProperty(trickyLists(12), trickyLists(12), async (...texts) => {
        const paths = texts.map((text, index) => writeList(`list-${index}.csv`, text));
        const lists = paths.map(path => ({ path, options: TRICKY_OPTIONS }));
        const compared = await compare(paths);
        for (const [side, book] of [
          ['before', BEFORE],
          ['after', AFTER],
        ] as const) {
          const alone: RunOutcome = await runOn({ rulebook: book, lists }, { workers: 1 });
          expect(sorted(compared[side].tally)).toEqual(alone.tally);
          expect(compared[side].warnings).toEqual(alone.warnings);
          const judged = compared.stages[side].filter(stage => stage !== 'duplicate');
          expect(judged).toHaveLength(alone.summary.rows.judged);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('agree on every lead of every list, if they are the same', async () => {
    await fc.assert(
      fc.asyncProperty(trickyLists(20), async text => {
        const { stages, before, after } = await compare([writeList('leads.csv', text)], { after: BEFORE });
        expect(stages.after).toEqual(stages.before);
        expect(after.tally).toEqual(before.tally);
      }),
      { numRuns: 60 },
    );
  });

  it('give every lead in the order of the run, with the duplicates of each', async () => {
    const paths = [
      writeList('one.csv', `${TRICKY_HEADER}\na@acme.fr,x,12\nb@acme.fr,x,500\n`),
      writeList('two.csv', `${TRICKY_HEADER}\na@acme.fr,y,600\nc@rival.com,z,12\n`),
    ];
    const { stages, places } = await compare(paths);
    expect(places).toEqual(['0:1', '0:2', '1:1', '1:2']);
    expect(stages).toEqual({
      before: ['SQL', 'duplicate', 'duplicate', 'MQL'],
      after: ['MQL', 'SQL', 'duplicate', 'MQL'],
    });
  });

  it('refuse a list that changes while it is read', async () => {
    const path = writeList('leads.csv', `${TRICKY_HEADER}\na@acme.fr,x,12\nb@acme.fr,x,500\n`);
    const error: unknown = await compare([path], {
      onLead: () => appendFileSync(path, 'd@acme.fr,q,1\n'),
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CannotRun);
    expect(String(error)).toContain('changed while it was read');
  });
});
