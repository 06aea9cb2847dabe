import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateRulebookTests } from '../../../src/commands/test/update-tests.ts';
import { loadRulebook } from '../../../src/language/load.ts';
import type { Day } from '../../../src/model/lead.ts';
import type { Tree } from '../../../src/yaml/tree.ts';
import { parseYaml } from '../../../src/yaml/yaml.ts';

const FILE = 'demo.yaml';
const NOVEMBER: Day = 20_758;

const HEAD = `# What it is for.
rulebook: demo
version: 2
fields:
  title: { type: text }
  employees: { type: number, min: 0 }   # heads
  budget: { type: number }
  need: { type: boolean }
criteria:
  money:   { when: { budget: { gte: 1000 } }, ask: "What budget: how much?" }
  decider: { when: { title: { has_word: [ceo, cto] } }, ask: 'Who signs?' }
  needy:   { when: { need: true }, ask: "What must be solved?" }
frameworks:
  trio: { criteria: [money, decider, needy], pass: 2 }
scores:
  fit: { max: 30, rules: [{ id: size, per: employees, points: 0.25, max: 20 },
                          { id: decider, when: { criterion: decider }, points: 20 }] }
stages:
  - { stage: SQL, when: { framework: trio }, route: "sales: today", follow_up: { days: 2, weekdays: true } }
  - { stage: MQL, when: { score: { total: { gte: 10 } } }, route: nurture }
  - { stage: lead, route: database }
`;

async function update(text: string) {
  const parse = async (current: string) => {
    const read = async () => Buffer.from(current);
    const { value, diagnostics } = await loadRulebook(FILE, { read, drafts: true });
    return value === undefined ? { diagnostics } : { value: value.rulebook, diagnostics };
  };
  return updateRulebookTests(text, { parse, asOf: NOVEMBER });
}

/** The section `tests` after an update of it. */
async function updated(tests: string, newline = '\n'): Promise<string> {
  const text = (HEAD + tests).replaceAll('\n', newline);
  const { value, diagnostics } = await update(text);
  expect(diagnostics).toEqual([]);
  expect(value?.results.map(({ passed, differences }) => ({ passed, differences }))).toEqual(
    value?.results.map(() => ({ passed: true, differences: [] })),
  );
  const after = value?.text ?? '';
  const head = HEAD.replaceAll('\n', newline);
  expect(after.startsWith(head)).toBe(true);
  return after.slice(head.length);
}

