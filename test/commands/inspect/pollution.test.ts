import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { inspectList } from '../../../src/commands/inspect/inspect.ts';
import { rewriteList } from '../../../src/commands/inspect/rewrite.ts';
import { openList } from '../../../src/lists/list.ts';
import { writeList } from '../../lists/reading.ts';
import { inEncodings, type PollutedFile, pollute } from './pollution-kinds.ts';
import { addScore, type KindScore, loadByDefaults, scoreCells } from './pollution-score.ts';
import { CLEAN_TABLES } from './pollution-tables.ts';

/** The clean copy that `inspect --rewrite` writes. */
async function rewritten(bytes: Buffer): Promise<readonly (readonly string[])[] | undefined> {
  const path = writeList('leads.csv', bytes);
  const { value: list, diagnostics } = await openList(path, { inDoubt: 'take-better' });
  if (list === undefined) return diagnostics.some(({ code }) => code === 'empty-list') ? [] : undefined;
  try {
    const { width } = await inspectList(list, { rulebooks: [] });
    const parts: Buffer[] = [];
    await rewriteList(list, { columns: width, write: piece => parts.push(Buffer.from(piece)) });
    return parse(Buffer.concat(parts), { relax_column_count: true }) as string[][];
  } finally {
    await list.close();
  }
}

/** Where there is no header the copy gets one, which the clean cells do not have. */
function withoutMade(rows: readonly (readonly string[])[], { kind }: PollutedFile) {
  return kind === 'no header' && rows[0]?.[0] === 'column_1' ? rows.slice(1) : rows;
}

const percent = (share: number): string => (100 * share).toFixed(2).padStart(6);

describe('lists spoilt one by one', () => {
  it('are all loaded, and nearly all of their cells are right', { timeout: 300_000 }, async () => {
    const own = new Map<string, KindScore>();
    const plain = new Map<string, KindScore>();
    for (const table of CLEAN_TABLES) {
      for (const file of [...pollute(table), ...inEncodings(table)]) {
        const { kind, bytes, clean } = file;
        const loaded = await rewritten(bytes);
        const f1 = loaded === undefined ? 0 : scoreCells(clean, withoutMade(loaded, file)).f1;
        addScore(own, kind, { isLoaded: loaded !== undefined, f1 });
        const byDefaults = loadByDefaults(bytes);
        const other = byDefaults === undefined ? 0 : scoreCells(clean, byDefaults).f1;
        addScore(plain, kind, { isLoaded: byDefaults !== undefined, f1: other });
      }
    }
    const lines = [...own].map(([kind, { files, loaded, f1 }]) => {
      const other = plain.get(kind) ?? { loaded: 0, f1: 0 };
      const figures = [loaded, f1, other.loaded, other.f1].map(sum => percent(sum / files));
      return `${kind.padEnd(30)} ${String(files).padStart(5)} ${figures.join(' ')}`;
    });
    const total = (scores: ReadonlyMap<string, KindScore>, of: keyof KindScore) =>
      [...scores.values()].reduce((sum, score) => sum + score[of], 0);
    const files = total(own, 'files');
    const all = [total(own, 'loaded'), total(own, 'f1'), total(plain, 'loaded'), total(plain, 'f1')];
    lines.push(
      `${'all'.padEnd(30)} ${String(files).padStart(5)} ${all.map(sum => percent(sum / files)).join(' ')}`,
    );
    // Kind, files; of leadsieve load rate and cell F1 in per cent; of csv-parse by its defaults the same.
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "clean                              3 100.00 100.00 100.00 100.00
      all quoted                         3 100.00 100.00 100.00 100.00
      delimiter semicolon                3 100.00 100.00   0.00   0.00
      delimiter TAB                      3 100.00 100.00   0.00   0.00
      delimiter bar                      3 100.00 100.00   0.00   0.00
      delimiter comma and space          3 100.00 100.00   0.00   0.00
      delimiter two bars                 3 100.00 100.00   0.00   0.00
      delimiter space                    3 100.00 100.00   0.00   0.00
      quote apostrophe                   3 100.00 100.00   0.00   0.00
      escape backslash                   3 100.00 100.00   0.00   0.00
      escape none                        3 100.00  95.99   0.00   0.00
      records CRLF                       3 100.00 100.00 100.00 100.00
      records CR                         3 100.00 100.00 100.00 100.00
      records mixed                      3 100.00 100.00   0.00   0.00
      no trailing newline                3 100.00 100.00 100.00 100.00
      two trailing newlines              3 100.00 100.00   0.00   0.00
      blank lines                        3 100.00 100.00   0.00   0.00
      blank rows                         3 100.00 100.00 100.00  96.11
      sep line                           3 100.00 100.00   0.00   0.00
      preamble of one line               3 100.00 100.00   0.00   0.00
      preamble and blank line            3 100.00 100.00   0.00   0.00
      preamble padded                    3 100.00 100.00 100.00  97.37
      header repeated                    3 100.00 100.00 100.00  98.67
      BOM                                3 100.00 100.00 100.00  99.41
      UTF-16LE                           3 100.00 100.00   0.00   0.00
      UTF-16BE with BOM                  3 100.00 100.00   0.00   0.00
      no rows                            3 100.00 100.00 100.00 100.00
      one row                            3 100.00 100.00 100.00 100.00
      no header                          3 100.00 100.00 100.00 100.00
      empty                              3 100.00 100.00 100.00 100.00
      row with a delimiter too many     95 100.00  99.87   0.00   0.00
      row with a delimiter too few      95 100.00  99.20   0.00   0.00
      row with another delimiter        95 100.00  99.98   0.00   0.00
      row with a quote too many         95 100.00 100.00   0.00   0.00
      encoding windows-1252              3 100.00 100.00 100.00  88.66
      encoding windows-1250              3 100.00 100.00 100.00  85.88
      encoding iso-8859-2                3 100.00 100.00 100.00  85.88
      encoding cp852                     3 100.00 100.00 100.00  85.88
      all                              482 100.00  99.79  10.58  10.19"
    `);
    expect(total(own, 'loaded')).toBe(files);
    expect(total(own, 'f1') / files).toBeGreaterThan(0.985);
  });
});
