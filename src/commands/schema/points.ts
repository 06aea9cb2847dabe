import { MOST_POINTS } from '../../language/sections/settings.ts';
import type { JsonSchema } from './json-schema.ts';
import { decimal } from './scalars.ts';

/** Points; that they have at most two decimals is left to the reader, since schemas count in binary fractions. */
export const POINTS: JsonSchema = decimal({ minimum: -MOST_POINTS, maximum: MOST_POINTS });

/** Points for each unit of a number. */
export const POINTS_PER_UNIT: JsonSchema = decimal({ minimum: 0.0001, maximum: MOST_POINTS });

/** What is kept of a score. */
export const PERCENTAGE: JsonSchema = decimal({ minimum: 0, maximum: 100 });
