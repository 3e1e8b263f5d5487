import type { Finding } from '../../model/finding.ts'
import type { Table } from '../format/table.ts'
import type { Assessment } from './assessment.ts'

/** Whether a failure is one that the baseline has; nothing where there is no baseline. */
export const baselineWord = (f: Finding, a: Assessment): 'new' | 'known' | undefined =>
  a.comparison === undefined || f.status !== 'fail'
    ? undefined
    : a.comparison.isNew(f)
      ? 'new'
      : 'known'

/** One row a finding, for csv and jsonl: everything that a finding has. */
export const findingsTable = (a: Assessment): Table => ({
  columns: [
    'status',
    'severity',
    'check',
    'group',
    'account',
    'region',
    'resource',
    'reason',
    'evidence',
    'settle',
    'remedy',
    'baseline',
    'fingerprint',
  ],
  rows: a.shown.map((f) => [
    f.status,
    f.severity,
    f.check,
    f.group,
    f.account,
    f.region,
    f.resource,
    f.reason,
    f.evidence,
    f.settle,
    f.remedy,
    baselineWord(f, a),
    f.fingerprint,
  ]),
})

/** What fits a table that people read. */
export const readableTable = (a: Assessment): Table => ({
  columns: ['status', 'severity', 'check', 'account', 'region', 'resource', 'reason', 'settle'],
  rows: a.shown.map((f) => [
    f.status,
    f.severity,
    f.check,
    f.account,
    f.region,
    f.resource,
    f.reason,
    f.settle,
  ]),
})
