import { paint } from '../../../terminal/paint.ts';

const FENCE = /^```/;

/** A page of Markdown for a terminal: headings stand out, examples are indented. Ends with a newline. */
export function formatFindingPage(page: string, { colour }: { readonly colour: boolean }): string {
  const colours = paint(colour);
  let inExample = false;
  const lines = page.split('\n').flatMap(line => {
    if (FENCE.test(line)) {
      inExample = !inExample;
      return [];
    }
    if (inExample) return [`    ${line}`.trimEnd()];
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    if (heading !== undefined) return [colours.bold(heading)];
    return [line.replace(/`([^`]+)`/g, (marked, code: string) => (colour ? colours.cyan(code) : marked))];
  });
  return `${lines.join('\n').trimEnd()}\n`;
}