describe('--update', () => {
  it('changes nothing where everything passes', async () => {
    const tests = `tests:
  - { name: it, lead: { title: CEO, need: true }, expect: { stage: SQL, unknown: [ money ] } }   # as it is
`;
    expect(await updated(tests)).toBe(tests);
  });

  it('writes values as the old ones were written, and comments stay', async () => {
    expect(
      await updated(`tests:
  - name: it  # the name
    lead: { title: CEO, need: true }
    # what must come
    expect:
      stage: 'MQL'        # quoted once
      route: "nurture"    # quoted twice
      trio: 3 of 3
      could_be: SQL
      answers_needed:     # nothing
      score: { fit: 1.50, total: "1" }
      reasons: >-  # folded
        total>=10
        fit.decider+1

      follow_up_by: 2026-01-01
# the end
`),
    ).toBe(`tests:
  - name: it  # the name
    lead: { title: CEO, need: true }
    # what must come
    expect:
      stage: 'SQL'        # quoted once
      route: "sales: today"    # quoted twice
      trio: 2 of 3
      could_be: ""
      answers_needed:     # nothing
      score: { fit: 20, total: "20" }
      reasons: trio; fit.decider+20  # folded

      follow_up_by: 2026-11-03
# the end
`);
  });

  it('quotes what would mean something else', async () => {
    expect(
      await updated(`tests:
  - { name: it, lead: { title: CTO }, expect: { stage: MQL, next_question: X } }
  - { name: it, lead: { title: CTO, need: yes }, expect: { route: x } }
  - name: it
    lead: { title: CTO, need: yes }
    expect:
      route: x
      reasons: y
`),
    ).toBe(`tests:
  - { name: it, lead: { title: CTO }, expect: { stage: MQL, next_question: "What budget: how much?" } }
  - { name: it, lead: { title: CTO, need: yes }, expect: { route: "sales: today" } }
  - name: it
    lead: { title: CTO, need: yes }
    expect:
      route: "sales: today"
      reasons: trio; fit.decider+20
`);
  });

  it('edits lists item by item where they stand on several lines', async () => {
    expect(
      await updated(`tests:
  - name: an item too many, one too few
    lead: { title: CEO, budget: 5 }
    expect:
      unknown:
        - money    # why
        - decider  # who
  - name: items to add
    lead: { title: CEO }
    expect:
      unknown:
      - needy  # only this
      # and no more
  - name: all to go
    lead: { title: CEO, budget: 5, need: no }
    expect:
      unknown:  # note: gone
        - needy
        - money  # this too
      stage: MQL
  - name: in brackets
    lead: { title: CEO, budget: 5 }
    expect: { unknown: [money,   # first
        decider, needy], stage: MQL }
  - name: all of them in brackets
    lead: { title: CEO, budget: 5, need: no }
    expect: { unknown: [money,   # first
        decider, needy] }
`),
    ).toBe(`tests:
  - name: an item too many, one too few
    lead: { title: CEO, budget: 5 }
    expect:
      unknown:
        - needy    # why
        # who
  - name: items to add
    lead: { title: CEO }
    expect:
      unknown:
      - needy  # only this
      - money
      # and no more
  - name: all to go
    lead: { title: CEO, budget: 5, need: no }
    expect:
      unknown: []  # note: gone
        # this too
      stage: MQL
  - name: in brackets
    lead: { title: CEO, budget: 5 }
    expect: { unknown: [   # first
        needy], stage: MQL }
  - name: all of them in brackets
    lead: { title: CEO, budget: 5, need: no }
    expect: { unknown: [   # first
        ] }
`);
  });

  it('gives tests without an expectation one, in the style of the test', async () => {
    expect(
      await updated(`tests:
  - name: lines
    lead:
      title: CEO
      need: true  # so
    # about the next one
  - { name: braces, lead: { employees: 12 } }  # here
  - { name: a comma at the end, lead: {}, }
  - name: nothing after it
    expect:  # to come
    lead: {}
  - { name: nothing after it in braces, expect: , lead: {} }
  - name: no line break at the end
    lead: { title: clerk }`),
    ).toBe(`tests:
  - name: lines
    lead:
      title: CEO
      need: true  # so
    expect: { stage: SQL, could_be: "", score: { total: 20, fit: 20 }, unknown: [money] }
    # about the next one
  - { name: braces, lead: { employees: 12 }, expect: { stage: lead, could_be: SQL, score: { total: 3, fit: 3 }, unknown: [money, decider, needy] } }  # here
  - { name: a comma at the end, lead: {}, expect: { stage: lead, could_be: SQL, score: { total: 0, fit: 0 }, unknown: [money, decider, needy] }, }
  - name: nothing after it
    expect: { stage: lead, could_be: SQL, score: { total: 0, fit: 0 }, unknown: [money, decider, needy] }  # to come
    lead: {}
  - { name: nothing after it in braces, expect: { stage: lead, could_be: SQL, score: { total: 0, fit: 0 }, unknown: [money, decider, needy] } , lead: {} }
  - name: no line break at the end
    lead: { title: clerk }
    expect: { stage: lead, could_be: SQL, score: { total: 0, fit: 0 }, unknown: [money, needy] }`);
  });

  it('copies what an alias repeats only where it must', async () => {
    expect(
      await updated(`tests:
  - name: first
    lead: { title: CEO, need: true }
    expect: &usual { stage: &s SQL, unknown: &u [money, needy] }
  - { name: same, lead: { title: CEO, need: true }, expect: *usual }
  - { name: other, lead: { title: CEO }, expect: *usual }
  - { name: parts, lead: {}, expect: { stage: *s, unknown: *u } }
`),
    ).toBe(`tests:
  - name: first
    lead: { title: CEO, need: true }
    expect: &usual { stage: &s SQL, unknown: &u [money] }
  - { name: same, lead: { title: CEO, need: true }, expect: *usual }
  - { name: other, lead: { title: CEO }, expect: { stage: MQL, unknown: [money, needy] } }
  - { name: parts, lead: {}, expect: { stage: lead, unknown: [money, decider, needy] } }
`);
  });

  it('says what it changed, at the places after the change', async () => {
    const tests = `tests:
  - name: a
    lead: {}
  - { name: b, lead: {}, expect: { stage: lead } }
  - { name: c, lead: {}, expect: { stage: MQL } }
`;
    const { value } = await update(HEAD + tests);
    const first = HEAD.split('\n').length + 1;
    expect(value?.changed).toMatchObject([
      { test: { name: 'a', draft: true, place: { line: first } }, differences: [] },
      { test: { name: 'c', place: { line: first + 4 } }, differences: [{ key: 'stage', got: 'lead' }] },
    ]);
  });

  it('passes on the faults of a file', async () => {
    const { value, diagnostics } = await update(`${HEAD}tests:\n  - { name: a, lead: { tilte: x } }\n`);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'unknown-field', fix: 'did you mean `title`?' }]);
  });
});

