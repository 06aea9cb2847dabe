import { describe, expect, test } from 'vitest';
import { formatProgress } from '../../src/terminal/progress.ts';

describe('formatProgress', () => {
  test('rows, speed and time left', () => {
    const progress = { rows: 12_345, bytes: 16_400_000, totalBytes: 49_200_000, seconds: 2 };
    expect(formatProgress(progress)).toBe('12,345 rows · 8.2 MB/s · 4 s left');
  });

  test('what is not known is left out', () => {
    expect(formatProgress({ rows: 0, bytes: 0, totalBytes: 100, seconds: 0 })).toBe('0 rows');
    expect(formatProgress({ rows: 1, bytes: 100, totalBytes: 100, seconds: 0 })).toBe('1 row');
    expect(formatProgress({ rows: 1, bytes: 1_000_000, seconds: 1 })).toBe('1 row · 1.0 MB/s');
    expect(formatProgress({ rows: 9, bytes: 100, totalBytes: 100, seconds: 1 })).toBe('9 rows · 0.0 MB/s');
  });

  test('long times in minutes and hours', () => {
    const slow = { rows: 9, bytes: 1_000_000, seconds: 1 };
    expect(formatProgress({ ...slow, totalBytes: 91_000_000 })).toBe('9 rows · 1.0 MB/s · 2 min left');
    expect(formatProgress({ ...slow, totalBytes: 7_201_000_000 })).toBe('9 rows · 1.0 MB/s · 2 h left');
  });
});
