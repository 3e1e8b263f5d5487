import { expect, test } from 'vitest'
import type { Service } from '../../../src/gather/aws/call.ts'
import { askerOf } from '../../../src/gather/collect/ask.ts'

type Send = (input: Readonly<Record<string, unknown>>) => unknown

/** A probe that may make one call, and what the call is answered. */
const asking = (service: Service, operation: string, send: Send) => {
  const inputs: unknown[] = []
  const told = { transient: 0 }
  const asks = askerOf({
    session: {
      isEmulated: false,
      send: async (_holder, _region, _service, _operation, input) => {
        inputs.push(input)
        return send(input as Readonly<Record<string, unknown>>)
      },
    },
    pace: { run: (_call, work) => work() },
    holder: { account: '111111111111', credentials: () => Promise.reject(new Error('none')) },
    region: 'eu-west-1',
    probe: { id: 'p', calls: [{ service, operation, action: `${service}:${operation}` }] },
    onTransient: () => {
      told.transient += 1
    },
  })
  return { ...asks, inputs, told }
}

const failing = (name: string, status = 400) =>
  asking('s3', 'GetBucketPolicy', () => {
    throw Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: status } })
  })

interface Page {
  readonly items?: readonly number[]
}
const items = (page: Page) => page.items

test.each([
  ['cloudtrail', 'ListTrails', 'NextToken', 'NextToken'],
  ['cloudwatch-logs', 'DescribeLogGroups', 'nextToken', 'nextToken'],
  ['s3', 'ListObjectsV2', 'NextContinuationToken', 'ContinuationToken'],
  ['s3', 'ListBuckets', 'ContinuationToken', 'ContinuationToken'],
  ['kms', 'ListKeys', 'NextMarker', 'Marker'],
  ['iam', 'ListRoles', 'Marker', 'Marker'],
  ['lambda', 'ListFunctions', 'NextMarker', 'Marker'],
  ['dynamodb', 'ListTables', 'LastEvaluatedTableName', 'ExclusiveStartTableName'],
  ['resource-groups-tagging-api', 'GetResources', 'PaginationToken', 'PaginationToken'],
] as const)('all pages of %s %s', async (service, operation, answered, asked) => {
  const { askAll, inputs } = asking(service, operation, (input) =>
    input[asked] === undefined
      ? { items: [1, 2], [answered]: 'more' }
      : { items: [3], [answered]: '' },
  )
  expect(await askAll(service, operation, { Limit: 2 }, items)).toEqual({ known: [1, 2, 3] })
  expect(inputs).toEqual([{ Limit: 2 }, { Limit: 2, [asked]: 'more' }])
})

test('a token that only repeats what was asked is not taken for more', async () => {
  const { askAll } = asking('s3', 'ListObjectsV2', () => ({
    items: [1],
    ContinuationToken: 'as asked',
    Marker: 'as asked',
    IsTruncated: false,
  }))
  expect(await askAll('s3', 'ListObjectsV2', {}, items)).toEqual({ known: [1] })
})

test('unknown as soon as one page is: half a list is no list', async () => {
  const { askAll, told } = asking('iam', 'ListRoles', (input) => {
    if (input.Marker === undefined) return { items: [1], Marker: 'more', IsTruncated: true }
    throw Object.assign(new Error('slow down'), { name: 'Throttling' })
  })
  expect(await askAll('iam', 'ListRoles', {}, items)).toEqual({
    unknown: 'throttled-out',
    detail: 'Throttling: slow down',
  })
  expect(told.transient).toBe(1)
})

test('more that the answer does not lead to, and a page that leads back, are errors', async () => {
  const lost = asking('iam', 'ListRoles', () => ({ items: [1], IsTruncated: true }))
  expect(await lost.askAll('iam', 'ListRoles', {}, items)).toHaveProperty('unknown', 'error')
  const circle = asking('iam', 'ListRoles', () => ({ items: [1], Marker: 'same' }))
  expect(await circle.askAll('iam', 'ListRoles', {}, items)).toHaveProperty('unknown', 'error')
})

test('an error that means "there is none" is known and null; any other is unknown', async () => {
  const ask = (name: string, status?: number) =>
    failing(name, status).ask('s3', 'GetBucketPolicy', {}, { absent: ['NoSuchBucketPolicy'] })
  expect(await ask('NoSuchBucketPolicy', 404)).toEqual({ known: null })
  expect(await ask('AccessDenied', 403)).toMatchObject({ unknown: 'access-denied' })
  expect(await ask('NoSuchBucket', 404)).toMatchObject({ unknown: 'error' })
})

test('a list that is absent is empty; one that goes away between two pages is not known', async () => {
  const none = failing('NoSuchBucketPolicy', 404)
  const absent = { absent: ['NoSuchBucketPolicy'] }
  expect(await none.askAll('s3', 'GetBucketPolicy', {}, items, absent)).toEqual({ known: [] })
  const gone = asking('s3', 'GetBucketPolicy', (input) => {
    if (input.ContinuationToken === undefined) return { items: [1], NextContinuationToken: 'more' }
    throw Object.assign(new Error('gone'), { name: 'NoSuchBucketPolicy' })
  })
  expect(await gone.askAll('s3', 'GetBucketPolicy', {}, items, absent)).toHaveProperty(
    'unknown',
    'error',
  )
})

test('a refusal is lasting, an error and throttling are not', async () => {
  const transient = async (name: string) => {
    const { ask, told } = failing(name)
    await ask('s3', 'GetBucketPolicy', {})
    return told.transient
  }
  expect(await transient('AccessDenied')).toBe(0)
  expect(await transient('InternalError')).toBe(1)
  expect(await transient('SlowDown')).toBe(1)
})