/** A comment of its own, so that each can be looked for. */
const comment = fc.nat(999_999).map(number => `# note ${number}: [a, b] {c}`);
const maybeComment = fc.option(comment, { nil: '' }).map(text => (text === '' ? '' : `  ${text}`));
const quotes = fc.constantFrom('', "'", '"');

function value(text: string): fc.Arbitrary<string> {
  return quotes.map(quote => `${quote}${text}${quote}`);
}

const leads = fc
  .record(
    {
      title: fc.constantFrom('CEO', '"chief, of staff"', 'Accountant', '~'),
      employees: fc.constantFrom('12', '"51-200"', '9.5', '"a few"'),
      budget: fc.constantFrom('5', '2000'),
      need: fc.constantFrom('yes', 'no', '""'),
    },
    { requiredKeys: [] },
  )
  .map(cells => Object.entries(cells).map(([name, cell]) => `${name}: ${cell}`));

const criteria = fc.uniqueArray(fc.constantFrom('money', 'decider', 'needy'));

/** The keys of an expectation, right or wrong. */
const expectations = fc
  .record(
    {
      stage: fc.constantFrom('SQL', 'MQL', 'lead').chain(value),
      could_be: fc.constantFrom('SQL', '""', ''),
      answers_needed: fc.constantFrom('1', '"2+"', ''),
      next_question: fc.constantFrom('Who?', "'Who signs?'", '~'),
      route: fc.constantFrom('database', 'nurture').chain(value),
      follow_up_by: fc.constantFrom('2026-11-03', '""'),
      reasons: fc.constantFrom('total>=10; fit.size+3', '""'),
      trio: fc.constantFrom('0', '1', '2 of 3', '"3 of 3"'),
      score: fc.constantFrom('{ total: 3 }', '{ fit: 20, total: "20" }'),
      criteria: fc.constantFrom('{ money: met }', '{ needy: unknown, decider: met }'),
      unknown: criteria.map(names => `[${names.join(', ')}]`),
      issues: fc.constantFrom('[]', '["employees:invalid"]'),
    },
    { requiredKeys: [] },
  )
  .map(keys => Object.entries(keys));

const LINE = '\n    ';

