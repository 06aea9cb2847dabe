import type { Hundredths } from '../../model/condition.ts';
import { displayWidth, padStart } from '../../terminal/display-width.ts';
import { hang, nameColumn, type Span } from '../../terminal/flow.ts';
import type { Drawing } from '../../terminal/paint.ts';
import { safeLine } from '../../terminal/safe.ts';
import {
  answerStyle,
  formatInterval,
  formatPoints,
  formatScore,
  markOf,
  testSpans,
} from './explanation-style.ts';
import type { ExplainedGroup, ExplainedRule, Explanation } from './model.ts';

/** A step of a group's sum: what it is, the points it adds, and why. */
interface Step {
  readonly mark: string;
  readonly name: string;
  readonly points: string;
  readonly style: (text: string) => string;
  readonly why: readonly Span[];
}

function ruleStep({ id, answer, now, best, because }: ExplainedRule, drawing: Drawing): Step {
  const bound = Number.isFinite(best) ? `${formatPoints(best)} at best` : 'no bound at best';
  const possible: Span[] = best === now ? [] : [{ text: bound, style: drawing.colours.yellow }];
  return {
    mark: markOf(answer),
    name: id,
    points: formatPoints(now),
    style: answerStyle(answer, drawing.colours),
    why: [...possible, ...testSpans(because, drawing)],
  };
}

function clampSteps({ now, min, max }: ExplainedGroup, { colours }: Drawing): readonly Step[] {
  const change = now.clamped - now.sum;
  if (change === 0) return [];
  const [name, bound] = change < 0 ? ['max', max] : ['min', min];
  const why = { text: `${formatScore(now.sum)} held at ${formatScore(bound ?? now.clamped)}` };
  return [{ mark: ' ', name, points: formatPoints(change), style: colours.reset, why: [why] }];
}

function decaySteps({ now, decay }: ExplainedGroup, { colours }: Drawing): readonly Step[] {
  if (decay === undefined) return [];
  const { since, ageDays } = decay;
  const days = ageDays === 1 ? '1 day' : `${ageDays} days`;
  const age = ageDays === undefined ? `${safeLine(since)} is unknown` : `${safeLine(since)} ${days} ago`;
  const why = { text: `${age}: ${now.keptPercent} % kept` };
  return [
    {
      mark: ' ',
      name: 'decay',
      points: formatPoints(now.points - now.clamped),
      style: colours.reset,
      why: [why],
    },
  ];
}

/** What the steps add up to, and with every unknown of positive points met. */
function resultOf({ now, best }: { readonly now: Hundredths; readonly best: Hundredths }): string {
  return formatInterval({ now, best });
}

function groupLines(group: ExplainedGroup, drawing: Drawing): readonly string[] {
  const { colours, width } = drawing;
  const steps = [
    ...group.rules.map(rule => ruleStep(rule, drawing)),
    ...clampSteps(group, drawing),
    ...decaySteps(group, drawing),
  ];
  const names = nameColumn(steps.map(({ name }) => name));
  const pointsWidth = Math.max(0, ...steps.map(({ points }) => displayWidth(points)));
  const title = `${safeLine(group.name)}  ${resultOf({ now: group.now.points, best: group.best.points })}`;
  const lines = steps.flatMap(({ mark, name, points, style, why }) => {
    const first = `    ${style(`${mark} ${names.of(name)}  ${padStart(points, pointsWidth)}`)}  `;
    return hang(first, { indent: names.width + pointsWidth + 10, spans: why, width });
  });
  return [...hang('  ', { indent: 2, spans: [{ text: title, style: colours.bold }], width }), ...lines];
}

function gradeLines({ grade }: Explanation, { width }: Drawing): readonly string[] {
  if (grade === undefined) return [];
  const from = `${safeLine(grade.score)} ${formatScore(grade.points)}`;
  const text =
    grade.grade === undefined
      ? `no grade: ${from} is below every band`
      : `grade ${safeLine(grade.grade)}, from ${from}`;
  return hang('  ', { indent: 2, spans: [{ text }], width });
}

/** Every score group rule by rule, with clamp and decay; then the total and the grade. */
export function scoreLines(explanation: Explanation, drawing: Drawing): readonly string[] {
  const total = `  total  ${resultOf(explanation.total)}`;
  return [
    ...explanation.groups.flatMap(group => groupLines(group, drawing)),
    drawing.colours.bold(total),
    ...gradeLines(explanation, drawing),
  ];
}
