import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
/** Rows of the table of promises: the promise, and the tests that show it. */
const promises = [...page.matchAll(/^\| (?!promise|---)(.+?) \| (`test.+?) \|$/gm)].map(
  ([, promise = '', shown = '']) => ({ promise, shown }),
);

describe('SECURITY.md', () => {
  test('says of every promise which test shows it', () => {
    const rows = page.split('\n').filter(line => line.startsWith('| '));
    expect(promises.length).toBeGreaterThan(10);
    expect(promises).toHaveLength(rows.length - 1);
  });

  test.each(promises)('$promise', ({ shown }) => {
    for (const part of shown.split(' · ')) {
      const [, file = '', names = ''] = /^`(test\/[\w/-]+\.test\.ts)`: (.+)$/.exec(part) ?? [];
      // A title may stand in any quotes, and over the line that it is given its parameters on.
      const titles = readFileSync(join(ROOT, file), 'utf8');
      const cited = [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
      expect(cited).not.toEqual([]);
      for (const name of cited)
        expect(titles).toMatch(
          new RegExp(`(?:test|it)(?:\\.each|\\.skipIf)?\\b[\\s\\S]*?['"\`][^\\n]*${escapeExpression(name)}`),
        );
    }
  });
});

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
