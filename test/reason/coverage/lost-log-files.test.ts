import { describe, expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import {
  A,
  at,
  complete,
  event,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  object,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))

describe('past retention', () => {
  const lifecycle = (rule: object, time = at('2026-02-01')) =>
    event('PutBucketLifecycle', time, {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs', LifecycleConfiguration: { Rule: rule } },
    })
  const rule = { Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 5 } }
  const of = (r: object) => told(coverage(evidence({ events: [lifecycle(r)] })))

  test('log files that the bucket had forgotten before they were listed', () => {
    expect(of(rule)).toEqual([
      '03-03T00:00 03-06T00:00 past retention',
      '03-06T00:00 03-08T00:00 configured',
    ])
  })

  test('disabled, about other objects, or about versions only: nothing is forgotten', () => {
    expect(of({ ...rule, Status: 'Disabled' })).toEqual(whole('configured'))
    expect(of({ ...rule, Filter: { Prefix: 'backup/' } })).toEqual(whole('configured'))
    expect(of({ ...rule, Expiration: undefined })).toEqual(whole('configured'))
  })

  test('an expiry that cannot be read forgets everything', () => {
    expect(of({ ...rule, Expiration: { Days: 'soon' } })).toEqual(whole('past retention'))
  })
})

describe('deletions of log files', () => {
  const removed = (key: string | undefined) =>
    event('DeleteObject', at('2026-03-09'), {
      source: 's3.amazonaws.com',
      request: { bucketName: 'logs', ...(key === undefined ? {} : { key }) },
    })
  const key = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T0100Z_abc.json.gz`

  test('blind the day in the key, unless the file was read', () => {
    const c = coverage(evidence({ events: [removed(key)] }), inHome)
    expect(told(c)).toEqual([
      '03-03T00:00 03-04T00:00 configured',
      '03-04T00:00 03-06T00:00 log file missing or altered',
      '03-06T00:00 03-08T00:00 configured',
    ])
    const read = manifest([complete()], [object({ uri: `s3://logs/${key}` })])
    expect(told(coverage(evidence({ events: [removed(key)], manifest: read }), inHome))).toEqual(
      whole('configured'),
    )
  })

  test('of files that are not named blind all that was there', () => {
    expect(told(coverage(evidence({ events: [removed(undefined)] }), inHome))).toEqual(
      whole('log file missing or altered'),
    )
  })
})

describe('R5 log files lost in other ways, and buckets named in other ways', () => {
  const s3 = (name: string, over: object = {}) =>
    event(name, at('2026-03-09'), { source: 's3.amazonaws.com', request: null, ...over })
  const key = `AWSLogs/${A}/CloudTrail/${HOME}/2026/03/05/${A}_CloudTrail_${HOME}_20260305T0100Z_aBcDeFgHiJkLmNoP.json.gz`
  const inLogs = { request: { bucketName: 'logs', key } }
  const read = manifest([complete()], [object({ uri: `s3://logs/${key}` })])
  const of = (e: ReturnType<typeof event>, files = manifest()) =>
    coverage(evidence({ events: [e], manifest: files }), inHome).blind.map((b) => b.reason)

  test('overwritten: a hole, even though a file of that name was read', () => {
    for (const name of ['PutObject', 'CopyObject', 'CompleteMultipartUpload'])
      expect(of(s3(name, inLogs), read)).toEqual(['log file missing or altered'])
  })

  test('removed by a lifecycle rule: a hole, unless the file was read', () => {
    const expired = s3('ExpireObject', { ...inLogs, source: 's3lifecycle.amazonaws.com' })
    expect(of(expired)).toEqual(['log file missing or altered'])
    expect(of(expired, read)).toEqual([])
  })

  test('through an access point: its resources name the bucket', () => {
    const alias = { request: { bucketName: 'ap-0123456789-s3alias', key } }
    const resources = ['arn:aws:s3:::logs']
    expect(of(s3('DeleteObject', { ...alias, resources }))).toHaveLength(1)
    expect(of(s3('DeleteObject', { ...alias, resources: ['arn:aws:s3:::data'] }))).toEqual([])
  })

  test('a change of a bucket whose request was omitted: by its resources, else any bucket', () => {
    const here = ['arn:aws:s3:::logs']
    for (const name of ['PutBucketLifecycle', 'DeleteBucketPolicy', 'DeleteBucket']) {
      expect(of(s3(name, { resources: here, time: at('2026-03-05') }))).not.toEqual([])
      expect(of(s3(name, { time: at('2026-03-05') }))).not.toEqual([])
      expect(of(s3(name, { resources: ['arn:aws:s3:::data'] }))).toEqual([])
    }
    const rules = {
      LifecycleConfiguration: { Rule: { Status: 'Enabled', Expiration: { Days: 5 } } },
    }
    const set = s3('PutBucketLifecycle', { request: { bucketName: 'logs', ...rules } })
    const unset = s3('DeleteBucketLifecycle', { time: set.time + HOUR })
    const sameSecond = { ...unset, request: { bucketName: 'logs' }, time: set.time }
    for (const events of [
      [set, unset],
      [set, sameSecond],
    ])
      expect(coverage(evidence({ events }), inHome).blind[0]?.reason).toBe('past retention')
  })
})
