import { hashText } from '../../../records/hash64.ts';
import { createStruct, type Kernel } from '../../../records/kernel.ts';
import { toText } from '../../../records/utf8.ts';
import { LONGEST_EMAIL } from '../../../values/field-types/email.ts';
import { ADDRESS_BYTES } from '../../../values/field-types/email-bytes.ts';
import { type CellLookup, createTextLookup, type FoundCell } from './cell-lookup.ts';
import { createCellTable } from './cell-table.ts';
import type { FieldClasses } from './field-classes.ts';

const FIELDS = ['domains', 'named', 'namedMask', 'other', 'kinds', 'longest', 'hashes'] as const;
const QUOTE = 0x22;
/** Slots for each domain that the rulebook names. */
const SPARSENESS = 4;

/**
 * Addresses in ASCII by their domain, where the rulebook asks for nothing else of them: nearly all are new. All domains
 * that it does not name share one number. Undefined for fields that this cannot be done for.
 */
export function createAddressLookup(
  kernel: Kernel,
  { field, judge, isRead }: FieldClasses,
  blank: readonly string[],
): CellLookup | undefined {
  const isSpelling = blank.some(spelling => spelling.includes('@'));
  const distinctions = judge?.distinctions ?? { onlyDomain: true, domains: new Set<string>() };
  if (field.type !== 'email' || isRead || isSpelling || !distinctions.onlyDomain) return undefined;
  const { domains: names } = distinctions;
  const texts = createTextLookup(kernel);
  const domains = createCellTable(kernel);
  const kinds = kernel.allocate(256);
  kernel.bytes.set(ADDRESS_BYTES, kinds);
  const struct = createStruct(kernel, FIELDS);
  struct.set({ domains: domains.address, other: -1, kinds, longest: LONGEST_EMAIL });
  if (names !== undefined) struct.set(createNameSet(kernel, names));

  /** Where the domain of an address lies; undefined where the cell is none. */
  function domainOf({ batch, bytes, start, end }: FoundCell): Domain | undefined {
    const sign = kernel.call.findSign(batch, start, end, struct.address);
    if (sign === 0) return undefined;
    const from = sign + 1;
    const to = kernel.bytes[bytes + start] === QUOTE ? bytes + end - 1 : bytes + end;
    const isNamed = names?.has(toText(kernel.bytes, from, to).toLowerCase()) ?? true;
    return { from, to, isNamed };
  }

  return {
    table: texts.table,
    makeRoom(more) {
      texts.makeRoom(more);
      domains.makeRoom(more);
    },
    hashInto: hashes => struct.set({ hashes }),
    findSome: (batch, column) => kernel.call.findAddresses(batch, column, struct.address),
    find(cell) {
      const domain = domainOf(cell);
      if (domain === undefined) return texts.find(cell);
      return domain.isNamed ? domains.find(domain.from, domain.to) : struct.get('other');
    },
    learn(cell, number) {
      const domain = domainOf(cell);
      if (domain === undefined) return texts.learn(cell, number);
      if (domain.isNamed) return domains.learn(domain.from, domain.to, number);
      struct.set({ other: number });
      return true;
    },
  };
}

interface Domain {
  readonly from: number;
  readonly to: number;
  readonly isNamed: boolean;
}

/** The hashes of names in slots, 8 bytes each, as the kernel looks for them. */
function createNameSet(kernel: Kernel, names: ReadonlySet<string>): { named: number; namedMask: number } {
  const slots = 2 ** Math.ceil(Math.log2(names.size * SPARSENESS + 1));
  const named = kernel.allocate(slots * 8);
  const words = new Uint32Array(2);
  const at = (slot: number): number => named / 4 + slot * 2;
  for (const name of names) {
    hashText(name, words, 0);
    let slot = (words[0] as number) & (slots - 1);
    while (kernel.words[at(slot)] !== 0 || kernel.words[at(slot) + 1] !== 0) slot = (slot + 1) & (slots - 1);
    kernel.words.set(words, at(slot));
  }
  return { named, namedMask: slots - 1 };
}
