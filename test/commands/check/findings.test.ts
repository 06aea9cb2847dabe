import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFiles } from '../../../src/commands/check/check-files.ts';
import { checkRulebook } from '../../../src/commands/check/check-rulebook.ts';
import { documentKind } from '../../../src/commands/check/document-kind.ts';
import { findingCodes, findingPage } from '../../../src/language/finding-pages.ts';
import { parseRulebook } from '../../../src/language/parse.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';

/** What cannot be shown by the text of a file: a missing one, its bytes, a flag. */
const WITHOUT_EXAMPLES = ['cannot-read', 'cost-file', 'gate', 'not-updated', 'not-utf-8'];

interface Example {
  readonly language: string;
  /** The name in a first line such as `# file: base.yaml`, or `before` of `# as it was`. */
  readonly title: string | undefined;
  readonly text: string;
}

function examplesOf(page: string, heading: string): readonly Example[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => {
    const [, title] = /^# (?:file: (\S+\.yaml)|as it was)\n/.exec(text) ?? [];
    return { language, text, title: text.startsWith('# as it was\n') ? 'before' : title };
  });
}

/** What `check` says of the examples, as files beside each other. */
async function check(examples: readonly Example[]): Promise<readonly Diagnostic[]> {
  const folder = mkdtempSync(join(tmpdir(), 'leadsieve-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = examples
    .filter(({ title }) => title !== 'before')
    .map(({ language, text, title }) => {
      const kind = documentKind(text, 'example.yaml');
      const name = title ?? (language === 'csv' ? 'costs.csv' : `${kind}.yaml`);
      writeFileSync(join(folder, name), text);
      return { name: join(folder, name), isFound: false, isMain: title === undefined };
    });
  const [main] = files;
  const before = examples.find(({ title }) => title === 'before');
  if (before !== undefined && main !== undefined) {
    const { value } = parseRulebook(before.text, 'before.yaml');
    expect(value).toBeDefined();
    const options = { today: 0, ...(value && { before: value.rulebook }) };
    return (await checkRulebook(main.name, options)).diagnostics;
  }
  return (
    await checkFiles(
      files.filter(({ isMain }) => isMain),
      { reading: { localeOf: () => undefined, columns: [] } },
    )
  ).diagnostics;
}

describe.each(findingCodes())('the page of %s', code => {
  const page = findingPage(code) ?? '';

  test('says why in one to three sentences, then shows a bad example and a good one', () => {
    const [title, why = '', ...rest] = page.split(/\n{2,}/);
    expect(title).toBe(`# ${code}`);
    expect(why).toMatch(/[.?]$/);
    expect(why).not.toMatch(/^#/);
    expect(rest.filter(part => part.startsWith('## '))).toEqual(['## Bad', '## Good']);
    expect(examplesOf(page, 'Bad').length).toBeGreaterThan(0);
    expect(examplesOf(page, 'Good').length).toBeGreaterThan(0);
  });

  if (WITHOUT_EXAMPLES.includes(code)) return;

  test('has a bad example with this finding, at a token of it', async () => {
    const examples = examplesOf(page, 'Bad');
    const found = (await check(examples)).filter(finding => finding.code === code);
    expect(found).not.toEqual([]);
    for (const { message, fix, place } of found) {
      expect(message).not.toBe('');
      expect(fix).not.toMatch(/\.$/);
      // An empty file and a finding about a whole table have no token.
      if (place === undefined) continue;
      const lines = examples.flatMap(({ text }) => text.split('\n'));
      expect(lines).toContain(place.sourceLine);
      expect(place.column).toBeLessThanOrEqual(place.sourceLine.length + 1);
    }
  });

  test('has a good example without it and without errors', async () => {
    const found = await check(examplesOf(page, 'Good'));
    expect(found.filter(finding => finding.code === code || finding.severity === 'error')).toEqual([]);
  });
});

test('every code of the reference has a page, and every page is of a code', () => {
  const readme = readFileSync(new URL('../../../rules/README.md', import.meta.url), 'utf8');
  const [section = ''] = /^## Findings and their codes\n[\s\S]*?(?=^## )/m.exec(readme) ?? [];
  const listed = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  );
  expect(listed.toSorted()).toEqual(findingCodes());
});
