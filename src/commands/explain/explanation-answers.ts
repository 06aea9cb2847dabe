import { hang, nameColumn, type Span } from '../../terminal/flow.ts';
import type { Drawing } from '../../terminal/paint.ts';
import { safeLine } from '../../terminal/safe.ts';
import { answerStyle, markOf, testSpans } from './explanation-style.ts';
import type { ExplainedCriterion, ExplainedField, ExplainedFramework, ExplainedStage } from './model.ts';

/** What a cell was read as, beside its text. */
function readingSpans(field: ExplainedField, { colours }: Drawing): readonly Span[] {
  const { text = '', reading, shown, domain, unit, otherwise = [] } = field;
  const notes = otherwise.map(other => ({ text: safeLine(`or ${other}`), style: colours.yellow }));
  const cell = safeLine(text);
  switch (reading.kind) {
    case 'absent':
      return [{ text: 'no column', style: colours.dim }];
    case 'blank':
      return [{ text: cell.trim() === '' ? 'blank' : `"${cell}" is blank`, style: colours.dim }];
    case 'invalid':
      return [{ text: `"${cell}" is invalid: ${safeLine(reading.reason)}`, style: colours.yellow }, ...notes];
    case 'value': {
      const value = safeLine(shown ?? String(reading.value));
      const read = value === cell ? value : `"${cell}" → ${value}`;
      return [
        { text: read },
        ...(unit === undefined ? [] : [{ text: `in ${unit}, as its header says`, style: colours.dim }]),
        ...notes,
        ...(domain === undefined ? [] : [{ text: `domain ${safeLine(domain)}`, style: colours.dim }]),
      ];
    }
  }
}

/** Every field: its name, the header it was read under, the cell and what it means. */
export function fieldLines(fields: readonly ExplainedField[], drawing: Drawing): readonly string[] {
  const names = nameColumn(fields.map(({ name }) => name));
  const headers = nameColumn(fields.map(({ column = '' }) => column));
  const indent = 2 + names.width + 2 + (headers.width === 0 ? 0 : headers.width + 2);
  return fields.flatMap(field => {
    const header = headers.width === 0 ? '' : `${drawing.colours.dim(headers.of(field.column ?? ''))}  `;
    const first = `  ${names.of(field.name)}  ${header}`;
    return hang(first, { indent, spans: readingSpans(field, drawing), width: drawing.width });
  });
}

/** Every criterion: its answer, the tests that made it so, and the question where it is unknown. */
export function criterionLines(criteria: readonly ExplainedCriterion[], drawing: Drawing): readonly string[] {
  const { colours, width } = drawing;
  const names = nameColumn(criteria.map(({ name }) => name));
  const indent = names.width + 6;
  return criteria.flatMap(({ name, answer, settled, ask, because }) => {
    const first = `  ${answerStyle(answer, colours)(`${markOf(answer)} ${names.of(name)}`)}  `;
    const settling: Span[] =
      settled === undefined ? [] : [{ text: `unknown, which the rulebook settles as ${settled}` }];
    const spans = [...settling, ...testSpans(because, drawing)];
    const lines = hang(first, { indent, spans, width });
    if (answer !== 'unknown' || ask === undefined) return lines;
    const question = { text: `ask: "${safeLine(ask)}"`, style: colours.cyan };
    return [...lines, ...hang(' '.repeat(indent), { indent, spans: [question], width })];
  });
}

/** Every framework: how many of its criteria are met and must be, and the answer of each. */
export function frameworkLines(
  frameworks: readonly ExplainedFramework[],
  drawing: Drawing,
): readonly string[] {
  const { colours, width } = drawing;
  const names = nameColumn(frameworks.map(({ name }) => name));
  return frameworks.flatMap(({ name, answer, met, pass, criteria }) => {
    const first = `  ${answerStyle(answer, colours)(`${markOf(answer)} ${names.of(name)}`)}  `;
    const spans: Span[] = criteria.map(criterion => ({
      text: `${markOf(criterion.answer)} ${safeLine(criterion.name)}${criterion.required ? ' (required)' : ''}`,
      style: answerStyle(criterion.answer, colours),
    }));
    const count = { text: `${met} of ${criteria.length} met, ${pass} needed` };
    return hang(first, { indent: names.width + 6, spans: [count, ...spans], width });
  });
}

/** Every stage in the order tried: what became of it, and the tests that made it so. */
export function stageLines(stages: readonly ExplainedStage[], drawing: Drawing): readonly string[] {
  const { colours, width } = drawing;
  const names = nameColumn(stages.map(({ name }) => name));
  const outcomes = nameColumn(stages.map(({ outcome }) => outcome));
  return stages.flatMap(({ name, answer, outcome, because }, index) => {
    const style =
      outcome === 'taken'
        ? colours.bold.green
        : outcome === 'not reached'
          ? colours.dim
          : answerStyle(answer, colours);
    const arrow = outcome === 'taken' ? '→' : ' ';
    const first = `${arrow} ${style(`${markOf(answer)} ${names.of(name)}  ${outcomes.of(outcome)}`)}  `;
    const isLast = index === stages.length - 1 && because.length === 0;
    const spans = isLast ? [{ text: 'has no condition', style: colours.dim }] : testSpans(because, drawing);
    return hang(first, { indent: names.width + outcomes.width + 8, spans, width });
  });
}
