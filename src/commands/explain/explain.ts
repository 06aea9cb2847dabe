import { answerFields, compileReadings, type ReadCell } from '../../engine/plain.ts';
import { compileScore } from '../../judging/conditions/conditions.ts';
import { compileEvaluator } from '../../judging/evaluator.ts';
import { domainOf } from '../../judging/field-judge.ts';
import { followUpDay } from '../../judging/follow-up.ts';
import { compileJudge } from '../../judging/judge.ts';
import { ALWAYS } from '../../judging/parts/outlook.ts';
import { type Case, explainCondition } from '../../language/words/explain-tests.ts';
import { formatValue } from '../../language/words/explain-words.ts';
import type { Cell, Day, Notation, Reading } from '../../model/lead.ts';
import type { Field, Rulebook } from '../../model/rulebook.ts';
import type { Verdict } from '../../model/verdict.ts';
import { compileCellParser } from '../../values/cell.ts';
import { waysOf } from '../../values/evidence.ts';
import { ORDER_WORDS, orderOf } from '../../values/field-types/date.ts';
import { decimalMark } from '../../values/field-types/number.ts';
import { type HeaderUnit, headerUnit } from '../../values/header-unit.ts';
import { explainGroups } from './explain-scores.ts';
import type {
  ExplainedCriterion,
  ExplainedField,
  ExplainedFramework,
  ExplainedOutlook,
  ExplainedStage,
  Explanation,
} from './model.ts';

/** The lead to explain and how it was found. */
export interface ExplainOptions {
  /** By field name; a field that is not named is absent. */
  readonly cells: ReadonlyMap<string, FoundCell>;
  readonly notation: Notation;
  readonly asOf: Day;
  readonly suppressed?: boolean;
  /** `list:row` of the earlier lead that this one repeats. */
  readonly duplicateOf?: string;
}

/** A cell with the header it stands under. */
export interface FoundCell {
  readonly column?: string;
  readonly cell: Cell;
}

/** Judges one lead and tells every step of it; the verdict is the one that `qualify` gives. */
export function explain(rulebook: Rulebook, options: ExplainOptions): Explanation {
  const { asOf, notation, suppressed = false, duplicateOf } = options;
  const evaluator = compileEvaluator(rulebook, { asOf });
  const judge = compileJudge(evaluator);
  const read = compileReadings(rulebook, notation);
  const readings = new Map(rulebook.fields.map(field => [field.name, readField(field, { read, options })]));
  const readingOf = (name: string): Reading => readings.get(name) ?? { kind: 'absent' };
  const answers = answerFields(judge, readingOf);
  const verdict = judge.verdict(answers, { suppressed });
  const of: Case = { evaluator, situation: evaluator.situate(answers) };
  const followUp = duplicateOf === undefined ? verdict.followUp : undefined;
  const outlook = explainOutlook(verdict, rulebook);
  return {
    rulebook: { name: rulebook.name, version: rulebook.version },
    asOf,
    notation,
    fields: rulebook.fields.map(field => explainField(field, readingOf(field.name), options)),
    criteria: explainCriteria(of),
    frameworks: explainFrameworks(rulebook, verdict),
    groups: explainGroups(of, readings),
    total: of.situation.total,
    ...explainGrade(of, verdict),
    suppressed,
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
    stages: explainStages(of, suppressed ? -1 : verdict.stageIndex),
    ...(outlook === undefined ? {} : { outlook }),
    verdict,
    stage: duplicateOf === undefined ? verdict.stage : 'duplicate',
    ...(followUp === undefined
      ? {}
      : { followUpBy: followUpDay(followUp, { asOf, from: readingOf(followUp.from ?? '') }) }),
  };
}

function readField(
  field: Field,
  { read, options }: { readonly read: ReadCell; readonly options: ExplainOptions },
): Reading {
  const found = options.cells.get(field.name);
  return found === undefined
    ? { kind: 'absent' }
    : read(field.name, found.cell, unitOf(field, found)?.places);
}

/** The unit that the header gives for a number. */
function unitOf({ type }: Field, found: FoundCell | undefined): HeaderUnit | undefined {
  return type === 'number' ? headerUnit(found?.column ?? '') : undefined;
}

