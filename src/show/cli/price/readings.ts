import type { Effects } from '../../../effects.ts'
import type { AccessLogReport } from '../../../model/access-log.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import { count, plural } from '../../format/quantity.ts'
import type { OptionValues } from '../command.ts'
import { progressLine } from '../progress.ts'
import { flag, texts } from '../read-options.ts'
import { volumeOf } from '../volume-option.ts'

/** Volumes that the log does not hold, and what is to be said of them. */
export interface Elsewhere {
  readonly readings: readonly VolumeReading[]
  readonly notes: readonly string[]
}

const accessLogsOf = async (
  options: OptionValues,
  effects: Effects,
  window: Interval | undefined,
): Promise<readonly AccessLogReport[]> => {
  const folders = texts(options, 'accessLogs') ?? []
  if (folders.length === 0) return []
  const { readAccessLogs } = await import('../../../gather/access-logs/read.ts')
  const progress = progressLine(effects, flag(options, 'quiet'))
  const reports: AccessLogReport[] = []
  try {
    for (const folder of folders)
      reports.push(
        await readAccessLogs(folder, effects, window, (p) =>
          progress.show(
            `access logs: ${count(p.files)} of ${count(p.totalFiles)} files, ${count(p.records)} records`,
          ),
        ),
      )
  } finally {
    progress.end()
  }
  return reports
}

const noteOf = ({ folder, files, records, unread, window }: AccessLogReport): string =>
  window === null
    ? `${folder} holds no access logs`
    : `Access logs of ${folder}: ${plural(records, 'record')} in ${plural(files, 'file')}, counted from ${formatInstant(window.from)} to ${formatInstant(window.to)}${unread === 0 ? '' : `; ${plural(unread, 'line')} could not be read`}`

/** What is given on the command line. Throws `usage`. */
export const givenVolumes = (options: OptionValues): readonly VolumeReading[] =>
  (texts(options, 'volume') ?? []).map(volumeOf)

/** Volumes from the command line, from access logs and from snapshots. */
export const readingsOf = async (
  options: OptionValues,
  effects: Effects,
  snapshots: readonly Snapshot[],
  window: Interval | undefined,
  use: 'bill' | 'proposal',
): Promise<Elsewhere> => {
  const accessLogs = await accessLogsOf(options, effects, window)
  const [{ accessReadings }, { readingsFor, usageReadings }] = await Promise.all([
    import('../../../reason/price/elsewhere/access-logs.ts'),
    import('../../../reason/price/elsewhere/usage.ts'),
  ])
  return {
    readings: readingsFor(use, [
      ...givenVolumes(options),
      ...accessLogs.flatMap((report) => accessReadings(report, snapshots)),
      ...usageReadings(snapshots),
    ]),
    notes: accessLogs.map(noteOf),
  }
}
