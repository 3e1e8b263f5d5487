import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Selectors } from '../../src/model/selector.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { HOUR } from '../../src/model/time.ts'
import { mirrored } from '../../src/reason/assess/diff/change.ts'
import { diffSnapshots } from '../../src/reason/assess/diff/diff.ts'
import { selectedOnlyBy } from '../../src/reason/assess/diff/selection.ts'
import { AT, bucketOf, denied, known, snapshotOf, trailOf } from '../../src/reason/assess/given.ts'
import { matches } from '../../src/reason/selectors/matches.ts'
import { lowerWords, selectors } from './selectors/arbitraries.ts'
import { WITH_ARN } from './selectors/points.ts'

const observedSelectors = fc.oneof(
  { weight: 4, arbitrary: selectors(lowerWords).map((s) => known<Selectors>(s)) },
  { weight: 1, arbitrary: fc.constant(denied) },
)

const trail = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    selectors: observedSelectors,
    isLogging: fc.boolean(),
    isStatusKnown: fc.boolean(),
    isMultiRegion: fc.boolean(),
    isOrganization: fc.boolean(),
    logFileValidation: fc.boolean(),
  })
  .map(({ name, selectors, isLogging, isStatusKnown, ...config }) =>
    trailOf({ name, selectors, config, status: isStatusKnown ? { isLogging } : denied }),
  )

const snapshot = (hours: number): fc.Arbitrary<Snapshot> =>
  fc
    .record({
      trails: fc.uniqueArray(trail, { maxLength: 3, selector: (t) => t.arn }),
      listed: fc.boolean(),
      versions: fc.boolean(),
      days: fc.option(fc.integer({ min: 1, max: 5 })),
    })
    .map(({ trails, listed, versions, days }) => {
      const readAt = AT + hours * HOUR
      const base = snapshotOf({
        collectedAt: readAt,
        trails: trails.map((t) => ({ ...t, readAt })),
        buckets: [
          bucketOf({
            readAt,
            versioning: known({ enabled: versions, mfaDelete: false }),
            lifecycle: known(
              days === null
                ? []
                : [
                    {
                      enabled: true,
                      prefix: '',
                      isNarrowed: false,
                      expirationDays: days,
                      transitions: [],
                    },
                  ],
            ),
          }),
        ],
      })
      return listed ? base : { ...base, trailsListed: [] }
    })

const events = fc.record({
  account: fc.constant('111111111111'),
  region: fc.constant('eu-west-1'),
  eventCategory: fc.constantFrom('Data', 'Data', 'Management'),
  eventSource: fc.constantFrom('s3.amazonaws.com', 'kms.amazonaws.com'),
  eventName: fc.constantFrom(...lowerWords.names, ...WITH_ARN),
  eventType: fc.constant('AwsApiCall'),
  readOnly: fc.boolean(),
  resources: fc
    .record({ type: fc.constantFrom('AWS::S3::Object'), arn: fc.constantFrom(...lowerWords.arns) })
    .map((one) => [one]),
  userIdentityArn: fc.constantFrom(...lowerWords.users),
})

describe('what changed between two snapshots', () => {
  it('is nothing between a snapshot and itself', () => {
    fc.assert(
      fc.property(snapshot(0), (s) => {
        expect(diffSnapshots(s, s)).toEqual([])
      }),
    )
  })

  it('is mirrored when the sides are swapped', () => {
    fc.assert(
      fc.property(snapshot(0), snapshot(24), (before, after) => {
        const [there, back] = [diffSnapshots(before, after), diffSnapshots(after, before)]
        expect(back.map((c) => [c.what, c.effect])).toEqual(
          there.map((c) => [c.what, mirrored(c.effect)]),
        )
      }),
    )
  })

  it('never says that nothing was lost of an event that was surely recorded and now surely is not', () => {
    fc.assert(
      fc.property(selectors(lowerWords), selectors(lowerWords), events, (a, b, event) => {
        if (matches(a, event) !== 'yes' || matches(b, event) !== 'no') return
        expect(selectedOnlyBy(a, b).is).not.toBe('nothing')
      }),
      { numRuns: 2000 },
    )
  })
})
