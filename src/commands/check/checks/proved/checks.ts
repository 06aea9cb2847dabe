import type { Check } from '../check.ts';
import { contradiction } from './contradiction.ts';
import { deadWeight } from './dead-weight.ts';
import { doubleCount } from './double-count.ts';
import { impossibleThreshold } from './impossible-threshold.ts';
import { redundantClause } from './redundant-clause.ts';
import { shadowedStage } from './shadowed-stage.ts';
import { tautology } from './tautology.ts';
import { unknownQualifies } from './unknown-qualifies.ts';
import { unreachableStage } from './unreachable-stage.ts';

/** The checks that prove what they say by the meaning of conditions, beside those that read what is written. */
export const PROOFS: readonly Check[] = [
  contradiction,
  deadWeight,
  doubleCount,
  impossibleThreshold,
  redundantClause,
  shadowedStage,
  tautology,
  unknownQualifies,
  unreachableStage,
];
