import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Place } from '../../src/model/diagnostic.ts';
import {
  formatDiagnostic,
  formatDiagnostics,
  formatDiagnosticsJson,
} from '../../src/terminal/diagnostics.ts';
import { displayWidth } from '../../src/terminal/display-width.ts';
import { anyText, COMMAND, FORBIDDEN } from '../summary/arbitrary.ts';

const PLAIN = { colour: false };

/** The place of `token` in `sourceLine`. */
const at = (sourceLine: string, token: string, line = 12): Place => ({
  file: 'rules.yaml',
  line,
  column: sourceLine.indexOf(token) + 1,
  length: token.length,
  sourceLine,
});

const unknownField: Diagnostic = {
  severity: 'error',
  code: 'unknown-field',
  message: 'there is no field emploi',
  fix: 'write employees, or declare emploi under fields',
  place: at('  size: { when: { emploi: { gte: 50 } } }', 'emploi'),
};

describe('one finding', () => {
  test('place, severity, code, message, source line, caret, fix', () => {
    expect(formatDiagnostic(unknownField, PLAIN)).toMatchInlineSnapshot(`
      "rules.yaml:12:19: error[unknown-field]: there is no field emploi
        12 |   size: { when: { emploi: { gte: 50 } } }
           |                   ^~~~~~
        fix: write employees, or declare emploi under fields"
    `);
  });

  test('without a place or a fix', () => {
    const finding = {
      severity: 'warning',
      code: 'no-costs',
      message: 'costs.yaml is empty',
      fix: '',
    } as const;
    expect(formatDiagnostic(finding, PLAIN)).toBe('warning[no-costs]: costs.yaml is empty');
    expect(formatDiagnostic({ ...finding, fix: 'fill it' }, PLAIN)).toBe(
      'warning[no-costs]: costs.yaml is empty\n  fix: fill it',
    );
  });

  /** The source line and its carets, without the gutter. */
  const excerpt = (place: Place) =>
    formatDiagnostic({ ...unknownField, place }, PLAIN)
      .split('\n')
      .slice(1, 3)
      .map(line => line.slice(line.indexOf('|') + 2));

  test('carets stand under the token behind tabs, wide letters and escapes', () => {
    expect(excerpt(at('\ta\temploi: 1', 'emploi'))).toEqual(['    a   emploi: 1', '        ^~~~~~']);
    expect(excerpt(at('日本: emploi', 'emploi'))).toEqual(['日本: emploi', '      ^~~~~~']);
    expect(excerpt(at('x: "\u001b[31m" # emploi', 'emploi'))).toEqual([
      'x: "\\x1b[31m" # emploi',
      '                ^~~~~~',
    ]);
    expect(excerpt(at('name: żółć', 'żółć'))).toEqual(['name: żółć', '      ^~~~']);
  });

  test('a token at the end of its line, of no length or over several lines', () => {
    expect(excerpt({ ...at('stages:', ':'), length: 0 })).toEqual(['stages:', '      ^']);
    expect(excerpt({ ...at('stages:', ':'), column: 8, length: 1 })).toEqual(['stages:', '       ^']);
    expect(excerpt({ ...at('stages: [', '['), length: 400 })).toEqual(['stages: [', '        ^']);
  });

  test('of a very long line the part around the token is shown', () => {
    const long = `${'a, '.repeat(200)}emploi${', b'.repeat(200)}`;
    const [source = '', carets = ''] = excerpt(at(long, 'emploi'));
    expect(source).toMatch(/^….*a, emploi, b.*…$/);
    expect(source.indexOf('emploi')).toBe(carets.indexOf('^'));
    expect(carets.trim()).toBe('^~~~~~');
    expect(displayWidth(source)).toBeLessThanOrEqual(93);
  });
});

describe('all findings', () => {
  const warning: Diagnostic = {
    ...unknownField,
    severity: 'warning',
    code: 'unused',
    place: at('a: b', 'a', 2),
  };
  const general: Diagnostic = {
    severity: 'error',
    code: 'bad-flag',
    message: '--locale de is not known',
    fix: '',
  };

  test('in the order of their places, then counted', () => {
    const text = formatDiagnostics([unknownField, warning, general], PLAIN);
    expect(text.match(/^\S*(?:error|warning)\[.*$|^\S* ?(?:error|warning)\[[^\]]*\]/gm)).toEqual([
      'error[bad-flag]: --locale de is not known',
      'rules.yaml:2:1: warning[unused]',
      'rules.yaml:12:19: error[unknown-field]',
    ]);
    expect(text.endsWith('\n\n2 errors, 1 warning\n')).toBe(true);
    expect(formatDiagnostics([general], PLAIN)).toBe(
      'error[bad-flag]: --locale de is not known\n\n1 error\n',
    );
    expect(formatDiagnostics([warning, warning], PLAIN).endsWith('\n\n2 warnings\n')).toBe(true);
    expect(formatDiagnostics([], PLAIN)).toBe('no findings\n');
  });

  test('as JSON', () => {
    expect(JSON.parse(formatDiagnosticsJson([unknownField, general]))).toEqual([
      {
        file: null,
        line: null,
        column: null,
        severity: 'error',
        code: 'bad-flag',
        message: '--locale de is not known',
        fix: '',
      },
      {
        file: 'rules.yaml',
        line: 12,
        column: 19,
        severity: 'error',
        code: 'unknown-field',
        message: 'there is no field emploi',
        fix: 'write employees, or declare emploi under fields',
      },
    ]);
    expect(formatDiagnosticsJson([])).toBe('[]\n');
  });

  test('whatever the texts, nothing dangerous is printed and excerpts stay narrow', () => {
    const finding = fc.record({
      severity: fc.constantFrom('error', 'warning'),
      code: fc.constant('some-code'),
      message: anyText,
      fix: anyText,
      place: fc.record({
        file: anyText,
        line: fc.integer({ min: 1, max: 99_999 }),
        column: fc.integer({ min: 1, max: 130 }),
        length: fc.nat(50),
        sourceLine: anyText.map(text => text.replaceAll('\n', ' ').repeat(3)),
      }),
    });
    fc.assert(
      fc.property(finding, diagnostic => {
        const text = formatDiagnostics([diagnostic], PLAIN);
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        const shown = text.split('\n').filter(line => /^ +\d* \| /.test(line));
        expect(Math.max(0, ...shown.map(displayWidth))).toBeLessThanOrEqual(100);
        const json = formatDiagnosticsJson([diagnostic]);
        expect(json).not.toMatch(FORBIDDEN);
        expect(JSON.parse(json)).toMatchObject([{ message: diagnostic.message, fix: diagnostic.fix }]);
      }),
    );
  });
});
