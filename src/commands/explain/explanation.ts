import { hang, type Span } from '../../terminal/flow.ts';
import { type Drawing, paint } from '../../terminal/paint.ts';
import { safeLine } from '../../terminal/safe.ts';
import { formatDay } from '../../values/day.ts';
import { ORDER_WORDS } from '../../values/field-types/date.ts';
import { criterionLines, fieldLines, frameworkLines, stageLines } from './explanation-answers.ts';
import { scoreLines } from './explanation-score.ts';
import type { ExplainedOutlook, Explanation } from './model.ts';

/** How an explanation is printed. */
export interface ExplanationOptions {
  readonly colour: boolean;
  /** Which lead it is, such as `leads.csv, row 17`. */
  readonly lead: string;
  /** Columns of the terminal; 100 if absent. */
  readonly width?: number;
}

const WIDTH = 100;

/** The last word on the lead, first: its stage, and where it goes and by when. */
function conclusion({ stage, duplicateOf, suppressed, verdict, followUpBy }: Explanation): string {
  if (duplicateOf !== undefined) return `${safeLine(stage)} of ${safeLine(duplicateOf)}`;
  const { route } = verdict;
  return [
    safeLine(stage),
    ...(suppressed ? ['found on a suppression list'] : []),
    ...(route === undefined ? [] : [`route ${safeLine(route)}`]),
    ...(followUpBy === undefined ? [] : [`follow up by ${formatDay(followUpBy)}`]),
  ].join(' · ');
}

function headLines(
  explanation: Explanation,
  { lead, drawing }: { lead: string; drawing: Drawing },
): readonly string[] {
  const { rulebook, asOf, notation, duplicateOf } = explanation;
  const { colours, width } = drawing;
  const order = notation.dates === undefined ? '' : `, dates with the ${ORDER_WORDS[notation.dates]}`;
  const judged = `rulebook ${safeLine(rulebook.name)} v${rulebook.version} · as of ${formatDay(asOf)} · read as ${notation.locale}${order}`;
  const verdict: Span = { text: `${safeLine(lead)}: ${conclusion(explanation)}`, style: colours.bold };
  return [
    ...hang('', { indent: 0, spans: [verdict], width }),
    ...hang('', { indent: 0, spans: [{ text: judged, style: colours.dim }], width }),
    ...(duplicateOf === undefined ? [] : ['What follows is what it would be if it were no duplicate.']),
  ];
}

function outlookLines(outlook: ExplainedOutlook, { colours, width }: Drawing): readonly string[] {
  const { stage, answersNeeded, nextQuestion, decidedBy } = outlook;
  const answers = answersNeeded === '1' ? 'one answer away' : 'two or more answers away';
  const criteria = decidedBy.map(({ criterion, ask }) => ({
    text: ask === undefined ? safeLine(criterion) : `${safeLine(criterion)} ("${safeLine(ask)}")`,
  }));
  const line = (label: string, spans: readonly Span[]): readonly string[] =>
    spans.length === 0 ? [] : hang(`  ${label}`, { indent: label.length + 2, spans, width });
  return [
    ...line('', [{ text: `${safeLine(stage)}, ${answers}`, style: colours.bold }]),
    ...line(
      'ask: ',
      nextQuestion === undefined ? [] : [{ text: safeLine(nextQuestion), style: colours.cyan }],
    ),
    ...line('any of these decides: ', criteria.length > 1 ? criteria : []),
  ];
}

/** One lead step by step for a terminal: what it is, why, and what it could still be. Ends with a newline. */
export function formatExplanation(explanation: Explanation, options: ExplanationOptions): string {
  const { colour, lead, width = WIDTH } = options;
  const drawing: Drawing = { colours: paint(colour), width };
  const { fields, criteria, frameworks, groups, stages, outlook } = explanation;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Fields as read', fieldLines(fields, drawing)],
    ['Criteria', criterionLines(criteria, drawing)],
    ['Frameworks', frameworkLines(frameworks, drawing)],
    ['Score', groups.length === 0 ? [] : scoreLines(explanation, drawing)],
    ['Stages, as tried', stageLines(stages, drawing)],
    ['Could still be', outlook === undefined ? [] : outlookLines(outlook, drawing)],
  ];
  const told = sections.filter(([, lines]) => lines.length > 0);
  const blocks = told.map(([title, lines]) => ['', drawing.colours.underline(title), ...lines].join('\n'));
  return `${[...headLines(explanation, { lead, drawing }), ...blocks].join('\n')}\n`;
}
