import type { Expected } from '../../language/tests/expectations.ts';

/** A rulebook that defines nothing: enough for the tables of keys, whose names do not depend on it. */
export const NOTHING: Expected = {
  scope: { fields: new Map(), sets: new Map(), criteria: [], frameworks: [], scores: [] },
  frameworks: [],
  stages: [],
  grades: [],
};
