import { charactersOf, cut, displayWidth, padEnd } from './display-width.ts';
import { safe, safeLine } from './safe.ts';

/** A piece of plain text with the colour it gets once it is in its place. */
export interface Span {
  readonly text: string;
  readonly style?: (text: string) => string;
}

const plain = (text: string): string => text;

/** Spaces between two spans on one line. */
const GAP = 2;

/** What `safe` adds where a break brings a workflow command to the start of a line. */
const GUARD = 3;

/** The text in parts of at most `room` columns, broken at spaces and, where there is none, anywhere. */
function breakText(text: string, room: number): readonly string[] {
  const width = text.includes('::') ? Math.max(1, room - GUARD) : room;
  const parts: string[] = [];
  let part = '';
  for (const word of text.split(' ')) {
    const longer = part === '' ? word : `${part} ${word}`;
    if (displayWidth(longer) <= width) {
      part = longer;
      continue;
    }
    if (part !== '') parts.push(part);
    part = '';
    for (const character of charactersOf(word)) {
      if (displayWidth(part) + character.width > width) {
        parts.push(part);
        part = '';
      }
      part += character.text;
    }
  }
  return [...parts, part].map(safe);
}

/** The spans one after the other, on as many lines of at most `width` columns as it takes. */
export function flow(spans: readonly Span[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, style = plain } of spans) {
    for (const part of breakText(text, width)) {
      const taken = displayWidth(part);
      const fits = used > 0 && used + GAP + taken <= width;
      if (!fits && used > 0) lines.push(line);
      line = fits ? line + ' '.repeat(GAP) + style(part) : style(part);
      used = fits ? used + GAP + taken : taken;
    }
  }
  return used === 0 ? lines : [...lines, line];
}

/** A line whose first part is painted and `indent` columns wide, followed by spans that wrap under each other. */
export function hang(
  first: string,
  {
    indent,
    spans,
    width,
  }: { readonly indent: number; readonly spans: readonly Span[]; readonly width: number },
): readonly string[] {
  const lines = flow(spans, Math.max(1, width - indent));
  if (lines.length === 0) return [first.trimEnd()];
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line);
}

/** Names longer than this are cut, so that what follows them has room. */
const LONGEST_NAME = 24;

/** A function that makes names safe and equally wide, as wide as the longest of them needs. */
export function nameColumn(names: readonly string[]): {
  readonly width: number;
  readonly of: (name: string) => string;
} {
  const width = Math.min(LONGEST_NAME, Math.max(0, ...names.map(name => displayWidth(safeLine(name)))));
  return { width, of: name => padEnd(cut(safeLine(name), width), width) };
}
