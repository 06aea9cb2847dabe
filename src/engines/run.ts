import { compileGroupName } from '../costs/group-name.ts';
import { CREATED, compilePeriod } from '../costs/period.ts';
import { startTally, type TallyBuilder } from '../costs/tally.ts';
import { compileRulebook, type Judge } from '../evaluation/judge.ts';
import { hasHash } from '../leads/hash-set.ts';
import { hasDigest } from '../leads/suppression-entries.ts';
import type { FieldReference } from '../model/condition.ts';
import type { JudgingRules } from './job.ts';
import { compileKey, type WriteKey } from './key-hashes.ts';
import { createLeadJudge, type JudgeLead } from './lead-judge.ts';
import { chooseFields, compileReference, type ReadCells, type ReadFields } from './lead-reader.ts';
import { followUpFields } from './own-facts.ts';

/** What one thread needs to judge the lists of a job, and what it has counted. */
export interface Run {
  readonly rules: JudgingRules;
  readonly judge: Judge;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
  readonly judgeLead: JudgeLead;
  /** The hashes of the keys that duplicates are found by. */
  readonly dedupe: readonly WriteKey[];
  readonly isSuppressed: (cells: ReadCells) => boolean;
  /** Whether the lead was created in the costs' period; unknown counts as inside. */
  readonly isInside: (cells: ReadCells) => boolean;
  /** Slots of the tally. */
  readonly sourceOf: (cells: ReadCells) => number;
  readonly groupOf: (cells: ReadCells) => number;
}

const SOURCE = 'source';

export function startRun(rules: JudgingRules): Run {
  const { rulebook, asOf, suppression, by } = rules;
  const judge = compileRulebook(rulebook, { asOf });
  const tally = startTally({ rulebook, grouped: by !== undefined });
  const keys = dedupeKeys(rules);
  const suppressedBy = suppression?.keys.map(({ reference }) => reference) ?? [];
  const fields = chooseFields(rulebook, {
    judge,
    read: fieldsRead(rules),
    keys: [...keys.flat(), ...suppressedBy],
  });
  return {
    rules,
    judge,
    fields,
    tally,
    judgeLead: createLeadJudge({ rulebook, asOf, judge, fields, tally }),
    dedupe: keys.map(key => compileKey(fields, key)),
    isSuppressed: compileSuppression(rules, fields),
    isInside: compileInside(rules, fields),
    sourceOf: compileSlot(fields, { field: SOURCE, slot: 'source', nameSlot: tally.sourceSlot }),
    groupOf:
      by === undefined
        ? () => 0
        : compileSlot(fields, { field: by, slot: 'group', nameSlot: tally.groupSlot }),
  };
}

/** The keys that duplicates are found by; without `dedupe` in the rulebook nothing is a duplicate. */
export function dedupeKeys({ dedupe, rulebook }: JudgingRules): readonly (readonly FieldReference[])[] {
  return dedupe ? (rulebook.dedupe?.keys ?? []) : [];
}

/** Fields whose readings are asked for beside their answers. */
function fieldsRead({ rulebook, suppression, costs, by, alsoRead = [] }: JudgingRules): string[] {
  return [
    SOURCE,
    ...alsoRead,
    ...followUpFields(rulebook),
    ...(suppression?.entries.digests === undefined ? [] : suppression.keys.map(({ field }) => field.name)),
    ...(costs?.period === undefined ? [] : [CREATED]),
    ...(by === undefined ? [] : [by]),
  ];
}

function compileSuppression(
  { suppression }: JudgingRules,
  fields: ReadFields,
): (cells: ReadCells) => boolean {
  if (suppression === undefined) return () => false;
  const { keys, entries } = suppression;
  const words = new Uint32Array(2);
  const lookups = keys.map(({ reference, kind }, key) => {
    const write = compileKey(fields, [reference]);
    const reading = compileReference(fields, reference);
    const set = entries.byKey[key];
    return (cells: ReadCells): boolean => {
      write(cells, words, 0);
      if (set !== undefined && hasHash(set, words[0] as number, words[1] as number)) return true;
      if (kind === 'domain' || entries.digests === undefined) return false;
      const found = reading(cells);
      return found.kind === 'value' && hasDigest(entries, String(found.value));
    };
  });
  return cells => lookups.some(isListed => isListed(cells));
}

function compileInside({ costs }: JudgingRules, fields: ReadFields): (cells: ReadCells) => boolean {
  if (costs?.period === undefined) return () => true;
  const isInside = compilePeriod(costs);
  const created = compileReference(fields, { field: CREATED });
  return cells => isInside(created(cells));
}

type NameSlot = (name: { readonly key: string; readonly shown: string }) => number;

/** The tally's slot for what a lead has in a field; asked for once per remembered cell. */
function compileSlot(
  fields: ReadFields,
  { field: name, slot, nameSlot }: { field: string; slot: 'source' | 'group'; nameSlot: NameSlot },
): (cells: ReadCells) => number {
  const index = fields.indexOf(name);
  const field = fields.classes[index]?.field;
  if (field === undefined) return () => 0;
  const nameOf = compileGroupName(field);
  return cells => {
    const cell = cells[index];
    if (cell?.reading === undefined) return 0;
    if (cell[slot] === -1) cell[slot] = nameSlot(nameOf({ text: cell.text, plain: false }, cell.reading));
    return cell[slot];
  };
}
