import type { Diagnostic, Place } from '../../../model/diagnostic.ts';
import { inOrder } from '../../../terminal/diagnostics.ts';
import { formatJson } from '../../../terminal/json.ts';
import type { Findings, FindingsContext } from './check-findings.ts';
import { relativeUri } from './relative-file.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const ROOT = '%SRCROOT%';

/** Findings as SARIF 2.1.0 (OASIS Standard), with the pages of their codes as help. Columns count UTF-16 units. */
export function formatFindingsSarif(
  { diagnostics, files }: Pick<Findings, 'diagnostics' | 'files'>,
  { root, version, pageOf }: Omit<FindingsContext, 'colour'>,
): string {
  const ordered = inOrder(diagnostics);
  const codes = [...new Set(ordered.map(({ code }) => code))].sort();
  const run = {
    tool: {
      driver: {
        name: 'leadsieve',
        version,
        semanticVersion: version,
        rules: codes.map(code => ruleOf(code, pageOf(code))),
      },
    },
    columnKind: 'utf16CodeUnits',
    artifacts: files.map(file => ({ location: locationOf(file, root) })),
    results: ordered.map(diagnostic =>
      resultOf(diagnostic, { root, ruleIndex: codes.indexOf(diagnostic.code) }),
    ),
  };
  return formatJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

/** A rule by its page: the first paragraph says in short what it is about. */
function ruleOf(id: string, page = ''): object {
  const [, why = ''] = page.split(/\n{2,}/);
  const description = why.replace(/\s+/g, ' ').trim() || id;
  return {
    id,
    shortDescription: { text: id },
    fullDescription: { text: description },
    help: { text: page || description, ...(page === '' ? {} : { markdown: page }) },
  };
}

function resultOf(
  { severity, code, message, fix, place }: Diagnostic,
  { root, ruleIndex }: { readonly root: string; readonly ruleIndex: number },
): object {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: fix === '' ? message : `${message} (${fix})` },
    ...(place && {
      locations: [
        {
          physicalLocation: { artifactLocation: locationOf(place.file, root), region: regionOf(place) },
        },
      ],
    }),
  };
}

function regionOf({ line, column, length, sourceLine }: Place): object {
  return {
    startLine: line,
    startColumn: column,
    endLine: line,
    endColumn: column + length,
    snippet: { text: sourceLine.slice(column - 1, column - 1 + length) },
  };
}

function locationOf(file: string, root: string): object {
  const uri = relativeUri(file, root);
  return /^[a-z]+:/.test(uri) ? { uri } : { uri, uriBaseId: ROOT };
}
