import { shapeColumn } from '../../language/recognition/field-shape.ts';
import type { Match } from '../../language/recognition/matches.ts';
import { speaksOfRefusal } from '../../language/refusal-headers.ts';
import type { Notation } from '../../model/lead.ts';
import { mappingOf, type PlainData } from '../../yaml/plain-tree.ts';
import { formatYaml } from '../../yaml/yaml-format.ts';
import { seenAs, seenNothing, slugOf } from './draft-words.ts';

/** A column that no rule asks about, as the field that would read it. */
export interface OtherField {
  readonly name: string;
  readonly definition: PlainData;
  /** What was seen of it. */
  readonly seen: string;
}

/** Names that mean something else where a field's name may stand, or a field that is read in a special way. */
const TAKEN = ['all', 'any', 'not', 'at_least', 'criterion', 'framework', 'score', 'source', 'created'];

const MAY_BE_REFUSAL = 'it may say who refused to be contacted';

/** A field for each column that means nothing known, named by its header. */
export function draftOtherFields(
  matches: readonly Match[],
  { names, notation }: { readonly names: readonly string[]; readonly notation: Notation },
): readonly OtherField[] {
  const taken = new Set([...TAKEN, ...names]);
  return matches.map(({ column, near }, index) => {
    const name = freeName(slugOf(column.header, '_') ?? `column_${index + 1}`, taken);
    taken.add(name);
    const { field, settings, count } = shapeColumn(column, notation);
    const { type } = field;
    const seen = [
      count.filled === 0 ? seenNothing : seenAs(type, { count, notation }),
      ...(speaksOfRefusal(column.header) ? [MAY_BE_REFUSAL] : []),
      ...(near === undefined ? [] : [`like ${near}, but the rest of the header may change what it means`]),
    ].join('; ');
    return { name, definition: { type, columns: [column.header], ...settings }, seen };
  });
}

/** The fields as lines that become part of `fields:` once the `# ` before them is taken away. */
export function formatOtherFields(others: readonly OtherField[]): readonly string[] {
  if (others.length === 0) return [];
  const lines = others.map(({ name, definition, seen }) => {
    const line = formatYaml(mappingOf({ [name]: definition }), {
      width: Number.POSITIVE_INFINITY,
      sections: [],
    });
    return `  ${line.trimEnd()}   # ${seen}`;
  });
  return ['Columns that no rule below asks about; to use one, take the `# ` before it away:', ...lines, ''];
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}