/** What a date, or a number whose marks may stand between thousands, means in other ways of writing it. */
function otherReadings(
  field: Field,
  reading: Reading,
  { found, notation }: { readonly found: FoundCell; readonly notation: Notation },
): readonly string[] {
  const { kind } = reading;
  if (kind === 'absent' || kind === 'blank') return [];
  const isSure = field.type === 'number' && decimalMark(found.cell.text, notation.locale) !== 'thousands';
  if (found.cell.plain || (isSure && kind === 'value')) return [];
  const places = unitOf(field, found)?.places;
  const others = waysOf(field, notation).flatMap(way => {
    const other = compileCellParser(field, { ...notation, ...way, places, blankAlso: [] })(found.cell);
    if (other.kind !== 'value' || (kind === 'value' && other.value === reading.value)) return [];
    const words =
      field.type === 'date' ? `with the ${ORDER_WORDS[orderOf(way)]}` : `as ${way.locale} writes it`;
    return [`${formatValue(other.value, field.type)} ${words}`];
  });
  return [...new Set(others)];
}

function explainField(
  field: Field,
  reading: Reading,
  { cells, notation: { locale, dates } }: ExplainOptions,
): ExplainedField {
  const found = cells.get(field.name);
  const unit = unitOf(field, found)?.words;
  const otherwise =
    found === undefined ? [] : otherReadings(field, reading, { found, notation: { locale, dates } });
  const domain = field.type === 'email' || field.type === 'url' ? domainOf(reading, field) : undefined;
  return {
    name: field.name,
    type: field.type,
    ...(found?.column === undefined ? {} : { column: found.column }),
    ...(found === undefined ? {} : { text: found.cell.text }),
    reading,
    ...(reading.kind === 'value' ? { shown: formatValue(reading.value, field.type) } : {}),
    ...(domain?.kind === 'value' ? { domain: String(domain.value) } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(otherwise.length === 0 ? {} : { otherwise }),
  };
}

function explainCriteria(of: Case): readonly ExplainedCriterion[] {
  const { evaluator, situation } = of;
  return evaluator.rulebook.criteria.map(({ name, when, ask, unknown }, index) => {
    const settled = unknown !== undefined && evaluator.ask(when)(situation) === 'unknown';
    return {
      name,
      answer: situation.criteria[index] ?? 'unknown',
      ...(settled ? { settled: unknown } : {}),
      ...(ask === undefined ? {} : { ask }),
      because: explainCondition(when, of),
    };
  });
}

function explainFrameworks(rulebook: Rulebook, verdict: Verdict): readonly ExplainedFramework[] {
  return verdict.frameworks.map(({ name, answer, met, criteria }, index) => {
    const { pass = criteria.length, require = [] } = rulebook.frameworks[index] ?? {};
    return {
      name,
      answer,
      met,
      pass,
      criteria: criteria.map(criterion => ({ ...criterion, required: require.includes(criterion.name) })),
    };
  });
}

function explainGrade({ evaluator, situation }: Case, { grade }: Verdict): Pick<Explanation, 'grade'> {
  const { grades } = evaluator.rulebook;
  if (grades === undefined) return {};
  const points = compileScore(grades.score, evaluator.rulebook)(situation).now;
  return { grade: { score: grades.score, points, ...(grade === undefined ? {} : { grade }) } };
}

/** The stages as tried; `taken` is -1 where none is, because the lead is suppressed. */
function explainStages(of: Case, taken: number): readonly ExplainedStage[] {
  return of.evaluator.rulebook.stages.map(({ name, countsAs, when = ALWAYS }, index) => ({
    name,
    standing: countsAs,
    answer: of.evaluator.ask(when)(of.situation),
    outcome: index === taken ? 'taken' : index < taken ? 'passed over' : 'not reached',
    because: explainCondition(when, of),
  }));
}

function explainOutlook(verdict: Verdict, rulebook: Rulebook): ExplainedOutlook | undefined {
  const { couldBe, answersNeeded, nextQuestion, decidedBy } = verdict;
  const stage = couldBe === undefined ? undefined : rulebook.stages[couldBe];
  if (stage === undefined || answersNeeded === undefined) return undefined;
  return {
    stage: stage.name,
    answersNeeded,
    ...(nextQuestion === undefined ? {} : { nextQuestion }),
    decidedBy: decidedBy.flatMap(index => {
      const criterion = rulebook.criteria[index];
      if (criterion === undefined) return [];
      return [{ criterion: criterion.name, ...(criterion.ask === undefined ? {} : { ask: criterion.ask }) }];
    }),
  };
}
