import { emptySnapshot } from '../../../../src/model/snapshot/empty.ts'
import type { Snapshot, SnapshotTrail } from '../../../../src/model/snapshot.ts'
import { HOUR, type Instant, parseInstant } from '../../../../src/model/time.ts'

export const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit'
export const READ = parseInstant('2026-10-02T00:00:00Z')

export interface TrailSetup {
  readonly arn?: string
  readonly readAt?: Instant
  readonly isLogging?: boolean
  readonly logFileValidation?: boolean
  readonly isMultiRegion?: boolean
  readonly isOrganization?: boolean
  readonly recursiveLogging?: boolean
  readonly startLoggingTime?: Instant
  readonly latestDigestDeliveryTime?: Instant
  /** Where the status was read, beside the home region. */
  readonly regions?: readonly string[]
}

/** A trail as a snapshot tells it: on, with validation, in its home region, since a day before. */
export const trailSeen = (setup: TrailSetup = {}): SnapshotTrail => {
  const { arn = ARN, readAt = READ, isLogging = true, regions = [] } = setup
  const [, , , home = '', account = '', name = ''] = arn.split(':')
  return {
    arn,
    readAt,
    name: name.replace('trail/', ''),
    homeRegion: home,
    config: {
      known: {
        s3Bucket: 'example-audit-logs',
        s3Prefix: '',
        isMultiRegion: setup.isMultiRegion ?? false,
        isOrganization: setup.isOrganization ?? false,
        includeGlobalServiceEvents: true,
        logFileValidation: setup.logFileValidation ?? true,
        ...(setup.recursiveLogging === undefined
          ? {}
          : { recursiveLogging: setup.recursiveLogging }),
      },
    },
    selectors: { unknown: 'not-collected' },
    status: [home, ...regions].map((region) => ({
      account,
      region,
      readAt,
      status: {
        known: {
          isLogging,
          startLoggingTime: setup.startLoggingTime ?? readAt - 24 * HOUR,
          ...(setup.latestDigestDeliveryTime === undefined
            ? {}
            : { latestDigestDeliveryTime: setup.latestDigestDeliveryTime }),
        },
      },
    })),
  }
}

export const snapshotWith = (
  trails: readonly SnapshotTrail[],
  more: Partial<Snapshot> = {},
): Snapshot => ({
  ...emptySnapshot(more.collectedAt ?? READ),
  trails: [...trails],
  ...more,
})
