import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { formatFindingsSarif } from '../../../../src/commands/check/report/findings-sarif.ts';
import { CONTEXT, FINDINGS } from './findings-fixture.ts';

/** As OASIS publishes it (sarif-schema-2.1.0.json). */
const schema: unknown = JSON.parse(
  readFileSync(new URL('golden/sarif-schema-2.1.0.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile(schema as object);

function errorsOf(text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: Record<string, unknown> & { readonly rules: readonly unknown[] } };
    readonly results: readonly Record<string, unknown>[];
    readonly artifacts: readonly unknown[];
  }[];
}

function runOf(text: string) {
  const [run] = (JSON.parse(text) as Log).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

describe('formatFindingsSarif', () => {
  const text = formatFindingsSarif(FINDINGS, CONTEXT);

  test('is valid against the schema of SARIF 2.1.0, without findings too', () => {
    expect(errorsOf(text)).toEqual([]);
    expect(errorsOf(formatFindingsSarif({ diagnostics: [], files: [] }, CONTEXT))).toEqual([]);
  });

  test('the schema refuses what is none', () => {
    expect(errorsOf(text.replace('"level": "error"', '"level": "fatal"'))).not.toEqual([]);
    expect(errorsOf(text.replace('"startLine": 3', '"startLine": 0'))).not.toEqual([]);
    expect(errorsOf(text.replace('rules/b%20c.yaml', 'rules/b c.yaml'))).not.toEqual([]);
  });

  test('names the tool with its version and, once each, the rules with their pages', () => {
    const { driver } = runOf(text).tool;
    expect(driver).toMatchObject({ name: 'leadsieve', version: '1.2.3' });
    expect(driver.rules).toEqual([
      expect.objectContaining({ id: 'cost-file' }),
      {
        id: 'stale',
        shortDescription: { text: 'stale' },
        fullDescription: { text: 'A day has passed.' },
        help: {
          text: '# stale\n\nA day has\npassed.\n\n## Bad\n\n…\n',
          markdown: '# stale\n\nA day has\npassed.\n\n## Bad\n\n…\n',
        },
      },
      expect.objectContaining({ id: 'unknown-field' }),
    ]);
  });

  test('every result has its rule, its region and a uri that is relative to the root', () => {
    const { results, artifacts } = runOf(text);
    expect(results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['cost-file', 0, 'error'],
      ['unknown-field', 2, 'error'],
      ['stale', 1, 'warning'],
    ]);
    expect(results[0]).not.toHaveProperty('locations');
    expect(results[1]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'rules/a%2Cb%3Ac.yaml', uriBaseId: '%SRCROOT%' },
          region: {
            startLine: 3,
            startColumn: 3,
            endLine: 3,
            endColumn: 8,
            snippet: { text: 'emial' },
          },
        },
      },
    ]);
    expect(artifacts).toHaveLength(3);
  });

  test('a file outside the root has an absolute uri', () => {
    const outside = formatFindingsSarif({ diagnostics: [], files: ['/else/x.yaml'] }, CONTEXT);
    expect(runOf(outside).artifacts).toEqual([{ location: { uri: 'file:///else/x.yaml' } }]);
  });
});
