import type { LeadList } from '../lists/lead-list.ts';
import { countOf } from '../terminal/figures.ts';
import { safeLine } from '../terminal/safe.ts';
import { DELIMITER_NAMES } from '../text/delimiter.ts';

/** What stands between cells where that is more than a delimiter. */
const LONGER: Readonly<Record<string, string>> = {
  ', ': 'comma and space',
  '; ': 'semicolon and space',
  '||': 'two vertical bars',
};
const NEWLINES: Readonly<Record<string, string>> = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' };

/** How a list is read, in one line: encoding, what stands between and around cells, line ending, header, columns. */
export function formatReadingLine({
  path,
  format,
  dialect,
  header,
  headerLine,
}: Pick<LeadList, 'path' | 'format' | 'dialect' | 'header' | 'headerLine'>): string {
  const columns = countOf(header.length, ['column', 'columns']);
  const shown = safeLine(path === '-' ? 'standard input' : path);
  const encoding = `${dialect.encoding}${dialect.bom ? ' with BOM' : ''}`;
  if (format === 'json') return `${shown}: JSON, ${encoding}, ${columns}`;
  const between = dialect.between ?? dialect.delimiter;
  const parts = [
    encoding,
    LONGER[between] ?? DELIMITER_NAMES[between] ?? `"${safeLine(between)}" between cells`,
    `quote ${safeLine(dialect.quote)}`,
    ...(dialect.escape === undefined ? [] : ['escaped by backslash']),
    NEWLINES[dialect.newline] ?? '',
    headerLine === undefined ? 'no header' : `header on line ${headerLine}`,
    columns,
  ];
  return `${shown}: ${parts.join(', ')}`;
}
