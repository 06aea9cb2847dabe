import type { Summary } from '../model/summary.ts';
import { formatJson } from '../terminal/json.ts';

/** The text of `summary.json`: the summary as it is, its keys being the contract of cli.md. */
export function formatSummaryJson(summary: Summary): string {
  return formatJson(summary);
}
