import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVectorMemory } from '../../src/engines/vector-memory.ts';

test('finds a value by its vector, and no other', () => {
  const vectors = fc.array(fc.tuple(fc.integer({ max: 3, min: 0 }), fc.nat(), fc.nat(5)), { maxLength: 400 });
  fc.assert(
    fc.property(vectors, list => {
      const memory = createVectorMemory<number>(3, () => expect.unreachable());
      const found = list.map((vector, index) => {
        memory.vector.set(vector);
        const known = memory.find();
        if (known !== undefined) return known;
        memory.add(index);
        return index;
      });
      const keys = list.map(vector => vector.join(' '));
      expect(found).toEqual(keys.map(key => keys.indexOf(key)));
    }),
  );
});

test('holds one value for vectors of no width', () => {
  const memory = createVectorMemory<string>(0, () => expect.unreachable());
  expect(memory.find()).toBeUndefined();
  memory.add('the only one');
  expect(memory.find()).toBe('the only one');
});

test('starts over where there are too many, and says so', () => {
  let forgotten = 0;
  const memory = createVectorMemory<number>(1, () => {
    forgotten += 1;
  });
  for (let number = 0; number < 40_000; number += 1) {
    memory.vector[0] = number;
    expect(memory.find()).toBeUndefined();
    memory.add(number);
    expect(memory.find()).toBe(number);
  }
  expect(forgotten).toBe(2);
});
