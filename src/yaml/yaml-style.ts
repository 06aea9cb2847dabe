import type { Scalar } from 'yaml';
import { parseYaml } from './yaml.ts';
import { quote } from './yaml-format.ts';

/** Where a text is to stand, which decides how it may be written. */
export interface Standing {
  /** How the text in its place is written. */
  readonly style: Scalar['type'] | undefined;
  /** Inside brackets or braces. */
  readonly inFlow: boolean;
}

const UNQUOTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u;

/** A text as YAML in the style of the one it replaces, in double quotes where that style cannot hold it. */
export function formatText(text: string, { style, inFlow }: Standing): string {
  if (style === 'QUOTE_SINGLE' && !UNQUOTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (style !== 'QUOTE_DOUBLE' && isPlainText(text, inFlow)) return text;
  return quote(text);
}

/** Whether a text means itself without quotes. */
function isPlainText(text: string, inFlow: boolean): boolean {
  if (text === '' || UNQUOTABLE.test(text)) return false;
  const { value } = parseYaml(inFlow ? `{ a: ${text} }` : `a: ${text}`, '');
  const node = value?.kind === 'mapping' && value.entries.length === 1 ? value.entries[0]?.node : undefined;
  return node?.kind === 'scalar' && node.plain && !node.isNull && node.text === text;
}
