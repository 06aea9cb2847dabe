/**
 * leadsieve as a library: load a rulebook, judge leads, cost them. Everything returns data; nothing prints.
 *
 * @packageDocumentation
 */

export { type CheckOptions, checkRulebook } from './commands/check/check-rulebook.ts';
export { type DiffFacts, type DiffOptions, type DiffStudy, startDiff } from './commands/diff/leads/diff.ts';
export { type DiffGate, evaluateDiffGate, parseDiffGate } from './commands/diff/leads/gates.ts';
export { compareTestLeads, listTestLeads, type TestLeadsOptions } from './commands/diff/leads/test-leads.ts';
export type * from './commands/diff/model.ts';
export { DIFF_FORMATS } from './commands/diff/report/report.ts';
export { compareRulebooks } from './commands/diff/rulebooks/rulebooks.ts';
export { type ExplainOptions, explain } from './commands/explain/explain.ts';
export type * from './commands/explain/model.ts';
export { type InspectOptions, inspectList } from './commands/inspect/inspect.ts';
export type * from './commands/inspect/model.ts';
export { type RewriteCounts, type RewriteOptions, rewriteList } from './commands/inspect/rewrite.ts';
export type { JsonSchema } from './commands/schema/json-schema.ts';
export { rulebookSchema } from './commands/schema/rulebook-schema.ts';
export { formatRulebook } from './commands/show/format-rulebook.ts';
export { formatCoverage, type RulebookCoverage } from './commands/test/report/coverage.ts';
export { formatRulebookTestsJson } from './commands/test/report/json.ts';
export { formatRulebookTestsJunit } from './commands/test/report/junit.ts';
export { formatRulebookTests, type TestPrintOptions } from './commands/test/report/report.ts';
export { type UpdatedTests, updateRulebookTests } from './commands/test/update-tests.ts';
export { loadCosts } from './costs/reading/load-costs.ts';
export { type SummarizeOptions, summarize } from './costs/summarize.ts';
export { mergeTallies } from './costs/tally/merge-tallies.ts';
export { startTally, type TallyBuilder } from './costs/tally/tally.ts';
export { type JudgeLeadOptions, judgeLead, type LeadValue } from './engine/judge-lead.ts';
export { type QualifiedLead, type QualifyJob, qualify } from './engine/qualify.ts';
export { measureCoverage } from './engine/tests/coverage.ts';
export { runRulebookTests } from './engine/tests/run-tests.ts';
export type { ComparedLead, JudgedLead } from './judging/compared-lead.ts';
export type { FieldAnswers, FieldJudge } from './judging/field-judge.ts';
export { compileRulebook, type Judge } from './judging/judge.ts';
export type { Operator } from './judging/operators/operators.ts';
export { stagesOutOfReach } from './judging/reach.ts';
export { BUILT_IN_NAMES } from './language/built-in.ts';
export { type LoadedRulebook, loadRulebook } from './language/load.ts';
export { parseRulebook } from './language/parse.ts';
export { type LoadedTests, loadTests, type TestSuite } from './language/tests/load-tests.ts';
export type * from './language/tests/result.ts';
export type { ExplainedInterval, ExplainedTest } from './language/words/explain-tests.ts';
export type { LeadList, ListOptions } from './lists/lead-list.ts';
export { openList } from './lists/list.ts';
export type * from './model/condition.ts';
export type * from './model/costs.ts';
export type * from './model/diagnostic.ts';
export { CannotRun, Defect } from './model/errors.ts';
export type * from './model/lead.ts';
export type * from './model/rulebook.ts';
export type * from './model/summary.ts';
export type * from './model/tally.ts';
export type * from './model/verdict.ts';
export { cellText, type RecordBatch } from './records/record-batch.ts';
export { SUMMARY_FORMATS } from './summary/summary.ts';
export { formatDiagnostics } from './terminal/diagnostics.ts';
export { compileCellParser } from './values/cell.ts';
export { formatDay, parseIsoDay } from './values/day.ts';
export { fold } from './values/fold.ts';
