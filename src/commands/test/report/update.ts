import { countOf } from '../../../terminal/figures.ts';
import { hang } from '../../../terminal/flow.ts';
import { paint } from '../../../terminal/paint.ts';
import { safeLine } from '../../../terminal/safe.ts';
import { formatDay } from '../../../values/day.ts';
import type { PrintedTestResult, TestPrintOptions } from './report.ts';

const WIDTH = 100;

/** What is printed of a test whose expectation was written. */
export interface PrintedUpdate extends Pick<PrintedTestResult, 'asOf' | 'differences' | 'outcome'> {
  readonly test: PrintedTestResult['test'] & { readonly draft?: true };
}

/** What was changed in which test, since nobody should have to find it out: from what, to what. Ends with a newline. */
export function formatUpdates(
  updates: readonly PrintedUpdate[],
  { colour, width = WIDTH }: TestPrintOptions,
): string {
  const colours = paint(colour);
  const added = updates.filter(({ test }) => test.draft === true).length;
  const rewritten = updates.length - added;
  const said = [
    ...(rewritten > 0 ? [`${countOf(rewritten, ['expectation', 'expectations'])} rewritten`] : []),
    ...(added > 0 ? [`${countOf(added, ['expectation', 'expectations'])} added`] : []),
  ];
  const lines = updates.flatMap(({ test, asOf, differences, outcome }) => {
    const { place, name } = test;
    const at = place === undefined ? '' : `${safeLine(place.file)}:${place.line}: `;
    const changes =
      test.draft === true
        ? [{ text: `new, stage ${safeLine(outcome.stage)}`, style: colours.green }]
        : differences.map(({ key, expected, got }) => ({
            text: safeLine(`${key}: ${expected} → ${got}`),
            style: colours.yellow,
          }));
    const unpinned = `as of ${formatDay(asOf)}, since the test names no day: pin it with \`as_of\``;
    const notes = test.asOf === undefined ? [{ text: unpinned, style: colours.dim }] : [];
    const title = hang('', { indent: 0, spans: [{ text: `${at}${safeLine(name)}` }], width });
    return [
      ...title,
      ...[...changes, ...notes].flatMap(span => hang('    ', { indent: 4, spans: [span], width })),
    ];
  });
  if (updates.length === 0) return 'every expectation holds: nothing to update\n';
  return `${[...lines, said.join(', ')].join('\n')}\n`;
}
