import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { rulebookSchema } from '../../../src/commands/schema/rulebook-schema.ts';
import type { SourceText } from '../../../src/language/parse.ts';
import { findExtends, type ParsedRulebook, parseRulebook } from '../../../src/language/parse.ts';

const ROOT = new URL('../../../', import.meta.url);

/** A file of the project as text, under its path from the root. */
export function projectFile(path: string): SourceText {
  return { file: path, text: readFileSync(new URL(path, ROOT), 'utf8') };
}

/** What a rulebook of the project extends; bases are built-ins or lie beside it. */
function baseOf({ text, file }: SourceText): SourceText | undefined {
  const name = findExtends({ text, file })?.name;
  if (name === undefined) return undefined;
  const beside = new URL(name, new URL(file, ROOT)).pathname.slice(ROOT.pathname.length);
  const path = /^[a-z-]+$/.test(name) ? `rules/${name}.yaml` : beside;
  try {
    return projectFile(path);
  } catch {
    return undefined;
  }
}

/** The rulebook as the loader takes it, with what it extends. */
export function load(source: SourceText) {
  const base = baseOf(source);
  return parseRulebook(source.text, source.file, base && { base });
}

/** The rulebook of a text that is known to have no faults. */
export function loaded(source: SourceText): ParsedRulebook {
  const { value, diagnostics } = load(source);
  if (value === undefined) throw new Error(`${source.file}: ${diagnostics[0]?.message}`);
  return value;
}

/** A text as tools see it that know YAML 1.2 and nothing of rulebooks. */
export function asData(text: string): unknown {
  return parse(text, { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, logLevel: 'silent' });
}

/** Strict about keywords, so that a misspelt one is no silent nothing. */
export function validator(schema: object = rulebookSchema()): ValidateFunction {
  const ajv = new Ajv({ strictSchema: true, strictTypes: false, inlineRefs: false });
  return ajv.compile(schema);
}

/** Whole rulebooks of the language reference. */
export function readmeRulebooks(): readonly SourceText[] {
  const { text, file } = projectFile('rules/README.md');
  const blocks = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.filter(block => block.startsWith('rulebook:')).map(block => ({ text: block, file }));
}
