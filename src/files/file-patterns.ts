import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';

/** How deep `**` looks. */
const DEEPEST = 32;
const SPECIAL = /[*?[\]{}]/;

/**
 * The files that arguments stand for: a quoted pattern with `*`, `?`, `[a-z]`, `{a,b}` or `**`, which the shell
 * has not expanded, for every file it matches, in order of their names; any other argument for itself. A file of that
 * very name comes before a pattern. Hidden files are matched by patterns that name their dot. A pattern without a match
 * is an error.
 */
export function expandPatterns(patterns: readonly string[]): ExpandedPatterns {
  const found = patterns.map(pattern => ({ pattern, files: expand(pattern) }));
  const unmatched = found.filter(({ files }) => files.length === 0);
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    diagnostics: unmatched.map(({ pattern }) => nothingMatches(pattern)),
  };
}

/** The files found, also where some pattern matches none, so that the faults of the others can be told too. */
export interface ExpandedPatterns {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function expand(pattern: string): readonly string[] {
  if (!SPECIAL.test(pattern) || existsSync(pattern)) return [pattern];
  return [...new Set(expandBraces(pattern).flatMap(filesLike))].sort();
}

/** `a.{yaml,yml}` as `a.yaml` and `a.yml`; the innermost braces first. */
function expandBraces(pattern: string): readonly string[] {
  const [braces, choices = ''] = /\{([^{}]*,[^{}]*)\}/.exec(pattern) ?? [];
  if (braces === undefined) return [pattern];
  return choices.split(',').flatMap(choice => expandBraces(pattern.replace(braces, () => choice)));
}

function filesLike(pattern: string): readonly string[] {
  const isAbsolute = pattern.startsWith('/');
  const segments = pattern.split('/').filter(segment => segment !== '' && segment !== '.');
  return walk(isAbsolute ? '/' : '', { segments, depth: 0 });
}

interface Rest {
  readonly segments: readonly string[];
  readonly depth: number;
}

/** The files under a folder that the rest of a pattern matches. */
function walk(folder: string, { segments: [segment, ...rest], depth }: Rest): readonly string[] {
  if (segment === undefined || depth > DEEPEST) return [];
  if (segment === '**') {
    const deeper = foldersIn(folder).flatMap(name =>
      walk(join(folder, name), { segments: ['**', ...rest], depth: depth + 1 }),
    );
    return [...walk(folder, { segments: rest.length === 0 ? ['*'] : rest, depth }), ...deeper];
  }
  const names = SPECIAL.test(segment) ? namesIn(folder).filter(matcherOf(segment)) : [segment];
  const paths = names.map(name => join(folder, name));
  if (rest.length === 0) return paths.filter(isFile);
  return paths.flatMap(path => walk(path, { segments: rest, depth }));
}

/** Whether a name matches one segment of a pattern: `*`, `?`, `[a-z]`, `[!a-z]`. */
function matcherOf(segment: string): (name: string) => boolean {
  const parts = segment.match(/\*+|\?|\[[!^]?\]?[^\]]*\]|[\s\S]/gu) ?? [];
  const source = parts.map(part => {
    if (part.startsWith('*')) return '.*';
    if (part === '?') return '.';
    if (part.length > 2 && part.startsWith('[')) {
      const [, sign = '', members = ''] = /^\[([!^]?)([\s\S]*)\]$/.exec(part) ?? [];
      return `[${sign === '' ? '' : '^'}${members.replace(/[\\[\]^]/g, '\\$&')}]`;
    }
    return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  const expression = compile(`^(?:${source.join('')})$`);
  return name => (segment.startsWith('.') || !name.startsWith('.')) && expression?.test(name) === true;
}

/** Nothing matches a class such as `[z-a]`, which is none. */
function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'su');
  } catch {
    return undefined;
  }
}

/** A folder that cannot be read has nothing that matches. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder === '' ? '.' : folder);
  } catch {
    return [];
  }
}

/** Links to folders are not followed, since they may lead in a circle. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** What lies under a file, or may not be looked at, is none. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function nothingMatches(pattern: string): Diagnostic {
  return {
    severity: 'error',
    code: 'no-file',
    message: `no file matches ${pattern}`,
    fix: 'check the pattern; it starts from the folder you are in',
  };
}
