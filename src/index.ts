/**
 * leadsieve as a library: load a rulebook, judge leads, cost them. Everything returns data; nothing prints.
 *
 * @packageDocumentation
 */
export { loadCosts } from './costs/load-costs.ts';
export { mergeTallies } from './costs/merge-tallies.ts';
export { type SummarizeOptions, summarize } from './costs/summarize.ts';
export { startTally, type TallyBuilder } from './costs/tally.ts';
export type { ComparedLead, JudgedLead } from './evaluation/compared-lead.ts';
export type { FieldAnswers, FieldJudge } from './evaluation/field-judge.ts';
export { compileRulebook, type Judge } from './evaluation/judge.ts';
export { stagesOutOfReach } from './evaluation/reach.ts';
export type { LeadList, ListOptions } from './leads/lead-list.ts';
export { openList } from './leads/list.ts';
export { cellText, type RecordBatch } from './leads/record-batch.ts';
export { type RewriteCounts, type RewriteOptions, rewriteList } from './leads/rewrite.ts';
export type * from './model/condition.ts';
export type * from './model/costs.ts';
export type * from './model/diagnostic.ts';
export type * from './model/diff.ts';
export { CannotRun, Defect } from './model/errors.ts';
export type * from './model/explanation.ts';
export type * from './model/inspection.ts';
export type * from './model/lead.ts';
export type * from './model/rulebook.ts';
export type * from './model/rulebook-test.ts';
export type * from './model/summary.ts';
export type * from './model/tally.ts';
export type * from './model/verdict.ts';
export { formatDiagnostics } from './report/diagnostics.ts';
export { DIFF_FORMATS } from './report/diff.ts';
export { formatRulebookTests, type TestPrintOptions } from './report/rulebook-tests.ts';
export { formatRulebookTestsJson } from './report/rulebook-tests-json.ts';
export { formatRulebookTestsJunit } from './report/rulebook-tests-junit.ts';
export { SUMMARY_FORMATS } from './report/summary.ts';
export { formatCoverage, type RulebookCoverage } from './report/test-coverage.ts';
export { BUILT_IN_NAMES } from './rulebook/built-in.ts';
export { formatRulebook } from './rulebook/format-rulebook.ts';
export { type LoadedRulebook, loadRulebook } from './rulebook/load.ts';
export { type LoadedTests, loadTests, type TestSuite } from './rulebook/load-tests.ts';
export { parseRulebook } from './rulebook/parse.ts';
export type { JsonSchema } from './rulebook/schema/json-schema.ts';
export { rulebookSchema } from './rulebook/schema/rulebook-schema.ts';
export { type CheckOptions, checkRulebook } from './studies/check-rulebook.ts';
export { type DiffFacts, type DiffOptions, type DiffStudy, startDiff } from './studies/diff.ts';
export { type DiffGate, evaluateDiffGate, parseDiffGate } from './studies/diff-gates.ts';
export { compareRulebooks } from './studies/diff-rulebooks.ts';
export { compareTestLeads, listTestLeads, type TestLeadsOptions } from './studies/diff-test-leads.ts';
export { type ExplainOptions, explain } from './studies/explain.ts';
export { type InspectOptions, inspectList } from './studies/inspect.ts';
export { runRulebookTests } from './studies/rulebook-tests.ts';
export { measureCoverage } from './studies/rulebook-tests-coverage.ts';
export { type UpdatedTests, updateRulebookTests } from './studies/rulebook-tests-update.ts';
export { compileCellParser } from './values/cell.ts';
export { formatDay, parseIsoDay } from './values/day.ts';
export { fold } from './values/fold.ts';
