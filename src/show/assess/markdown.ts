import { type Finding, severities } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import { formatInstant } from '../../model/time.ts'
import { plural } from '../format/quantity.ts'
import { markdownCell } from '../format/safe.ts'
import { renderTable, type Table } from '../format/table.ts'
import type { Assessment } from './assessment.ts'
import { accountWords, regionWords } from './place.ts'
import { blindSpots, scopeWords } from './reach.ts'
import { remedyOf } from './remedies.ts'
import { type Summary, summaryOf } from './summary.ts'

const m = markdownCell

const things = (list: readonly Finding[], a: Assessment): Table => ({
  columns: [...(a.comparison === undefined ? [] : ['']), 'what', 'resource', 'account', 'region'],
  rows: list.map((f) => [
    ...(a.comparison === undefined ? [] : [a.comparison.isNew(f) ? 'new' : '']),
    f.reason,
    f.resource === f.account ? '' : f.resource,
    accountWords(f.account, a),
    regionWords(f),
  ]),
})

const block = (id: string, list: readonly Finding[], a: Assessment): string[] => {
  const check = a.checks.find((c) => c.id === id)
  const remedies = [...new Set(list.flatMap((f) => remedyOf(f, check) ?? []))].slice(0, 3)
  return [
    `### ${m(id)}`,
    '',
    ...(check === undefined ? [] : [`Should be: ${m(check.title)}.`, '']),
    renderTable(things(list, a), 'markdown'),
    '',
    ...remedies.flatMap((remedy) => [`Remedy: ${m(remedy)}`, '']),
  ]
}

const failures = (a: Assessment): string[] =>
  severities.flatMap((severity) => {
    const here = a.shown.filter((f) => f.status === 'fail' && f.severity === severity)
    if (here.length === 0) return []
    return [
      `## ${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`,
      '',
      ...[...groupBy(here, (f) => f.check)].flatMap(([id, list]) => block(id, list, a)),
    ]
  })

const unknowns = (a: Assessment): string[] => {
  const here = a.shown.filter((f) => f.status === 'unknown')
  const rows = here.map((f) => [f.check, f.reason, accountWords(f.account, a), f.settle])
  if (here.length === 0) return []
  const table = { columns: ['check', 'what', 'account', 'would settle it'], rows }
  return ['## Unknown: neither passed nor failed', '', renderTable(table, 'markdown'), '']
}

const counts = (s: Summary): Table => ({
  columns: ['severity', 'failed', 'unknown', 'passed'],
  rows: severities.map((severity) => {
    const { fail, unknown, pass } = s.bySeverity[severity]
    return [severity, fail, unknown, pass]
  }),
})

/** A run as a document to paste into a ticket: what was judged and what was not, counts, findings, remedies. */
export const assessMarkdown = (a: Assessment): string => {
  const s = summaryOf(a)
  const blind = blindSpots(a)
  return [
    '# Set-up of the audit log',
    '',
    `${m(scopeWords(a))}, as collected at ${formatInstant(a.collectedAt)} (${m(a.file)}). ${plural(s.checks.run, 'check')}, ${plural(s.findings.fail, 'failure')}, ${plural(s.findings.unknown, 'unknown')}, ${plural(s.findings.pass, 'pass', 'passes')}.`,
    '',
    ...(blind.length === 0 ? [] : ['Not judged:', '', ...blind.map((text) => `- ${m(text)}`), '']),
    ...(s.baseline === null
      ? []
      : [
          `Against the baseline: ${s.baseline.new} new, ${s.baseline.known} known, ${s.baseline.fixed} fixed, ${s.baseline.gone} no longer in the snapshot, ${s.baseline.unsettled} that can no longer be read.`,
          '',
        ]),
    renderTable(counts(s), 'markdown'),
    '',
    ...failures(a),
    ...unknowns(a),
  ]
    .join('\n')
    .trimEnd()
}