/** One test, in braces or on lines, its lists too, with comments wherever they may stand. */
const oneTest = fc
  .record({
    inBraces: fc.boolean(),
    lead: leads,
    expected: fc.option(expectations, { nil: undefined }),
    listsOnLines: fc.boolean(),
    comments: fc.array(maybeComment, { minLength: 20, maxLength: 20 }),
    asOf: fc.boolean(),
  })
  .map(({ inBraces, lead, expected, listsOnLines, comments, asOf }) => {
    const next = (index: number): string => comments[index] ?? '';
    const day = asOf ? ['as_of: 2026-11-01'] : [];
    if (inBraces) {
      const pairs = (expected ?? []).map(([key, text]) => `${key}: ${text === '' ? '""' : text}`);
      const expectation = expected === undefined ? [] : [`expect: { ${pairs.join(', ')} }`];
      return `  - { ${['name: it', ...day, `lead: { ${lead.join(', ')} }`, ...expectation].join(', ')} }${next(0)}\n`;
    }
    const keys = (expected ?? []).map(([key, text], index) => {
      const items =
        key === 'unknown' && listsOnLines ? (/^\[(.+)\]$/.exec(text)?.[1]?.split(', ') ?? []) : [];
      if (items.length === 0) return `      ${key}: ${text}${next(index)}\n`;
      return `      ${key}:${next(index)}\n${items.map((item, at) => `        - ${item}${next(12 + at)}\n`).join('')}`;
    });
    const expectation =
      expected === undefined
        ? ''
        : keys.length === 0
          ? '    expect: {}\n'
          : `    expect:${next(16)}\n${keys.join('')}`;
    const head = ['name: it', ...day, `lead: { ${lead.join(', ')} }`].join(`${next(17)}${LINE}`);
    return `  - ${head}${next(18)}\n${expectation}`;
  });

/** A tree as plain data, `expect` apart. */
function dataOf(tree: Tree | undefined): unknown {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar') return { text: tree.text, isNull: tree.isNull, isNumber: tree.isNumber };
  if (tree.kind === 'list') return tree.items.map(dataOf);
  return tree.entries.filter(({ key }) => key !== 'expect').map(({ key, node }) => [key, dataOf(node)]);
}

/** The keys of each expectation. */
function expectedKeys(text: string): readonly (readonly string[])[] {
  const root = parseYaml(text, FILE).value;
  const tests = root?.kind === 'mapping' ? root.entries.find(({ key }) => key === 'tests')?.node : undefined;
  const items = tests?.kind === 'list' ? tests.items : [];
  return items.map(item => {
    const node = item.kind === 'mapping' ? item.entries.find(({ key }) => key === 'expect')?.node : undefined;
    return node?.kind === 'mapping' ? node.entries.map(({ key }) => key) : [];
  });
}

describe('whatever the tests look like, --update', () => {
  it('makes them pass, once and for all, and changes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(oneTest, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.boolean(),
        async (tests, newline, mark, isOpen) => {
          const written = `${HEAD}tests:\n${tests.join('')}`;
          const text = mark + (isOpen ? written.trimEnd() : written).replaceAll('\n', newline);
          const first = await update(text);
          expect(first.diagnostics).toEqual([]);
          const after = first.value?.text ?? '';
          expect(first.value?.results.filter(({ passed }) => !passed)).toEqual([]);

          const second = await update(after);
          expect(second.value?.text).toBe(after);
          expect(second.value?.changed).toEqual([]);

          expect(after.startsWith(mark + HEAD.replaceAll('\n', newline))).toBe(true);
          expect(after.replaceAll('\r\n', '').includes('\n')).toBe(newline === '\n' && after.includes('\n'));
          expect(after.match(/# note \d+: \[a, b\] \{c\}/g)).toEqual(
            text.match(/# note \d+: \[a, b\] \{c\}/g),
          );
          expect(dataOf(parseYaml(after, FILE).value)).toEqual(dataOf(parseYaml(text, FILE).value));
          const drafts = ['stage', 'could_be', 'score', 'unknown'];
          const isDraft = (index: number) => tests[index]?.includes('expect') === false;
          expect(expectedKeys(after)).toEqual(
            expectedKeys(text).map((keys, index) => (isDraft(index) ? drafts : keys)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
