import { describe, expect, test } from 'vitest'
import { trailStatusSchema } from '../../../src/model/snapshot/trail.ts'
import { complete, END, event, evidence, manifest, START, snapshot, trail } from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

describe('R21 the same state in other words is no change', () => {
  const of = (first: string, last: string, over = {}) =>
    told(
      coverage(
        evidence({
          snapshots: [
            snapshot(START, { trails: [trail(START, { config: { s3Prefix: first } })] }),
            snapshot(END, { trails: [trail(END, { config: { s3Prefix: last } })] }),
          ],
          manifest: manifest([complete({ prefix: 'x' })]),
          ...over,
        }),
      ),
    )

  test('a prefix with its slash and without', () => {
    expect(of('x', 'x/')).toEqual(whole('configured'))
    expect(of('x', 'y')).not.toEqual(whole('configured'))
  })

  test('in the answer of UpdateTrail as well', () => {
    const updated = event('UpdateTrail', START + 60_000_000, {
      response: {
        s3BucketName: 'logs',
        s3KeyPrefix: 'x/',
        isMultiRegionTrail: true,
        isOrganizationTrail: false,
        includeGlobalServiceEvents: true,
        logFileValidationEnabled: true,
      },
    })
    expect(of('x', 'x', { events: [updated] })).toEqual(whole('configured'))
  })

  test('an empty delivery error is none', () => {
    const status = { isLogging: true, latestDeliveryError: '', latestDigestDeliveryError: '' }
    const read = trailStatusSchema.parse(status)
    expect([read.latestDeliveryError, read.latestDigestDeliveryError]).toEqual([
      undefined,
      undefined,
    ])
    expect(
      trailStatusSchema.parse({ ...status, latestDeliveryError: 'AccessDenied' })
        .latestDeliveryError,
    ).toBe('AccessDenied')
  })
})
