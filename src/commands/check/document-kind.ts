import { extname } from 'node:path';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearestName } from '../../values/nearest.ts';
import type { Tree } from '../../yaml/tree.ts';
import { parseYaml } from '../../yaml/yaml.ts';

/** What a file under check holds. */
export type DocumentKind = 'rulebook' | 'costs' | 'tests' | 'unknown';

const TABLES: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);
const YAML: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);
const TESTS = /\.test\.ya?ml$/i;
/** What an Excel workbook starts with, which the reader of costs knows how to refuse. */
const ZIP = 'PK\u0003\u0004';
/** A key that starts its line, quoted or not. */
const TOP_LEVEL_KEY = /^(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_][\w-]*))[ \t]*:(?=\s|$)/gm;

/** Keys that only the one or the other has at its top; a `version` or a `description` many files have. */
const TELLING = {
  rulebook: ['rulebook', 'stages', 'extends', 'fields', 'criteria', 'frameworks', 'scores', 'grades'],
  costs: ['currency', 'sources', 'shared', 'rates'],
} as const;

/**
 * Tells rulebooks, cost files and test files apart: tables are costs, names that end with `.test.yaml` tests, and the rest
 * is told by its keys. A YAML file that cannot be read counts as a rulebook, so that its faults are told.
 */
export function documentKind(text: string, file: string): DocumentKind {
  if (TABLES.has(extname(file).toLowerCase()) || text.startsWith(ZIP)) return 'costs';
  if (TESTS.test(file)) return 'tests';
  const shown = [...text.matchAll(TOP_LEVEL_KEY)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );
  if (shown.length > 0) return kindOf(shown);
  const { value } = parseYaml(text, file);
  if (value !== undefined) return kindOf(keysOf(value));
  return YAML.has(extname(file).toLowerCase()) ? 'rulebook' : 'unknown';
}

function kindOf(keys: readonly string[]): DocumentKind {
  const isExact = (key: string, names: readonly string[]) => names.includes(key);
  const isNear = (key: string, names: readonly string[]) => nearestName(key, names) !== undefined;
  for (const isOne of [isExact, isNear]) {
    const count = (names: readonly string[]) => keys.filter(key => isOne(key, names)).length;
    const [rulebook, costs] = [count(TELLING.rulebook), count(TELLING.costs)];
    if (rulebook + costs > 0) return costs > rulebook ? 'costs' : 'rulebook';
  }
  return 'unknown';
}

function keysOf(tree: Tree): readonly string[] {
  return tree.kind === 'mapping' ? tree.entries.map(({ key }) => key) : [];
}

/** What is said of a file that is nothing leadsieve checks. */
export function unknownDocument(text: string, file: string): Diagnostic {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const index = Math.max(
    0,
    lines.findIndex(line => !/^\s*(?:#.*)?$/.test(line)),
  );
  const sourceLine = lines[index] ?? '';
  const column = sourceLine.search(/\S/) + 1;
  return {
    severity: 'error',
    code: 'unknown-file',
    message: 'this is neither a rulebook nor a cost file',
    fix: 'a rulebook has the keys `rulebook` and `stages`, a cost file `currency` and `sources`',
    place: {
      file,
      line: index + 1,
      column: Math.max(1, column),
      length: sourceLine.trim().length,
      sourceLine,
    },
  };
}
