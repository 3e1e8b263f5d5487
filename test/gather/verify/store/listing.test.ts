import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { BucketCalls } from '../../../../src/gather/verify/store/bucket/calls.ts'
import { getObject } from '../../../../src/gather/verify/store/bucket/get.ts'
import { layoutsBelow } from '../../../../src/gather/verify/store/bucket/layouts.ts'
import { monthsIn } from '../../../../src/gather/verify/store/bucket/months.ts'
import { listWindow } from '../../../../src/gather/verify/store/bucket/window.ts'
import { DAY, HOUR, MINUTE, parseInstant } from '../../../../src/model/time.ts'
import { examplePlace, logKeyOf } from '../../../fixtures/digests/layout.ts'
import { hours, NOW } from './support.ts'

interface Asked {
  readonly Prefix: string
  readonly StartAfter?: string
  readonly ContinuationToken?: string
  readonly Delimiter?: string
}

/** A bucket that answers listings as S3 does: 1,000 keys a page, in order. */
const bucketOf = (keys: readonly string[]) => {
  const asked: Asked[] = []
  const calls = (async (_bucket: string, _operation: string, input: Asked) => {
    asked.push(input)
    const { Prefix, StartAfter = '', ContinuationToken = '', Delimiter } = input
    const found = keys.filter(
      (k) => k.startsWith(Prefix) && k > StartAfter && k > ContinuationToken,
    )
    if (Delimiter !== undefined) {
      const names = new Set(found.map((k) => k.slice(Prefix.length).split('/')[0]))
      return { CommonPrefixes: [...names].map((n) => ({ Prefix: `${Prefix}${n}/` })) }
    }
    const page = found.slice(0, 1000)
    return {
      Contents: page.map((Key) => ({ Key, Size: 1, ETag: '"x"' })),
      IsTruncated: found.length > 1000,
      NextContinuationToken: page.at(-1),
    }
  }) as BucketCalls
  return { calls, asked }
}

const region = `AWSLogs/${examplePlace.account}/CloudTrail/${examplePlace.region}/`
const keysEvery = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) }, (_, i) =>
    logKeyOf(examplePlace, from + i * step, String(i).padStart(16, '0')),
  )
const october = hours('2026-10-01', '2026-11-01')

describe('listing a window', () => {
  it('takes a quiet month in one page', async () => {
    const keys = keysEvery(HOUR, october.from, october.to)
    const { calls, asked } = bucketOf(keys)
    const window = hours('2026-10-05', '2026-10-20')
    const found = await listWindow(calls, 'b', region, window, NOW)
    expect(found.map((o) => o.key)).toEqual(
      keysEvery(HOUR, window.from, window.to).map((_, i) => keys[i + 96]),
    )
    expect(asked).toHaveLength(1)
  })

  it('lists the days of a busy month side by side, and loses and repeats no object', async () => {
    const keys = keysEvery(3 * MINUTE, october.from, october.to).sort()
    const { calls, asked } = bucketOf(keys)
    const found = await listWindow(calls, 'b', region, october, NOW)
    expect(found.map((o) => o.key)).toEqual(keys)
    expect(asked.filter((a) => /\/\d\d\/$/.test(a.Prefix)).length).toBeGreaterThan(28)
  })

  it('finds an object that lies in the folder of the day before its name', async () => {
    const [key = ''] = keysEvery(HOUR, parseInstant('2026-10-06'), parseInstant('2026-10-07'))
    const { calls } = bucketOf([key.replace('/2026/10/06/', '/2026/10/05/')])
    const found = await listWindow(calls, 'b', region, hours('2026-10-06', '2026-10-07'), NOW)
    expect(found).toHaveLength(1)
  })

  it('of all times asks for the years that there are', async () => {
    const { calls, asked } = bucketOf(keysEvery(DAY, october.from, october.to))
    const found = await listWindow(calls, 'b', region, { from: 0, to: NOW }, NOW)
    expect(found).toHaveLength(31)
    expect(asked.length).toBeLessThan(14)
  })

  it('keeps a file whose name tells no time by the day of its folder', async () => {
    const { calls } = bucketOf([`${region}2026/10/05/evil.json.gz`])
    expect(
      await listWindow(calls, 'b', region, hours('2026-10-05', '2026-10-06'), NOW),
    ).toHaveLength(1)
    expect(await listWindow(calls, 'b', region, hours('2026-10-06', '2026-10-07'), NOW)).toEqual([])
  })

  it('has the days of a window and one more on each side', () => {
    expect(monthsIn(hours('2026-10-01', '2026-10-02'), NOW)).toEqual([
      { folder: '2026/09/', first: '2026/09/30', last: '2026/09/30' },
      { folder: '2026/10/', first: '2026/10/01', last: '2026/10/03' },
    ])
  })
})

describe('the search for layouts', () => {
  const listOf = (folders: readonly string[]) => async (prefix: string) => [
    ...new Set(
      folders
        .filter((f) => f.startsWith(prefix) && f !== prefix)
        .map((f) => `${prefix}${f.slice(prefix.length).split('/')[0]}/`),
    ),
  ]

  it('finds those beside and below others', async () => {
    const folders = ['AWSLogs/', 'old/AWSLogs/', 'a/b/c/AWSLogs/', 'data/x/']
    const { found, isCutShort } = await layoutsBelow(listOf(folders), '')
    expect(found).toEqual(['AWSLogs/', 'old/AWSLogs/', 'a/b/c/AWSLogs/'])
    expect(isCutShort).toBe(false)
  })

  it('says where it gave up: too many folders, or too deep', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `t${i}/AWSLogs/`)
    expect((await layoutsBelow(listOf(many), '')).isCutShort).toBe(true)
    expect(await layoutsBelow(listOf(['a/b/c/d/e/f/AWSLogs/']), '')).toEqual({
      found: [],
      isCutShort: true,
    })
  })
})

describe('reading a body', () => {
  const limits = { most: 100, isEmulated: false }
  const name = { bucket: 'b', key: 'k' }
  const answering = (bodies: readonly (() => object)[]) => {
    let n = 0
    return (async () => bodies[n++]?.()) as BucketCalls
  }
  const whole = () => ({
    ContentLength: 2,
    Body: Object.assign(Readable.from(['ab']), {
      transformToByteArray: async () => Buffer.from('ab'),
    }),
  })
  const broken = () => ({
    ContentLength: 2,
    Body: { transformToByteArray: async () => Buffer.from('a') },
  })

  it('asks again where it broke off', async () => {
    expect(
      await getObject(answering([broken, broken, whole]), name, undefined, limits),
    ).toMatchObject({
      status: 'read',
      stored: Buffer.from('ab'),
    })
  })

  it('gives up after three, with a status of its own', async () => {
    const read = await getObject(
      answering([broken, broken, broken, whole]),
      name,
      undefined,
      limits,
    )
    expect(read).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('1 of 2 bytes'),
    })
  })
})
