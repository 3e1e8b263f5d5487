import { describe, expect, test } from 'vitest'
import { A, askOf, KEY, REGION, record } from './given.ts'

/** What keeps objects beside S3's buckets has types of its own, which a selector of `AWS::S3::Object` does not take. */
const of = (type: string, eventSource: string, eventName: string, over: object = {}) =>
  record(eventName, {
    eventSource,
    eventCategory: 'Data',
    managementEvent: false,
    requestParameters: { key: 'a' },
    resources: [{ type, ARN: `arn:aws:x:${REGION}:${A}:y/z` }],
    ...over,
  })

describe('R8 a no about objects in any bucket says what else keeps objects', () => {
  test.each([
    ['who-read-objects', { key: KEY }, 'objects of S3 on Outposts, S3 Tables'],
    ['who-wrote-objects', { key: KEY }, 'objects written to S3 on Outposts, S3 Tables'],
    ['object-encryption', {}, 'objects written to S3 on Outposts, S3 Tables'],
    ['cross-account-activity', { key: KEY }, 'data events of other types than S3 objects'],
  ])('%s %o', async (question, params, title) => {
    const answer = await askOf({}, question, params)
    expect(answer.verdict).toBe('no')
    expect(answer.sentence).toContain(title)
  })

  test('with a bucket there is nothing else to say', async () => {
    const answer = await askOf({}, 'who-read-objects', { bucket: 'data', key: KEY })
    expect(answer.sentence).not.toContain('Outposts')
  })

  test.each([
    ['AWS::S3Outposts::Object', 's3-outposts.amazonaws.com'],
    ['AWS::S3Tables::Table', 's3tables.amazonaws.com'],
    ['AWS::S3ObjectLambda::AccessPoint', 's3-object-lambda.amazonaws.com'],
  ])('what is found of %s counts', async (type, source) => {
    const records = [of(type, source, 'GetObject')]
    expect((await askOf({ records }, 'who-read-objects', { key: KEY })).verdict).toBe('yes')
  })

  test('asked, it is not surely selected; a call that is not known may be one, a probe is none', async () => {
    const ask = async (name: string) => {
      const records = [of('AWS::S3Vectors::Index', 's3vectors.amazonaws.com', name)]
      return askOf({ records }, 'who-read-objects', { key: KEY }, { parts: ['s3-relatives'] })
    }
    const probed = await ask('HeadObject')
    expect([probed.verdict, probed.candidates.length]).toEqual(['cannot-know', 0])
    expect((await ask('GetVectors')).candidates.length).toBe(1)
  })
})
