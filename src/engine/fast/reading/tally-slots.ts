import type { GroupName } from '../../../costs/tally/group-counters.ts';
import { compileGroupName } from '../../../costs/tally/group-name.ts';
import { MOST_KEPT } from './cell-numbers.ts';
import type { FieldCells } from './field-cells.ts';
import type { LeadReader, ReadFields } from './lead-reader.ts';

/** Writes a slot of the tally for each of so many records of the batch that was read last. */
export type WriteSlots = (reader: LeadReader, count: number, slots: Int32Array) => void;

export const NO_SLOTS: WriteSlots = (_, count, slots) => {
  slots.fill(0, 0, count);
};

const NOT_ASKED = -1;

/** Slots for what leads have in a field; the tally is asked once for each cell that is kept. */
export function compileSlots(
  fields: ReadFields,
  { field: name, nameSlot }: { readonly field: string; readonly nameSlot: (name: GroupName) => number },
): WriteSlots {
  const index = fields.indexOf(name);
  const field = fields.classes[index]?.field;
  if (field === undefined) return NO_SLOTS;
  const nameOf = compileGroupName(field);
  const known = new WeakMap<FieldCells, Int32Array>();

  function knownSlots(cells: FieldCells): Int32Array {
    const slots = known.get(cells) ?? new Int32Array(MOST_KEPT).fill(NOT_ASKED);
    known.set(cells, slots);
    return slots;
  }

  return ({ kernel, fields: read }, count, slots) => {
    const cells = read[index];
    if (cells === undefined) return;
    const byNumber = knownSlots(cells);
    const first = cells.numbers() / 4;
    const kept = cells.kept();
    for (let record = 0; record < count; record++) {
      const number = kernel.words[first + record] as number;
      const isKept = number < kept;
      let slot = isKept ? (byNumber[number] as number) : NOT_ASKED;
      if (slot === NOT_ASKED) {
        const { text, reading } = cells.cellOf(record);
        slot = nameSlot(nameOf({ text, plain: false }, reading));
        if (isKept) byNumber[number] = slot;
      }
      slots[record] = slot;
    }
  };
}
