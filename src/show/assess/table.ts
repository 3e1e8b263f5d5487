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
    'regions',
    'resource',
    'reason',
    'evidence',
    'settle',
    'remedy',
    'fix',
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
    f.regions,
    f.resource,
    f.reason,
    f.evidence,
    f.settle,
    f.remedy,
    f.fix,
    baselineWord(f, a),
    f.fingerprint,
  ]),
})
