import { dedupeKeys } from '../contacts/dedupe-keys.ts';
import { hasHash } from '../contacts/hash-set.ts';
import { hasDigest } from '../contacts/suppression-entries.ts';
import { compilePeriod, type PeriodState } from '../costs/tally/period.ts';
import { startTally, type TallyBuilder } from '../costs/tally/tally.ts';
import { compileRulebook, type Judge } from '../judging/judge.ts';
import type { Tally } from '../model/tally.ts';
import { type Kernel, openKernel } from '../records/kernel.ts';
import { askedBeside, SOURCE } from './asked-fields.ts';
import { createPartsPool, type PartsPool } from './fast/judging/parts-pool.ts';
import { compileKey, type WriteKey } from './fast/reading/key-hashes.ts';
import {
  chooseFields,
  compileReference,
  type ReadFields,
  type ReadRecord,
} from './fast/reading/lead-reader.ts';
import { compileSlots, NO_SLOTS, type WriteSlots } from './fast/reading/tally-slots.ts';
import type { JudgingRules } from './job.ts';

/** What one thread needs to judge the lists of a job, and what it has counted. */
export interface Run {
  readonly rules: JudgingRules;
  readonly judge: Judge;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
  /** What this thread works with, and the parts of verdicts that it remembers in there. */
  readonly kernel: Kernel;
  readonly parts: PartsPool;
  /** The hashes of the keys that duplicates are found by. */
  readonly dedupe: readonly WriteKey[];
  /** Absent where no lead is. */
  readonly isSuppressed: ((read: ReadRecord) => boolean) | undefined;
  /** Where the lead lies in respect of the costs' period. Absent where all are inside. */
  readonly isInside: ((read: ReadRecord) => PeriodState) | undefined;
  /** Write the tally's slots for the sources, and for the groups, of the batch that was read last. */
  readonly slotSources: WriteSlots;
  readonly slotGroups: WriteSlots;
  /** All that has been counted. */
  finish(): Tally;
}

export function startRun(rules: JudgingRules): Run {
  const { rulebook, asOf, by } = rules;
  const judge = compileRulebook(rulebook, { asOf });
  const tally = startTally({ rulebook, grouped: by !== undefined });
  const keys = dedupeKeys(rules);
  const fields = chooseFields(rulebook, { judge, ...askedBeside(rules) });
  const kernel = openKernel();
  const parts = createPartsPool(kernel, { judge, rulebook, fields, tally });
  return {
    rules,
    judge,
    fields,
    tally,
    kernel,
    parts,
    dedupe: keys.map(key => compileKey(fields, key)),
    isSuppressed: compileSuppression(rules, fields),
    isInside: compileInside(rules, fields),
    slotSources: compileSlots(fields, { field: SOURCE, nameSlot: tally.sourceSlot }),
    slotGroups: by === undefined ? NO_SLOTS : compileSlots(fields, { field: by, nameSlot: tally.groupSlot }),
    finish() {
      parts.addUp();
      return tally.finish();
    },
  };
}

function compileSuppression({ suppression }: JudgingRules, fields: ReadFields): Run['isSuppressed'] {
  if (suppression === undefined) return undefined;
  const { keys, entries } = suppression;
  const words = new Uint32Array(2);
  const lookups = keys.map(({ reference, kind }, key) => {
    const write = compileKey(fields, [reference]);
    const reading = compileReference(fields, reference);
    const set = entries.byKey[key];
    return (read: ReadRecord): boolean => {
      write(read, words, 0);
      if (set !== undefined && hasHash(set, words[0] as number, words[1] as number)) return true;
      if (kind === 'domain' || entries.digests === undefined) return false;
      const found = reading(read);
      return found.kind === 'value' && hasDigest(entries, String(found.value));
    };
  });
  return read => lookups.some(isListed => isListed(read));
}

function compileInside({ costs }: JudgingRules, fields: ReadFields): Run['isInside'] {
  if (costs?.period === undefined) return undefined;
  const isInside = compilePeriod(costs);
  const created = compileReference(fields, { field: costs.period.field });
  return read => isInside(created(read));
}
