import { createSequence } from '../../fixtures/make-random.mjs';

/** A small seeded generator (mulberry32): the same seed gives the same list on every machine. */

/**
 * @typedef {object} Random
 * @property {(position: number) => void} start begins the sequence that belongs to a position, such as a row's number
 * @property {(below: number) => number} integer an integer from 0 to below − 1
 * @property {(percent: number) => boolean} happens true in so many per cent of the calls
 * @property {<T>(choices: readonly T[]) => T} pick one of the choices
 * @property {<T>(choices: readonly T[]) => T} lean one of the choices, the first ones far more often
 */

/**
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let next = createSequence(seed);
  const integer = below => Math.floor((next() / 2 ** 32) * below);
  return {
    start: position => {
      const first = createSequence((Math.imul(seed, 0x9e3779b1) ^ Math.imul(position + 1, 0x85ebca6b)) >>> 0);
      next = createSequence(first());
    },
    integer,
    happens: percent => next() < percent * (2 ** 32 / 100),
    pick: choices => choices[integer(choices.length)],
    lean: choices => choices[integer(integer(choices.length) + 1)],
  };
}
