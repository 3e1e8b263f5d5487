import type { Coverage, Evidence } from '../../../model/coverage.ts'
import type { Recorders } from '../recorders.ts'

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** What was looked at for a coverage, and what could not be: printed with every verdict. */
export const checksOf = ({ ground, trails }: Recorders): Coverage['checks'] => {
  const { evidence, snapshots, events, holes } = ground
  const { manifest, ledger }: Evidence = evidence
  const history = [
    ...snapshots.flatMap((s) => s.history),
    ...manifest.runs.flatMap((run) => run.history ?? []),
  ]
  const performed = [
    `configuration of ${counted(trails.length, 'trail')} rebuilt from ${counted(snapshots.length, 'snapshot')} and ${counted(events.length, 'configuration event')}`,
    `completeness of ${counted(manifest.runs.length, 'ingest run')} and ${counted(manifest.objects.length, 'object')} matched to where trails deliver`,
    `${counted(holes.length, 'rejected, altered, deleted or conflicting file')} counted as blind`,
    ...(ledger.length > 0 ? [`${counted(ledger.length, 'hour')} of digests`] : []),
    ...(history.length > 0 ? [`event history fetched ${counted(history.length, 'time')}`] : []),
  ]
  const notPerformed = [
    ...(ledger.length > 0
      ? []
      : ['digest signatures and hashes of log files: this version does not read digests']),
    ...(history.length > 0
      ? []
      : [
          'event history, which no trail can switch off: a snapshot can hold it (docs/snapshot.md)',
        ]),
    ...(snapshots.length > 0 ? [] : ['configuration snapshots: there are none (docs/snapshot.md)']),
  ]
  return { performed, notPerformed }
}
