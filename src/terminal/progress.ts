import { formatCount } from './figures.ts';

/** How far a run is. */
export interface Progress {
  readonly rows: number;
  /** Bytes of the lists read so far. */
  readonly bytes: number;
  /** Bytes of all lists; absent where that cannot be known, as for stdin. */
  readonly totalBytes?: number;
  /** Seconds since the first byte. */
  readonly seconds: number;
}

const MEGABYTE = 1_000_000;

function formatDuration(seconds: number): string {
  if (seconds < 90) return `${formatCount(Math.ceil(seconds))} s`;
  if (seconds < 5400) return `${formatCount(Math.ceil(seconds / 60))} min`;
  return `${formatCount(Math.ceil(seconds / 3600))} h`;
}

/** One line such as `12,345 rows · 8.2 MB/s · 4 s left`; what is not known yet is left out. */
export function formatProgress({ rows, bytes, totalBytes, seconds }: Progress): string {
  const parts = [`${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`];
  if (bytes <= 0 || seconds <= 0) return parts.join(' · ');
  const bytesPerSecond = bytes / seconds;
  parts.push(`${(bytesPerSecond / MEGABYTE).toFixed(1)} MB/s`);
  if (totalBytes !== undefined && totalBytes > bytes) {
    parts.push(`${formatDuration((totalBytes - bytes) / bytesPerSecond)} left`);
  }
  return parts.join(' · ');
}
