import type { Coverage, Evidence } from '../../../model/coverage.ts'
import type { Interval } from '../../../model/time.ts'
import type { Recorders } from '../recorders.ts'
import { digestChecks } from './digest-checks.ts'
import { historyTries } from './history-tries.ts'

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** What was looked at for a coverage, and what could not be: printed with every verdict. */
export const checksOf = ({ ground, trails }: Recorders, window: Interval): Coverage['checks'] => {
  const { evidence, snapshots, events, holes } = ground
  const { manifest, ledger }: Evidence = evidence
  const history = historyTries(snapshots, manifest)
  const digests = digestChecks(ledger, trails, window)
  const performed = [
    `configuration of ${counted(trails.length, 'trail')} rebuilt from ${counted(snapshots.length, 'snapshot')} and ${counted(events.length, 'configuration event')}`,
    `completeness of ${counted(manifest.runs.length, 'ingest run')} and ${counted(manifest.objects.length, 'object')} matched to where trails deliver`,
    `${counted(holes.length, 'rejected, altered, deleted or conflicting log file')} counted as blind`,
    ...digests.performed,
    ...(history.tried > 0
      ? [`event history: ${history.read} of ${counted(history.tried, 'region')} read${history.why}`]
      : []),
  ]
  const notPerformed = [
    ...digests.notPerformed,
    ...(history.tried === 0
      ? ['event history, which no trail can switch off: wholetrail ingest event-history reads it']
      : []),
    ...(history.read < history.tried
      ? [
          `event history of ${history.tried - history.read} of ${counted(history.tried, 'region')}, where reading it failed${history.why}`,
        ]
      : []),
    ...(snapshots.length > 0
      ? []
      : ['configuration snapshots: there are none, wholetrail collect [--org] writes one']),
  ]
  return { performed, notPerformed }
}
