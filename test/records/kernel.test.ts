import { describe, expect, it } from 'vitest';
import { createStruct, createStructs, openKernel } from '../../src/records/kernel.ts';
import { createRegion } from '../../src/records/kernel-region.ts';

const PAGE = 65_536;

describe('the memory of a kernel', () => {
  it('is given out in pieces that are 0 and do not meet, on the bounds that arrays need', () => {
    const kernel = openKernel();
    const sizes = [1, 0, 16, 17, 3, PAGE, 5, 3 * PAGE + 1, 8];
    const pieces = sizes.map(size => {
      const address = kernel.allocate(size);
      expect(address % 64).toBe(0);
      expect(address).toBeGreaterThanOrEqual(kernel.call.firstFree());
      expect(kernel.bytes.subarray(address, address + size).every(byte => byte === 0)).toBe(true);
      kernel.bytes.fill(size % 251, address, address + size);
      return { address, size };
    });
    for (const { address, size } of pieces) {
      expect(kernel.bytes.subarray(address, address + size).every(byte => byte === size % 251)).toBe(true);
    }
  });

  it('has views that are made anew when it grows, with what there was', () => {
    const kernel = openKernel();
    const before = kernel.words;
    const address = kernel.allocate(8);
    kernel.doubles[address / 8] = 0.1;
    kernel.allocate(100 * PAGE);
    expect(before.length).toBe(0);
    expect(kernel.doubles[address / 8]).toBe(0.1);
    expect(kernel.bytes.length).toBe(kernel.words.length * 4);
  });

  it('ends where addresses would', () => {
    const kernel = openKernel();
    expect(kernel.allocate(2 ** 30)).toBeGreaterThan(0);
    expect(kernel.allocate(2 ** 29 + 2 ** 28)).toBeGreaterThan(2 ** 30);
    expect(() => kernel.allocate(2 ** 28)).toThrow('more than 2 GB');
  });

  it('is not that of another kernel', () => {
    const [one, other] = [openKernel(), openKernel()];
    const address = one.allocate(4);
    one.bytes[address] = 7;
    expect(other.allocate(4)).toBe(address);
    expect(other.bytes[address]).toBe(0);
  });
});

describe('structures', () => {
  it('are words in their order, also after the memory has moved', () => {
    const kernel = openKernel();
    const one = createStruct(kernel, ['a', 'b', 'c']);
    one.set({ c: 3, a: -1 });
    kernel.allocate(5 * PAGE);
    one.set({ b: 2 });
    expect([...kernel.words.slice(one.address / 4, one.address / 4 + 3)]).toEqual([-1, 2, 3]);
    expect([one.get('a'), one.get('b'), one.get('c')]).toEqual([-1, 2, 3]);
  });

  it('of one kind lie one right behind the other', () => {
    const kernel = openKernel();
    const all = createStructs(kernel, ['a', 'b', 'c'], 3);
    expect(all.map(({ address }) => address - (all[0]?.address ?? 0))).toEqual([0, 12, 24]);
    expect(createStructs(kernel, ['a'], 0)).toEqual([]);
  });
});

describe('a region', () => {
  it('grows to a power of two, keeps what it is told to, and is 0 behind that', () => {
    const kernel = openKernel();
    const region = createRegion(kernel, 100);
    const before = region.address;
    region.makeRoom(100);
    expect(region.address).toBe(before);
    kernel.bytes.fill(7, region.address, region.address + 100);
    region.makeRoom(101, 40);
    expect(region.address).not.toBe(before);
    expect(region.size).toBe(128);
    const bytes = kernel.bytes.subarray(region.address, region.address + region.size);
    expect([...bytes]).toEqual([...Array(40).fill(7), ...Array(88).fill(0)]);
    region.makeRoom(10 * PAGE, 128);
    expect(region.size).toBe(16 * PAGE);
    expect(kernel.bytes[region.address + 39]).toBe(7);
    expect(kernel.bytes[region.address + 40]).toBe(0);
  });

  it('has bytes behind it that a copy may go over', () => {
    const kernel = openKernel();
    for (const size of [1, 16, 100]) {
      const region = createRegion(kernel, size);
      expect(createRegion(kernel, 1).address - region.address).toBeGreaterThanOrEqual(size + 16);
    }
  });

  it('takes none until there is something to hold', () => {
    const kernel = openKernel();
    const region = createRegion(kernel);
    region.makeRoom(0);
    expect([region.address, region.size]).toEqual([0, 0]);
    region.makeRoom(1);
    expect(region.address).toBeGreaterThan(0);
  });
});
