import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openList } from '../../src/lists/list.ts';
import type { Rulebook } from '../../src/model/rulebook.ts';
import type { Reason } from '../../src/model/verdict.ts';
import { annotate, blockColumns } from '../../src/rows/annotation.ts';
import { type AnnotationStep, createAnnotator, type ReasonPieces } from '../../src/rows/annotator.ts';
import { createRowWriter } from '../../src/rows/row-writer.ts';
import { writeList } from '../lists/reading.ts';

const RULEBOOK: Rulebook = {
  name: 'r',
  version: 1,
  locale: 'en',
  blankAlso: [],
  sets: {},
  fields: [],
  criteria: [],
  frameworks: [{ name: 'bant', criteria: ['budget'], pass: 1, require: [] }],
  scores: [
    { name: 'fit', rules: [] },
    { name: 'engagement', rules: [] },
  ],
  grades: { score: 'engagement', bands: [] },
  stages: [
    { name: 'SQL', countsAs: 'SQL' },
    { name: 'lead', countsAs: 'lead' },
  ],
  tests: [],
};

const text = fc.constantFrom('', 'a', 'é', 'x,y', 'x;y', 'say "so"', 'two\nlines');
const reason = text.map((name): Reason => ({ kind: 'name', name: name === '' ? 'n' : name }));
const reasons = fc.array(reason, { maxLength: 3 });
const verdicts = fc.record({
  stage: text,
  couldBe: fc.option(fc.constant(1), { nil: undefined }),
  nextQuestion: text,
  route: text,
  groups: fc.tuple(fc.integer(), fc.integer()),
  grade: text,
  unknown: fc.array(text, { maxLength: 2 }),
  invalid: fc.array(text, { maxLength: 2 }),
  standing: reasons,
  fit: reasons,
  engagement: reasons,
  rowIssues: fc.constantFrom([], ['row:short']),
});

const layouts = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  to: fc.constantFrom('csv' as const, 'ndjson' as const),
  select: fc.option(
    fc.constantFrom(['qual_reasons', 'id', 'qual_stage', 'qual_by'], ['id', 'qual_score', 'qual_reasons']),
    { nil: undefined },
  ),
});

test('an annotation put together from its parts is the annotation as a whole', async () => {
  await fc.assert(
    fc.asyncProperty(layouts, fc.array(verdicts, { minLength: 1, maxLength: 4 }), async (layout, list) => {
      const { delimiter, to, select } = layout;
      const opened = await openList(writeList('a.csv', `id${delimiter}b\n1${delimiter}2\n`));
      if (opened.value === undefined) throw new Error('the list cannot be opened');
      await opened.value.close();
      const { value: writer } = createRowWriter({
        list: opened.value,
        block: blockColumns(RULEBOOK),
        select,
        to,
        guard: true,
        blank: { has: () => false, spellings: [] },
      });
      if (writer === undefined) throw new Error('the list cannot be written');
      const by = 'r v1 2026-11-01';
      const annotator = createAnnotator(writer, { rulebook: RULEBOOK, by });
      for (const drawn of list) {
        const { standing, fit, engagement, rowIssues, couldBe, ...says } = drawn;
        const verdict = {
          ...NOTHING,
          ...says,
          ...(couldBe === undefined ? {} : { couldBe }),
          score: 1250,
          frameworks: [{ name: 'bant', answer: 'met' as const, met: 1, criteria: [] }],
          reasons: [...standing, ...fit, ...engagement],
        };
        const pieces = new Map<string | number, readonly Uint8Array[]>([
          ['standing', annotator.encodePart('standing', verdict)],
          ['criteria', annotator.encodePart('criteria', verdict)],
          ['total', annotator.encodePart('total', verdict)],
          ['row', annotator.encodePart('row', verdict, { rowIssues })],
          [0, annotator.encodePart(0, verdict)],
          [1, annotator.encodePart(1, verdict)],
        ]);
        const said = [standing, fit, engagement].map(annotator.encodeReasons);
        const together = annotator.steps.map(step =>
          step.kind === 'reasons'
            ? putTogether(step, said)
            : (pieces.get(step.part)?.[step.position] ?? NEVER),
        );
        const whole = writer.encodeBlock(annotate(verdict, { rulebook: RULEBOOK, by, rowIssues }));
        expect(Buffer.concat(together).toString()).toBe(Buffer.from(whole).toString());
      }
    }),
    { numRuns: 150 },
  );
});

const NEVER = Buffer.from('there is no such piece');

/** The cell of the reasons, from what each part says. */
function putTogether(step: AnnotationStep & { kind: 'reasons' }, said: readonly ReasonPieces[]): Buffer {
  const filled = said.filter(({ first }) => first.length > 0);
  const isQuoted =
    filled.some(({ needsQuotes }) => needsQuotes) || (filled.length > 1 && step.isBetweenQuoted);
  return Buffer.concat([
    isQuoted ? step.openQuoted : step.open,
    ...filled.map(({ first, behind }, index) => (index === 0 ? first : behind)),
    isQuoted ? step.closeQuoted : step.close,
  ]);
}

const NOTHING = {
  standing: 'lead' as const,
  stageIndex: 1,
  suppressed: false,
  decidedBy: [],
  criteria: [],
  rulesMet: [],
};
