import type { BillLine } from '../../../model/bill.ts'
import type { VolumeReading } from '../../../model/volume.ts'
import { bestOf, speaksOf } from '../volumes/readings.ts'
import type { Measured } from './measured.ts'

const isGiven = ({ volume }: VolumeReading): boolean => volume.source === 'given'

const givenName = ({ class: kind, type, resource, access, account, region }: VolumeReading) =>
  [
    `${kind}${access === undefined ? '' : ` ${access}s`}`,
    resource ?? type ?? '',
    account === undefined ? '' : `in ${[account, region ?? ''].filter((s) => s !== '').join(' ')}`,
  ]
    .filter((s) => s !== '')
    .join(' ')

/** Whether a line stands for a number that was given, or for events that it was spread over. */
const isOf = (line: BillLine, r: VolumeReading): boolean =>
  line.volume.source === 'given' &&
  line.class === r.class &&
  (r.account === undefined || line.account === r.account) &&
  (r.region === undefined || line.region === r.region) &&
  (r.type === undefined || line.type === r.type) &&
  (r.resource === undefined || line.resource === r.resource)

/** Numbers that the user gave of events that nothing records. */
const unrecorded = ({ readings }: Measured, lines: readonly BillLine[]): readonly string[] =>
  readings
    .filter((r) => isGiven(r) && !lines.some((line) => isOf(line, r)))
    .map(
      (r) =>
        `No trail is set to record what the given number speaks of (${givenName(r)}), so that it costs nothing now; a proposal that records it is priced with it (price --propose)`,
    )

const text = (events: number): string => Math.round(events).toLocaleString('en-US')

/** What the lake counted a month before any number that was given. */
const countedOf = (
  { tuples, counted = tuples, factor }: Measured,
  reading: VolumeReading,
): number =>
  factor *
  [...counted.values()]
    .flat()
    .filter((tuple) => speaksOf(reading, tuple))
    .reduce((sum, { count }) => sum + count, 0)

/** Numbers that are taken as they were given, although more events than that were recorded. */
const contradicted = (measured: Measured): readonly string[] =>
  bestOf(measured.readings.filter(isGiven)).flatMap((reading) => {
    const { high } = reading.volume.perMonth
    const counted = Math.round(countedOf(measured, reading))
    if (high === null || counted <= Math.round(high)) return []
    return [
      `The number that was given for ${givenName(reading)}, ${text(high)} a month, is less than the ${text(counted)} a month that the log holds: the bill takes the number that was given`,
    ]
  })

/** What is to be said of the numbers that the user gave. */
export const givenNotes = (measured: Measured, lines: readonly BillLine[]): readonly string[] => [
  ...unrecorded(measured, lines),
  ...contradicted(measured),
]
