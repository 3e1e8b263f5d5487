import type { ConfigurationEvent } from '../../../model/coverage.ts'
import { type Intervals, intervals } from '../../../model/intervals.ts'
import { isKnown } from '../../../model/observed.ts'
import { DEFAULT_SELECTORS, type Selectors } from '../../../model/selector.ts'
import type { Snapshot, SnapshotTrail, TrailConfig } from '../../../model/snapshot.ts'
import { formatInstant, type Instant, MINUTE } from '../../../model/time.ts'
import { canonical } from '../json.ts'
import { cleanPrefix } from '../read/location.ts'
import type { Anchor, Anchors } from './anchor.ts'
import type { TrailArn } from './arn.ts'
import { trailOf } from './from-events.ts'
import { isCallAt, type LoggingCall } from './logging-calls.ts'
import { selectorsKey } from './selectors-key.ts'

const label = (time: Instant): string => `the snapshot of ${formatInstant(time)}`

const observed = <T>(
  time: Instant,
  value: T,
  key: (value: T) => string = canonical,
): Anchor<T> => ({
  time,
  after: value,
  before: value,
  agrees: (before) => key(before) === key(value),
  doubt: 'proof',
  observed: true,
  attested: true,
  label: label(time),
})

/** Tags such as the log group do not decide what is recorded: only these members are compared. */
const recordingConfig = (config: TrailConfig): TrailConfig => ({
  s3Bucket: config.s3Bucket,
  s3Prefix: cleanPrefix(config.s3Prefix),
  isMultiRegion: config.isMultiRegion,
  isOrganization: config.isOrganization,
  includeGlobalServiceEvents: config.includeGlobalServiceEvents,
  logFileValidation: config.logFileValidation,
  ...(config.kmsKeyId === undefined ? {} : { kmsKeyId: config.kmsKeyId }),
  ...(config.recursiveLogging === false ? { recursiveLogging: false } : {}),
})

const isEmpty = (selectors: Selectors): boolean =>
  (selectors.EventSelectors ?? []).length === 0 &&
  (selectors.AdvancedEventSelectors ?? []).length === 0

/** Both lists empty means the default only where nothing custom was ever set; otherwise unknown (R5). */
export const effectiveSelectors = (trail: SnapshotTrail): Selectors | undefined => {
  if (!isKnown(trail.selectors)) return undefined
  if (!isEmpty(trail.selectors.known)) return trail.selectors.known
  const custom = trail.hasCustomEventSelectors
  return custom !== undefined && isKnown(custom) && !custom.known ? DEFAULT_SELECTORS : undefined
}

const absences = (trail: TrailArn, snapshots: readonly Snapshot[]): Anchor<TrailConfig | null>[] =>
  snapshots.flatMap((snapshot) =>
    snapshot.trails.some((t) => t.arn === trail.arn)
      ? []
      : snapshot.trailsListed
          .filter(
            (l) => l.account === trail.account && l.region === trail.region && isKnown(l.listed),
          )
          .map((l) => observed<TrailConfig | null>(l.readAt, null)),
  )

/** A trail made anew under the same name keeps nothing of the old one (R23). `told`: creations that events tell. */
const creations = (seen: readonly SnapshotTrail[], told: readonly Instant[]): Instant[] => {
  const times = seen.flatMap((t) =>
    t.createdAt && isKnown(t.createdAt) ? [t.createdAt.known] : [],
  )
  return [...new Set(times)].filter((time) => !told.some((t) => Math.abs(t - time) < MINUTE))
}

const created = <T>(time: Instant): Anchor<T> => ({
  time,
  after: undefined,
  agrees: () => false,
  doubt: 'proof',
  observed: false,
  attested: true,
  label: `the creation of the trail at ${formatInstant(time)}`,
})

/** Until then it did not exist, as with CreateTrail; what it was made as is not told. */
const madeAt = (time: Instant): Anchor<TrailConfig | null> => ({
  ...created(time),
  before: null,
  agrees: (before) => before === null,
})

/**
 * Start and stop times are the last ones only (facts/aws.md 5.1). One whose call is nowhere recorded proves that
 * changes went unseen, whatever is said to have shown them (R23).
 */
const loggingOf = (
  trail: SnapshotTrail,
  isRecorded: (name: LoggingCall, time: Instant) => boolean,
): Anchor<boolean>[] =>
  trail.status.flatMap(({ readAt, status }) => {
    if (!isKnown(status)) return []
    const { isLogging, startLoggingTime: start, stopLoggingTime: stop } = status.known
    const changed = (time: Instant, on: boolean): Anchor<boolean> => ({
      time,
      after: on,
      doubt: isRecorded(on ? 'StartLogging' : 'StopLogging', time) ? 'hint' : 'proof',
      observed: false,
      attested: true,
      label: `${on ? 'StartLoggingTime' : 'StopLoggingTime'} in ${label(readAt)}`,
      ...(on ? { agrees: (before: boolean) => !before } : {}),
    })
    const started = start !== undefined && start <= readAt ? [changed(start, true)] : []
    const stopped = stop !== undefined && stop <= readAt ? [changed(stop, false)] : []
    return [...started, ...stopped, observed(readAt, isLogging)]
  })

/**
 * What the snapshots tell about one trail: known beats unknown, whoever read it (R22). `changes` are the recorded
 * changes of trails: a CreateTrail tells more than a time of creation.
 */
export const anchorsFromSnapshots = (
  trail: TrailArn,
  snapshots: readonly Snapshot[],
  changes: readonly ConfigurationEvent[],
): Anchors => {
  const seen = snapshots.flatMap((s) => s.trails).filter((t) => t.arn === trail.arn)
  const made = changes.filter((e) => e.name === 'CreateTrail' && trailOf(e)?.arn === trail.arn)
  const reset = creations(
    seen,
    made.map((e) => e.time),
  )
  const isRecorded = (name: LoggingCall, time: Instant) =>
    changes.some((e) => isCallAt(e, trail, name, time))
  return {
    config: [
      ...absences(trail, snapshots),
      ...reset.map(madeAt),
      ...seen.flatMap((t) =>
        isKnown(t.config)
          ? [observed<TrailConfig | null>(t.readAt, recordingConfig(t.config.known))]
          : [],
      ),
    ],
    selectors: [
      ...reset.map((time) => created<Selectors>(time)),
      ...seen.flatMap((t) => {
        const selectors = effectiveSelectors(t)
        return selectors === undefined ? [] : [observed(t.readAt, selectors, selectorsKey)]
      }),
    ],
    logging: [
      ...reset.map((time) => created<boolean>(time)),
      ...seen.flatMap((t) => loggingOf(t, isRecorded)),
    ],
  }
}

/** Times over which AWS itself says that the trail was on: from its last start to the reading (R22). */
export const toldOn = (trail: TrailArn, snapshots: readonly Snapshot[]): Intervals =>
  intervals(
    snapshots
      .flatMap((s) => s.trails)
      .filter((t) => t.arn === trail.arn)
      .flatMap((t) => t.status)
      .flatMap(({ readAt, status }) =>
        isKnown(status) && status.known.isLogging && status.known.startLoggingTime !== undefined
          ? [{ from: status.known.startLoggingTime, to: readAt }]
          : [],
      ),
  )
