import { startDiff } from '../../../../src/commands/diff/leads/diff.ts';
import type { Diff } from '../../../../src/commands/diff/model.ts';
import { summarize } from '../../../../src/costs/summarize.ts';
import { type ComparedJob, compareLists } from '../../../../src/engine/compare-lists.ts';
import { planLists } from '../../../../src/engine/plan.ts';
import { openList } from '../../../../src/lists/list.ts';
import type { Rulebook } from '../../../../src/model/rulebook.ts';
import type { Tally } from '../../../../src/model/tally.ts';
import { AS_OF } from '../../../engine/answering.ts';
import { demand } from '../../../engine/running.ts';
import { FIXTURE_LISTS } from './judged-fixtures.ts';

export interface DiffFixtures {
  /** What `diff` says of a rule change on the lists of fixtures/; `refused` where the lists are none for a rulebook. */
  diff(before: Rulebook, after: Rulebook): Promise<Diff | 'refused'>;
  close(): Promise<void>;
}

/** Opens the lists of fixtures/ once for any number of comparisons. */
export async function openFixtures(): Promise<DiffFixtures> {
  const lists = await Promise.all(FIXTURE_LISTS.map(async ({ path }) => demand(await openList(path))));
  const notationOf = (name: string) => ({
    locale: FIXTURE_LISTS[lists.findIndex(list => list.name === name)]?.locale ?? ('en' as const),
  });
  const jobOf = (rulebook: Rulebook): ComparedJob | undefined => {
    const { value } = planLists(lists, { rulebook, notationOf, preferred: [], to: 'csv', guard: false });
    return value && { rulebook, asOf: AS_OF, dedupe: true, lists: value };
  };
  return {
    async diff(was, is) {
      const [before, after] = [jobOf(was), jobOf(is)];
      if (before === undefined || after === undefined) return 'refused';
      const study = startDiff({
        before: was,
        after: is,
        asOf: AS_OF,
        nameOf: (list, row) => `${list}:${row}`,
      });
      const counted = await compareLists({ before, after, onLead: study.add, onProgress: () => {} });
      return study.finish({
        before: describe(was),
        after: describe(is),
        leadsOf: 'lists',
        summaries: {
          before: summarizeSide(was, counted.before.tally),
          after: summarizeSide(is, counted.after.tally),
        },
        warnings: [],
      });
    },
    async close() {
      await Promise.all(lists.map(list => list.close()));
    },
  };
}

function describe({ name, version }: Rulebook): Diff['before'] {
  return { file: `${name}.yaml`, rulebook: name, version, sha256: '' };
}

function summarizeSide(rulebook: Rulebook, tally: Tally) {
  return summarize(tally, { rulebook, sha256: '', asOf: AS_OF, lists: [], warnings: [] });
}
