import { describe, expect, test } from 'vitest';
import { documentKind, unknownDocument } from '../../../src/commands/check/document-kind.ts';

describe('documentKind', () => {
  test.each([
    ['rulebook', 'rulebook: demo\nversion: 1\n'],
    ['rulebook', 'version: 1\nstages:\n  - { stage: lead }\n'],
    ['rulebook', 'extends: bant\n'],
    ['rulebook', '{ "rulebook": "demo", "version": 1 }'],
    ['rulebook', 'rulebok: demo\nversion: 1\n'],
    ['rulebook', '"stages": []\n'],
    ['rulebook', 'a: [\n# cannot be read\nrulebook: x'],
    ['rulebook', ''],
    ['costs', 'currency: EUR\nsources:\n  linkedin: { spend: 1 }\n'],
    ['costs', 'soruces:\n  linkedin: { spend: 1 }\n'],
    ['costs', '# costs\n{ currency: EUR, sources: { a: { spend: 1 } } }'],
    ['unknown', 'version: 3\nservices:\n  web: { image: nginx }\n'],
    ['unknown', '- a\n- b\n'],
    ['unknown', 'just a text'],
  ])('%s: %j', (kind, text) => {
    expect(documentKind(text, 'some.yaml')).toBe(kind);
  });

  test('names tell tables and tests', () => {
    expect(documentKind('rulebook: x', 'rules.test.yaml')).toBe('tests');
    expect(documentKind('source,amount\n', 'costs.CSV')).toBe('costs');
    expect(documentKind('PK\u0003\u0004…', 'costs.xlsx')).toBe('costs');
    expect(documentKind('# a title\n\na text: with: colons [\n', 'README.md')).toBe('unknown');
    expect(documentKind('rulebook: x\nstages: []\n', 'rules')).toBe('rulebook');
  });

  test('the place of an unknown file is its first token', () => {
    expect(unknownDocument('# compose\n\n  services: {}\n', 'x.yaml').place).toEqual({
      file: 'x.yaml',
      line: 3,
      column: 3,
      length: 12,
      sourceLine: '  services: {}',
    });
  });
});
