import { ambiguousScalar } from './ambiguous-scalar.ts';
import { blankValue } from './blank-value.ts';
import { capBelowParts } from './cap-below-parts.ts';
import type { Check } from './check.ts';
import { costlyOrNeedlessRegex } from './costly-or-needless-regex.ts';
import { duplicateRule } from './duplicate-rule.ts';
import { gapInBands } from './gap-in-bands.ts';
import { missingAsk } from './missing-ask.ts';
import { overlappingBands } from './overlapping-bands.ts';
import { repeatedColumn } from './repeated-column.ts';
import { stale } from './stale.ts';
import { substringTrap } from './substring-trap.ts';
import { unusedDefinition } from './unused-definition.ts';
import { valueOutsideDomain } from './value-outside-domain.ts';

/** Every static check of a rulebook, by code. */
export const CHECKS: readonly Check[] = [
  ambiguousScalar,
  blankValue,
  capBelowParts,
  costlyOrNeedlessRegex,
  duplicateRule,
  gapInBands,
  missingAsk,
  overlappingBands,
  repeatedColumn,
  stale,
  substringTrap,
  unusedDefinition,
  valueOutsideDomain,
];
