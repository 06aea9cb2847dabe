import type { Rulebook } from '../../../model/rulebook.ts';
import { entryOf } from '../../../yaml/tree.ts';
import { meaningOf } from '../written/meaning.ts';
import type { Check } from './check.ts';

/** Finds a change of meaning without a change of version, against the rulebook as it stood `before`. */
export function versionUnchanged(before: Rulebook): Check {
  return {
    code: 'version-unchanged',
    find: ({ rulebook, document }) => {
      const { version } = rulebook;
      if (version > before.version || meaningOf(rulebook) === meaningOf(before)) return [];
      const same = `the rules changed, and their version is still ${version}`;
      const lower = `the rules changed, and their version went back from ${before.version} to ${version}`;
      return [
        {
          message: `${version === before.version ? same : lower}: rows of both would say the same in \`qual_by\``,
          fix: `write \`version: ${before.version + 1}\``,
          place: entryOf(document, 'version')?.node.place,
        },
      ];
    },
  };
}
