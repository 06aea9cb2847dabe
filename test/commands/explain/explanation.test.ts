import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatExplanation } from '../../../src/commands/explain/explanation.ts';
import type { Explanation } from '../../../src/commands/explain/model.ts';
import { displayWidth } from '../../../src/terminal/display-width.ts';
import { anyText, COMMAND, FORBIDDEN } from '../../summary/arbitrary.ts';
import { EXPLANATION } from './explanation-fixture.ts';

const OPTIONS = { colour: false, lead: 'leads.csv, row 17' };

const print = (changes: Partial<Explanation>) => formatExplanation({ ...EXPLANATION, ...changes }, OPTIONS);

/** Every text of some data replaced, its keys and its words of the language kept. */
function replaceTexts<T>(data: T, replace: (text: string) => string): T {
  const kept = ['kind', 'answer', 'outcome', 'answersNeeded', 'locale', 'settled', 'about', 'standing'];
  const text = JSON.stringify(data, (key, value: unknown) =>
    typeof value === 'string' && !kept.includes(key) ? replace(value) : value,
  );
  return JSON.parse(text) as T;
}

describe('formatExplanation', () => {
  test('a lead one answer from SQL', () => {
    expect(formatExplanation(EXPLANATION, OPTIONS)).toMatchInlineSnapshot(`
      "leads.csv, row 17: MQL · route nurture · follow up by 2026-11-08
      rulebook purchased-list v3 · as of 2026-11-01 · read as fr

      Fields as read
        email          Adresse e-mail  "CEO@acme.example" → ceo@acme.example  domain acme.example
        job_title      Fonction        "Directeur général" → directeur general
        employees      Effectif        "51-200" → 51
        budget_amount  Budget          "nc" is blank
        buys_on        Date d'achat    "30/02/2026" is invalid: there is no such day
        clicks                         no column
        need_stated    Besoin          "oui" → yes

      Criteria
        ? budget      ? budget_amount gte 10000
                      ask: "What budget is set aside?"
        ✓ authority   ✓ job_title has_word ceo, cto, founder, head of, directeur, dyrektor
        ✓ need        ✓ need_stated is yes
        ✗ timing      unknown, which the rulebook settles as unmet  ? buys_on within_next_days 90
        ✗ competitor  ✗ email.domain in rival.com, rival.pl

      Frameworks
        ? bant  2 of 4 met, 3 needed  ? budget  ✓ authority  ✓ need (required)  ✗ timing

      Score
        fit  50
          ✓ size       +20  ✓ employees gte 50
          ✓ decider    +35  ✓ job_title has_word ceo, cto, founder, head of, directeur, dyrektor
          ✗ free-mail    0  ✗ email.domain in gmail.com, … (80 values)
            max         -5  55 held at 50
        engagement  12.5 now, 20 at best
          ? clicks      0  +15 at best  ? clicks
          ✓ need      +25  ✓ need_stated is yes
            decay   -12.5  last_activity 45 days ago: 50 % kept
        total  62.5 now, 70 at best
        grade A, from fit 50

      Stages, as tried
        ✗ disqualified  passed over  ✗ competitor
        ? SQL           passed over  ? bant
      → ✓ MQL           taken        ✓ total gte 30 (62.5 now, 70 at best)  ✓ not competitor
        ✓ lead          not reached  has no condition

      Could still be
        SQL, one answer away
        ask: What budget is set aside?
      "
    `);
  });

  test('a duplicate', () => {
    const head = print({ duplicateOf: 'leads:3', stage: 'duplicate' }).split('\n').slice(0, 3);
    expect(head).toEqual([
      'leads.csv, row 17: duplicate of leads:3',
      'rulebook purchased-list v3 · as of 2026-11-01 · read as fr',
      'What follows is what it would be if it were no duplicate.',
    ]);
  });

  test('a suppressed lead', () => {
    const head = print({ suppressed: true, stage: 'disqualified' }).split('\n').slice(0, 2);
    expect(head).toEqual([
      'leads.csv, row 17: disqualified · found on a suppression list · route nurture · follow up by',
      '2026-11-08',
    ]);
  });

  test('a score without a bound, a floor, an unknown date and no grade', () => {
    const text = print({
      groups: [
        {
          name: 'fit',
          min: -500,
          rules: [
            { id: 'free', kind: 'when', answer: 'met', now: -1050, best: -1050, because: [] },
            {
              id: 'visits',
              kind: 'per',
              answer: 'unknown',
              now: 0,
              best: Number.POSITIVE_INFINITY,
              because: [],
            },
          ],
          decay: { since: 'seen' },
          now: { sum: -1050, clamped: -500, points: 0, keptPercent: 0 },
          best: { sum: 0, clamped: 0, points: Number.POSITIVE_INFINITY, keptPercent: 100 },
        },
      ],
      total: { now: 0, best: Number.POSITIVE_INFINITY },
      grade: { score: 'fit', points: 0 },
    });
    const start = text.indexOf('Score');
    expect(text.slice(start, text.indexOf('\n\n', start))).toMatchInlineSnapshot(`
      "Score
        fit  0 now, no bound at best
          ✓ free    -10.5
          ? visits      0  no bound at best
            min      +5.5  -10.5 held at -5
            decay      +5  seen is unknown: 0 % kept
        total  0 now, no bound at best
        no grade: fit 0 is below every band"
    `);
  });

  test('several answers that would each decide', () => {
    const decidedBy = [{ criterion: 'budget', ask: 'How much?' }, { criterion: 'timing' }];
    const text = print({
      outlook: { stage: 'SQL', answersNeeded: '1', nextQuestion: 'How much?', decidedBy },
    });
    expect(text.slice(text.indexOf('Could'))).toBe(
      'Could still be\n  SQL, one answer away\n  ask: How much?\n  any of these decides: budget ("How much?")  timing\n',
    );
  });

  test('without criteria, scores or a better stage those parts are left out', () => {
    const { outlook: _outlook, grade: _grade, ...rest } = EXPLANATION;
    const bare = formatExplanation({ ...rest, criteria: [], frameworks: [], groups: [] }, OPTIONS);
    expect(bare.match(/^[A-Z].*$/gm)).toEqual(['Fields as read', 'Stages, as tried']);
  });

  test('whatever the texts, 100 columns are enough and nothing dangerous is printed', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 40, maxLength: 40 }), texts => {
        const next = texts[Symbol.iterator]();
        const hostile = replaceTexts(EXPLANATION, text => String(next.next().value ?? text));
        const text = formatExplanation(hostile, { ...OPTIONS, lead: texts[0] ?? '' });
        expect(text).not.toMatch(FORBIDDEN);
        expect(text).not.toMatch(COMMAND);
        expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(100);
      }),
    );
  });
});
