import { readFileSync } from 'node:fs';
import { Defect } from '../model/errors.ts';
import { randomFactors } from './hash64.ts';

/** What of WebAssembly is used here; Node's types leave it to the browser's. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(size: { readonly initial: number; readonly maximum: number });
    grow(pages: number): number;
  }
  class Instance {
    readonly exports: unknown;
    constructor(module: Module, imports: { readonly env: { readonly memory: Memory } });
  }
}

type Address = number;

/** The functions of `src/kernel`: numbers and addresses in, numbers out. */
export interface KernelFunctions {
  firstFree(): Address;
  scan(task: Address): number;
  findTexts(batch: Address, column: Address): number;
  findPlaces(batch: Address, column: Address, places: Address): number;
  findAddresses(batch: Address, column: Address, addresses: Address): number;
  findCell(table: Address, start: Address, end: Address): number;
  findSign(batch: Address, start: number, end: number, addresses: Address): Address;
  findPlace(batch: Address, start: number, end: number, places: Address): number;
  learnCell(table: Address, start: Address, end: Address, number: number): void;
  seedCells(...words: readonly number[]): void;
  rehashCells(table: Address, from: Address, count: number): void;
  findVectors(table: Address, count: number, numbers: Address, misses: Address): number;
  rehashVectors(table: Address, from: Address, count: number): void;
  sumGroups(totals: Address, count: number): void;
  addMark(numbers: Address, marks: Address, count: number, bit: number, words: Address): void;
  widenFlags(batch: Address, mask: number, words: Address): void;
  countBy(indexes: Address, table: Address, count: number, counted: Address, counters: Address): void;
  gatherHashes(numbers: Address, known: Address, count: number, hashes: Address): void;
  findFirstLeads(table: Address, count: number): number;
  spreadFirstLeads(table: Address, before: number): void;
  markSuspects(batch: Address, kinds: Address, marks: Address): void;
  writeRows(batch: Address, plan: Address, to: number, output: Address): void;
  writeAnnotation(plan: Address, record: number, output: Address): void;
}

/** Constants of `src/kernel` by which callers make room. */
interface KernelSizes {
  /** What is not known, after so many of which a lookup stops. */
  readonly mostMisses: number;
  /** Vectors that are looked up at once. */
  readonly vectorBlock: number;
}

/** As WebAssembly exports one. */
interface KernelConstant {
  readonly value: number;
}

/** The kernel with a memory of its own. */
export interface Kernel {
  readonly call: KernelFunctions;
  readonly sizes: KernelSizes;
  /** All of its memory. They are other objects after `allocate`, which may move it. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  /** The address of so many bytes that are 0. They are never given back. */
  allocate(size: number): Address;
}

const PAGE = 65_536;
/** Enough for a short list: growing takes milliseconds. */
const FIRST_PAGES = 32;
/** A line of the processor's cache, so that what fits one is read at once. */
const ALIGNMENT = 64;
/** Addresses are kept in signed words. */
const LARGEST = 2 ** 31;

/** The same file from `src/leads` and from the build's `dist/shared`. */
const FILE = new URL('../../dist/kernel.wasm', import.meta.url);

let compiled: WebAssembly.Module | undefined;

/** Starts the kernel; V8 compiles it once for all threads. */
export function openKernel(): Kernel {
  compiled ??= new WebAssembly.Module(readFileSync(FILE));
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: LARGEST / PAGE });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const call = exports as KernelFunctions;
  const { MOST_MISSES, VECTOR_BLOCK } = exports as Record<'MOST_MISSES' | 'VECTOR_BLOCK', KernelConstant>;
  const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;
  call.seedCells(...randomFactors(6));
  let used = aligned(call.firstFree());
  const views = () => ({
    bytes: Buffer.from(memory.buffer),
    words: new Int32Array(memory.buffer),
    doubles: new Float64Array(memory.buffer),
  });
  const kernel = {
    call,
    sizes: { mostMisses: MOST_MISSES.value, vectorBlock: VECTOR_BLOCK.value },
    ...views(),
    allocate(size: number): Address {
      const address = used;
      used += aligned(size);
      // Twice as much, since growing makes all views anew, and what is not used takes no room.
      if (used > memory.buffer.byteLength) {
        if (used > LARGEST) throw new Defect('the kernel was asked for more than 2 GB');
        const { byteLength } = memory.buffer;
        memory.grow(Math.ceil((Math.min(Math.max(used, byteLength * 2), LARGEST) - byteLength) / PAGE));
        Object.assign(kernel, views());
      }
      return address;
    },
  };
  return kernel;
}

/** Words of the kernel's memory by name, as one of its structures has them. */
export interface Struct<Name extends string> {
  readonly address: Address;
  set(values: Readonly<Partial<Record<Name, number>>>): void;
  get(name: Name): number;
}

const WORD = 4;

/** Lays out a structure of the kernel, with its words in their order there. */
export function createStruct<Name extends string>(kernel: Kernel, names: readonly Name[]): Struct<Name> {
  return structAt(kernel, names, kernel.allocate(names.length * WORD));
}

/** Several of them, one right behind the other. */
export function createStructs<Name extends string>(
  kernel: Kernel,
  names: readonly Name[],
  count: number,
): readonly Struct<Name>[] {
  const size = names.length * WORD;
  const first = kernel.allocate(count * size);
  return Array.from({ length: count }, (_, index) => structAt(kernel, names, first + index * size));
}

function structAt<Name extends string>(
  kernel: Kernel,
  names: readonly Name[],
  address: Address,
): Struct<Name> {
  const indexes: Record<string, number> = {};
  for (const [index, name] of names.entries()) indexes[name] = address / WORD + index;
  return {
    address,
    set(values) {
      for (const name in values) kernel.words[indexes[name] as number] = values[name] as number;
    },
    get: name => kernel.words[indexes[name] as number] as number,
  };
}
