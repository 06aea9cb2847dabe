import type { Place } from '../../model/diagnostic.ts';
import { quoted, type Report } from '../../yaml/shape.ts';

/** What names are made of. */
export const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Keys of a condition that are no field; a field or criterion of such a name could not be told from them. */
export const CONDITION_KEYS = ['all', 'any', 'not', 'at_least', 'criterion', 'framework', 'score'] as const;
export type ConditionKey = (typeof CONDITION_KEYS)[number];

/** What a name must not be, and why. */
export interface Reserved {
  readonly names: readonly string[];
  readonly because: string;
}

export const CONDITION_NAMES: Reserved = { names: CONDITION_KEYS, because: 'it is a key of conditions' };

/** A name with the place it stands at. */
export interface PlacedName {
  readonly name: string;
  readonly place: Place;
}

/** Reports a name that is badly formed or reserved. `what` is what it names, such as `a field`. */
export function checkName(
  { name, place }: PlacedName,
  { what, reserved = [] }: { what: string; reserved?: readonly Reserved[] },
  report: Report,
): void {
  if (!NAME.test(name)) {
    report.error(place, {
      code: 'invalid-name',
      message: `${quoted(name)} cannot be the name of ${what}`,
      fix: `a name starts with a letter and has letters, digits, \`_\` and \`-\`${likely(name)}`,
    });
  }
  const taken = reserved.find(({ names }) => names.includes(name));
  if (taken !== undefined) {
    report.error(place, {
      code: 'reserved-name',
      message: `${what} cannot be called ${quoted(name)}: ${taken.because}`,
      fix: 'choose another name',
    });
  }
}

/** Reports every name that was there before. */
export function checkUnique(names: readonly PlacedName[], what: string, report: Report): void {
  const lines = new Map<string, number>();
  for (const { name, place } of names) {
    const first = lines.get(name);
    if (first === undefined) lines.set(name, place.line);
    else {
      report.error(place, {
        code: 'duplicate-id',
        message: `${what} ${quoted(name)} is here twice; the first is on line ${first}`,
        fix: 'change or remove one of them',
      });
    }
  }
}

/** ": such as x" where the wrong name has an obvious form that is right. */
function likely(name: string): string {
  const bare = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '');
  return NAME.test(bare) ? `, such as ${quoted(bare)}` : '';
}
