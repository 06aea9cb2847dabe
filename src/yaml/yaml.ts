import { Composer, type CST, Lexer, Parser } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import { indexPlaces, type PlaceFinder } from './text-places.ts';
import type { Tree } from './tree.ts';
import {
  EMPTY_FILE,
  errorAt,
  SEVERAL_DOCUMENTS,
  syntaxFault,
  TOO_DEEP,
  TOO_LARGE,
  YAML_VERSION,
} from './yaml-faults.ts';
import { buildTree } from './yaml-tree.ts';

/** The largest text that is read, in UTF-16 units. */
export const MAX_LENGTH = 4_000_000;
/** The deepest nesting of lists and mappings that is read. */
export const MAX_DEPTH = 64;

export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // Checked while the tree is built: the package compares every key with every other.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/**
 * A parsed text. `value` is there whenever its structure is clear, even beside errors such as a duplicate key, so
 * that a reader can go on and report all the other faults too.
 */
export interface ParsedYaml {
  readonly value?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** YAML 1.2 core text → tree with places; all faults at once. One document, no tags, no merge keys. */
export function parseYaml(text: string, file: string): ParsedYaml {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const placeOf = indexPlaces(body, file);
  if (body.length > MAX_LENGTH) return failed(errorAt(placeOf(0, 1), TOO_LARGE(MAX_LENGTH)));
  const tokens = readTokens(body);
  if ('tooDeepAt' in tokens) {
    return failed(errorAt(placeOf(tokens.tooDeepAt, tokens.tooDeepAt + 1), TOO_DEEP(MAX_DEPTH)));
  }
  const [document, second] = new Composer(YAML_OPTIONS).compose(tokens.tokens, true, body.length);
  if (document === undefined) return failed(errorAt(placeOf(0, 0), EMPTY_FILE));
  const syntax = [...document.errors, ...(second?.errors ?? [])];
  if (syntax.length > 0) return { diagnostics: syntaxErrors(syntax, placeOf) };
  const around: Diagnostic[] = [];
  if (document.directives.yaml.version !== '1.2') around.push(errorAt(placeOf(0, 5), YAML_VERSION));
  if (second !== undefined) around.push(errorAt(placeOf(...spanOf(second.range)), SEVERAL_DOCUMENTS));
  if (document.contents === null) return { diagnostics: [...around, errorAt(placeOf(0, 0), EMPTY_FILE)] };
  const { tree, diagnostics } = buildTree(document.contents, placeOf);
  return { value: tree, diagnostics: [...around, ...diagnostics] };
}

function failed(diagnostic: Diagnostic): ParsedYaml {
  return { diagnostics: [diagnostic] };
}

/** The tokens of the text; stops at once where it is nested too deep for those who read it recursively. */
function readTokens(text: string): { tokens: readonly CST.Token[] } | { tooDeepAt: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack holds the document beside the collections, and the scalar being read.
    if (parser.stack.length > MAX_DEPTH + 2) return { tooDeepAt: Math.max(0, parser.offset - lexeme.length) };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

type YamlErrors = readonly { readonly code: Parameters<typeof syntaxFault>[0]; message: string; pos: Span }[];
type Span = readonly [number, number];

/** The first error of each line: the others on it are its consequences. */
function syntaxErrors(errors: YamlErrors, placeOf: PlaceFinder): readonly Diagnostic[] {
  const lines = new Set<number>();
  const found = errors.map(({ code, message, pos }) => errorAt(placeOf(...pos), syntaxFault(code, message)));
  return found.filter(({ place }) => {
    const line = place?.line ?? 0;
    return lines.size < lines.add(line).size;
  });
}

function spanOf(range: readonly number[]): Span {
  return [range[0] ?? 0, range[1] ?? 0];
}
