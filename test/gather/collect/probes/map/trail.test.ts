import { describe, expect, it } from 'vitest'
import {
  trailConfigOf,
  trailOf,
  trailStatusOf,
} from '../../../../../src/gather/collect/probes/map/trail.ts'
import { at } from '../at.ts'
import { NOW } from '../place.ts'

const TRAIL = {
  S3BucketName: 'logs',
  IsMultiRegionTrail: false,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  LogFileValidationEnabled: false,
}

describe('a trail', () => {
  it('has no prefix, key, group or topic where AWS leaves them out or an emulator says ""', () => {
    expect(trailConfigOf({ ...TRAIL, KmsKeyId: '', SnsTopicARN: '' })).toEqual({
      known: {
        s3Bucket: 'logs',
        s3Prefix: '',
        isMultiRegion: false,
        isOrganization: false,
        includeGlobalServiceEvents: true,
        logFileValidation: false,
      },
    })
  })

  it.each(Object.keys(TRAIL))('without %s cannot be judged', (flag) => {
    expect(trailConfigOf({ ...TRAIL, [flag]: undefined })).toHaveProperty('unknown')
  })

  it('without an ARN is no trail that anything could refer to', () => {
    expect(trailOf({ ...TRAIL, Name: 'x', HomeRegion: 'eu-west-1' }, NOW)).toBeUndefined()
  })
})

describe('the status of a trail', () => {
  it('facts 9: "" is no delivery error and no time', () => {
    expect(
      trailStatusOf({ IsLogging: true, LatestDeliveryError: '', TimeLoggingStarted: '' }),
    ).toEqual({ known: { isLogging: true } })
  })

  it('keeps a delivery error: a trail that logs and cannot deliver records nothing', () => {
    expect(
      trailStatusOf({
        IsLogging: true,
        LatestDeliveryError: 'NoSuchBucket',
        LatestDeliveryTime: at('2026-03-01T00:00:00Z'),
      }),
    ).toEqual({
      known: {
        isLogging: true,
        latestDeliveryError: 'NoSuchBucket',
        latestDeliveryTime: Date.parse('2026-03-01T00:00:00Z') * 1000,
      },
    })
  })

  it('is unknown without IsLogging', () => {
    expect(trailStatusOf({})).toHaveProperty('unknown', 'not-supported')
  })
})
