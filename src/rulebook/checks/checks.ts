import type { Check } from './check.ts';
import { stale } from './stale.ts';

/** Every static check that needs nothing but the rulebook, in alphabetical order. */
export const CHECKS: readonly Check[] = [stale];
