import { dedupeKeys } from '../contacts/dedupe-keys.ts';
import { hasHash } from '../contacts/hash-set.ts';
import type { SuppressionList } from '../contacts/suppression.ts';
import { hasDigest } from '../contacts/suppression-entries.ts';
import { compilePeriod, type PeriodState } from '../costs/tally/period.ts';
import { startTally, type TallyBuilder } from '../costs/tally/tally.ts';
import { compileRulebook, type Judge } from '../judging/judge.ts';
import type { Tally } from '../model/tally.ts';
import { hashText } from '../records/hash64.ts';
import { type Kernel, openKernel } from '../records/kernel.ts';
import { emailDomain } from '../values/field-types/email.ts';
import { askedBeside, SOURCE } from './asked-fields.ts';
import { createPartsPool, type PartsPool } from './fast/judging/parts-pool.ts';
import { compileKey, type WriteKey, withoutPlaceholders } from './fast/reading/key-hashes.ts';
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
  /** Absent where no lead is suppressed. */
  readonly suppression: SuppressionLookup | undefined;
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
    dedupe: keys.map(key => withoutPlaceholders(compileKey(fields, key), { fields, key })),
    suppression: compileSuppression(rules, fields),
    isInside: compileInside(rules, fields),
    slotSources: compileSlots(fields, { field: SOURCE, nameSlot: tally.sourceSlot }),
    slotGroups: by === undefined ? NO_SLOTS : compileSlots(fields, { field: by, nameSlot: tally.groupSlot }),
    finish() {
      parts.addUp();
      return tally.finish();
    },
  };
}

/** Looks leads up in do-not-contact lists, and counts what each of them could look up and met. */
export interface SuppressionLookup {
  readonly isListed: (read: ReadRecord) => boolean;
  /** Of each list the leads with a readable key of its kinds, and those that it met, since the last time. */
  takeCounts(): Float64Array;
}

function compileSuppression(
  { suppression }: JudgingRules,
  fields: ReadFields,
): SuppressionLookup | undefined {
  if (suppression === undefined) return undefined;
  const { keys, lists } = suppression;
  const words = new Uint32Array(2);
  let counts = new Float64Array(lists.length * 2);
  const readers = keys.map(({ reference, kind }) => ({
    kind,
    write: compileKey(fields, [reference]),
    reading: compileReference(fields, { field: reference.field }),
    several: fields.classes[fields.indexOf(reference.field)]?.several ?? { seen: false },
  }));

  /** Whether a list has a value of a key; undefined where the lead has none that can be read. */
  function looksUp(key: number, { entries }: SuppressionList, read: ReadRecord): boolean | undefined {
    const reader = readers[key];
    if (reader === undefined) return undefined;
    const { kind, write, reading, several } = reader;
    write(read, words, 0);
    const [low, high] = [words[0] as number, words[1] as number];
    const isReadable = low !== 0 || high !== 0;
    const set = entries.byKey[key];
    if (set !== undefined && hasHash(set, low, high)) return true;
    if (entries.digests === undefined && !several.seen) return isReadable ? false : undefined;
    const found = reading(read);
    if (found.kind !== 'value' && found.kind !== 'invalid') return isReadable ? false : undefined;
    const own = found.kind === 'value' ? [String(found.value)] : [];
    const isMet = [...own, ...(found.others ?? [])].some(value => {
      if (kind !== 'domain' && hasDigest(entries, value)) return true;
      hashText(kind === 'domain' ? emailDomain(value) : value, words, 0);
      return kind !== 'phone' && set !== undefined && hasHash(set, words[0] as number, words[1] as number);
    });
    return isMet || (isReadable ? false : undefined);
  }

  return {
    isListed(read) {
      let isMet = false;
      for (const [index, list] of lists.entries()) {
        let isReadable = false;
        let isHere = false;
        for (const key of list.keys) {
          const answer = looksUp(key, list, read);
          if (answer !== undefined) isReadable = true;
          if (answer === true) isHere = true;
        }
        if (isReadable) counts[index * 2] = (counts[index * 2] ?? 0) + 1;
        if (!isHere) continue;
        counts[index * 2 + 1] = (counts[index * 2 + 1] ?? 0) + 1;
        isMet = true;
      }
      return isMet;
    },
    takeCounts() {
      const taken = counts;
      counts = new Float64Array(lists.length * 2);
      return taken;
    },
  };
}

function compileInside({ costs }: JudgingRules, fields: ReadFields): Run['isInside'] {
  if (costs?.period === undefined) return undefined;
  const isInside = compilePeriod(costs);
  const created = compileReference(fields, { field: costs.period.field });
  return read => isInside(created(read));
}
