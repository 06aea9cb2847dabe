import { compileGroupName } from '../costs/group-name.ts';
import { CREATED, compilePeriod } from '../costs/period.ts';
import { startTally, type TallyBuilder } from '../costs/tally.ts';
import { compileRulebook } from '../evaluation/judge.ts';
import { createDuplicateFinder, type Position } from './duplicate-finder.ts';
import type { ReadCell } from './field-reader.ts';
import type { Job } from './job.ts';
import { chooseFields, compileReference, type ReadFields, type ReadLead } from './lead-reader.ts';
import { createVerdictMemory, type VerdictMemory } from './verdict-memory.ts';

/** What all lists of a run share. */
export interface Run {
  readonly job: Job;
  readonly fields: ReadFields;
  readonly tally: TallyBuilder;
  readonly memory: VerdictMemory;
  /** `list:row` of the earlier lead that this one repeats. To be asked once per lead, in the order of the run. */
  readonly findEarlier: (lead: ReadLead, position: Position) => string | undefined;
  /** What is to be warned of when all leads have been asked for. */
  readonly warnings: () => readonly string[];
  readonly isSuppressed: (lead: ReadLead) => boolean;
  /** Whether the lead was created in the costs' period; unknown counts as inside. */
  readonly isInside: (lead: ReadLead) => boolean;
  /** Slots of the tally. */
  readonly sourceOf: (lead: ReadLead) => number;
  readonly groupOf: (lead: ReadLead) => number;
}

const SOURCE = 'source';

export function startRun(job: Job): Run {
  const { rulebook, asOf } = job;
  const judge = compileRulebook(rulebook, { asOf });
  const tally = startTally({ rulebook, grouped: job.by !== undefined });
  const fields = chooseFields(rulebook, { judge, more: fieldsBeside(job) });
  return {
    job,
    fields,
    tally,
    memory: createVerdictMemory(judge, tally),
    ...findDuplicates(job, fields),
    isSuppressed: compileSuppression(job, fields),
    isInside: compileInside(job, fields),
    sourceOf: compileSlot(fields, SOURCE, name => tally.sourceSlot(name)),
    groupOf: job.by === undefined ? () => 0 : compileSlot(fields, job.by, name => tally.groupSlot(name)),
  };
}

/** Fields that a run needs though no verdict depends on them. */
function fieldsBeside({ suppression, costs, by, alsoRead = [] }: Job): string[] {
  return [
    SOURCE,
    ...alsoRead,
    ...(suppression?.keys.map(({ field }) => field.name) ?? []),
    ...(costs?.period === undefined ? [] : [CREATED]),
    ...(by === undefined ? [] : [by]),
  ];
}

/** Without `dedupe` in the rulebook nothing is a duplicate. */
function findDuplicates(
  { rulebook, dedupe, lists }: Job,
  fields: ReadFields,
): Pick<Run, 'findEarlier' | 'warnings'> {
  if (!dedupe || rulebook.dedupe === undefined) return { findEarlier: () => undefined, warnings: () => [] };
  const names = lists.map(({ list }) => list.name);
  const finder = createDuplicateFinder(fields, { keys: rulebook.dedupe.keys, lists: names });
  return {
    findEarlier(lead, position) {
      const earlier = finder.find(lead, position);
      return earlier === undefined ? undefined : `${names[earlier.list] ?? ''}:${earlier.row}`;
    },
    warnings: finder.warnings,
  };
}

function compileSuppression({ suppression }: Job, fields: ReadFields): (lead: ReadLead) => boolean {
  if (suppression === undefined) return () => false;
  const readings = suppression.keys.map(({ reference }) => compileReference(fields, reference));
  return lead => suppression.matches(readings.map(read => read(lead)));
}

function compileInside({ costs }: Job, fields: ReadFields): (lead: ReadLead) => boolean {
  const isInside = compilePeriod(costs);
  const created = compileReference(fields, { field: CREATED });
  return lead => isInside(created(lead));
}

type NameSlot = (name: { readonly key: string; readonly shown: string }) => number;

/** The tally's slot for what a lead has in a field; asked for once per remembered cell. */
function compileSlot(fields: ReadFields, fieldName: string, slotOf: NameSlot): (lead: ReadLead) => number {
  const index = fields.indexOf(fieldName);
  const field = fields.classes[index]?.field;
  if (field === undefined) return () => 0;
  const nameOf = compileGroupName(field);
  const slots = new WeakMap<ReadCell, number>();
  return ({ cells }) => {
    const cell = cells[index];
    if (cell === undefined) return 0;
    const slot = slots.get(cell) ?? slotOf(nameOf(cell.cell, cell.reading));
    slots.set(cell, slot);
    return slot;
  };
}
