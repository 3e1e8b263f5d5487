import type { Assumption } from '../../../model/coverage.ts'
import { contains, includes, intersect } from '../../../model/intervals.ts'
import { formatInstant, HOUR, type Interval } from '../../../model/time.ts'
import { deliveredOf, lastKnown, membership } from '../cell.ts'
import { locationOf, locationUri } from '../read/location.ts'
import type { Recorder, Recorders } from '../recorders.ts'
import type { Candidate } from './standing.ts'

const configuration = ({ trail, state, witnessed }: Recorder, piece: Interval): Assumption[] => {
  if (includes(state.certain, [piece])) return []
  const seen = includes(witnessed, [piece])
  return [
    seen
      ? {
          id: `witness:${trail.arn}`,
          sentence: `No change of ${trail.arn} was hidden together with a change of the recorders that would have shown it`,
        }
      : {
          id: `unwitnessed:${trail.arn}`,
          sentence: `${trail.arn} was not changed and changed back unseen: nothing but itself recorded the changes made to it in ${trail.account} ${trail.region}`,
        },
  ]
}

/** An organisation's trail may be changed by delegated administrators, each in its own account (8.3). */
const administrators = (recorder: Recorder, piece: Interval): Assumption[] => {
  const { trail, state, delegates, organizational } = recorder
  if (!organizational || includes(state.certain, [piece])) return []
  const allowed = [trail.account, ...(delegates ?? []).filter((id) => id !== trail.account)]
  const unread =
    delegates === undefined
      ? ': which accounts are delegated administrators of CloudTrail was not read'
      : ', as a delegated administrator of CloudTrail that was not read as one'
  const sentence = `No account but ${allowed.join(', ')} changed ${trail.arn}${unread}`
  return [{ id: `delegates:${trail.arn}`, sentence }]
}

/** Back from a reading event history witnesses a state although its own last hours have not settled (R27). */
const unsettled = (
  { ground }: Recorders,
  { trail, state }: Recorder,
  piece: Interval,
): Assumption[] => {
  if (includes(state.certain, [piece])) return []
  const times = state.pieces
    .filter((p) => p.from < piece.to && piece.from < p.to)
    .flatMap((p) => p.unsettledBefore ?? [])
  if (times.length === 0) return []
  const readings = [...new Set(times)].sort((a, b) => a - b).map(formatInstant)
  const hours = Math.round((ground.settings.settling / HOUR) * 10) / 10
  return [
    {
      id: `unsettled:${trail.arn}`,
      sentence: `${trail.arn} was not changed in the ${hours} hours before ${readings.join(' and ')}, when it was read: such a change may not have shown yet in what else was read`,
    },
  ]
}

const members = (
  { ground }: Recorders,
  { recorder, cells }: Candidate,
  piece: Interval,
): Assumption[] => {
  const { trail } = recorder
  const unproven = [...new Set(cells.map((c) => c.cell.account))].filter(
    (account) =>
      account !== trail.account &&
      !includes(membership(ground, trail, account).certain, [piece]) &&
      cells.some((c) => c.cell.account === account && contains(c.coverage.recorded, piece.from)),
  )
  return unproven.length === 0
    ? []
    : [
        {
          id: `membership:${trail.arn}`,
          sentence: `${unproven.join(', ')} did not leave the organization of ${trail.arn} and come back unseen`,
        },
      ]
}

const place = ({ ground }: Recorders, { trail, state }: Recorder, piece: Interval): Assumption[] =>
  intersect(lastKnown(state, ground.settings.settling), [piece]).length === 0
    ? []
    : [
        {
          id: `place:${trail.arn}`,
          sentence: `${trail.arn} did not begin to deliver elsewhere in the hours after the last reading of its configuration`,
        },
      ]

const sources = ({ recorder, cells }: Candidate, piece: Interval): Assumption[] => {
  const config = recorder.state.pieces.find(
    (p) => p.from <= piece.from && piece.from < p.to,
  )?.config
  const uri = config === undefined ? 'its bucket' : locationUri(locationOf(config))
  const any = (set: 'asserted' | 'guessed' | 'apart' | 'late'): boolean =>
    cells.some(({ coverage }) => intersect(coverage[set], [piece]).length > 0)
  return [
    {
      id: `files:${uri}`,
      sentence: `No log file was deleted from ${uri} or altered before it was read: digests were not checked for all of this time`,
    },
    {
      id: `delivery:${uri}`,
      sentence: `Delivery to ${uri} did not fail unnoticed, by its bucket policy or its key, between the readings of its status`,
    },
    ...(any('asserted')
      ? [
          {
            id: `asserted:${uri}`,
            sentence: `The log files read for ${uri} are all there are, as --complete says: no listing of the bucket proves it`,
          },
        ]
      : []),
    ...(any('guessed')
      ? [
          {
            id: `bucket:${uri}`,
            sentence: `The copy that was read is of ${uri}, the only place that a known trail delivered such files to`,
          },
        ]
      : []),
    ...(any('apart')
      ? [
          {
            id: `apart:${uri}`,
            sentence: `A rejected log file is of the bucket in whose folder it lies, and so none of those in ${uri}`,
          },
        ]
      : []),
    ...(any('late')
      ? [
          {
            id: `redelivery:${uri}`,
            sentence: `What could not be delivered to ${uri} at first was delivered within 30 days`,
          },
        ]
      : []),
  ]
}

const settling = (microseconds: number): Assumption => ({
  id: 'settling',
  sentence: `CloudTrail delivers within ${Math.round((microseconds / HOUR) * 10) / 10} hours of an event (AWS: about five minutes on average, without a promise)`,
})

/** The longest time that the files of these cells are taken to need: longer than usual where some were seen to be late. */
const longest = ({ ground }: Recorders, by: readonly Candidate[]): number =>
  by
    .flatMap(({ recorder: { trail, state }, cells }) =>
      cells.flatMap(({ cell }) => deliveredOf(ground, trail, state, cell)),
    )
    .reduce((most, { readable }) => Math.max(most, readable.settling), ground.settings.settling)

/** For a scope that was narrowed by what is known of regions (R25). */
export const DISABLED: Assumption = {
  id: 'regions',
  sentence: 'No region that was read as disabled before and after was enabled between unseen',
}

/** What a recorded piece that is not verified rests on: everything taken for true without proof (R30). */
export const assumptionsOf = (
  recorders: Recorders,
  by: readonly Candidate[],
  piece: Interval,
): readonly Assumption[] => [
  ...by.flatMap((candidate) => [
    ...configuration(candidate.recorder, piece),
    ...administrators(candidate.recorder, piece),
    ...unsettled(recorders, candidate.recorder, piece),
    ...place(recorders, candidate.recorder, piece),
    ...members(recorders, candidate, piece),
    ...sources(candidate, piece),
  ]),
  settling(longest(recorders, by)),
]

/** Each assumption once, in order of appearance. */
export const distinct = (assumptions: readonly Assumption[]): readonly Assumption[] => [
  ...new Map(assumptions.map((a) => [a.id, a])).values(),
]
