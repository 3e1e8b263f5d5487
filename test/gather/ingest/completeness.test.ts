import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completenessOf } from '../../../src/gather/ingest/sources/claims.ts'
import { files } from '../../../src/gather/ingest/sources/files.ts'
import type { Wanted } from '../../../src/gather/ingest/sources/source.ts'
import type { Listed } from '../../../src/gather/ingest/work/task.ts'
import { claimOfKey } from '../../../src/gather/objects/key.ts'
import { parseInstant as at, HOUR } from '../../../src/model/time.ts'
import { filesIn, logKey } from './support/files.ts'
import { folder } from './support/workspace.ts'

const A = '111111111111'
const B = '222222222222'
const wanted: Wanted = {
  since: undefined,
  until: undefined,
  settling: 2 * HOUR,
  accounts: [],
  regions: [],
  complete: true,
  bucket: 'logs',
  now: at('2026-03-20'),
}

const claimsOf = (
  root: Parameters<typeof completenessOf>[0],
  objects: readonly Listed[],
  asked = wanted,
) => {
  const completeness = completenessOf(root, asked)
  objects.forEach(completeness.add)
  return completeness.claims()
}

const claimed = (
  root: string,
  paths: readonly string[],
  over: Partial<Wanted> = {},
  isFile = false,
) =>
  claimsOf(
    { path: root, isFile },
    paths.map((uri) => ({
      uri,
      source: root,
      bytes: 1,
      etag: null,
      bucket: 'logs',
      prefix: '',
      path: uri,
      claim: claimOfKey(uri),
    })),
    { ...wanted, ...over },
  )

const places = (claims: ReturnType<typeof claimed>) => claims.map((c) => [c.account, c.region])

describe('R16 a folder claims no more than it can hold', () => {
  const key = `/x/${logKey('1')}`

  it('all of a layout that lies inside it', () => {
    expect(claimed('/x', [key])).toMatchObject([{ account: '*', region: '*' }])
    expect(claimed('/x/AWSLogs', [key])).toMatchObject([{ account: '*', region: '*' }])
    expect(claimed('/x', [key])[0]).not.toHaveProperty('onlyLogs')
    expect(claimed('/x', [key])[0]).not.toHaveProperty('organization')
  })

  it('the account, kind, region and days of the folder of a layout that it is', () => {
    expect(claimed(`/x/AWSLogs/${A}`, [key])).toMatchObject([
      { account: A, region: '*', organization: null },
    ])
    expect(claimed(`/x/AWSLogs/${A}/CloudTrail`, [key])).toMatchObject([
      { account: A, region: '*', onlyLogs: true },
    ])
    expect(claimed(`/x/AWSLogs/${A}/CloudTrail/us-east-1`, [key])).toMatchObject([
      { account: A, region: 'us-east-1', onlyLogs: true },
    ])
    const window = { since: at('2026-02-01'), until: at('2026-04-01') }
    expect(claimed(`/x/AWSLogs/${A}/CloudTrail/us-east-1/2026/03`, [key], window)).toMatchObject([
      { from: at('2026-03-01'), to: wanted.now },
    ])
    expect(claimed(`/x/AWSLogs/${A}/CloudTrail/us-east-1/2026/03/01`, [key], window)).toMatchObject(
      [{ from: at('2026-03-01'), to: at('2026-03-02') }],
    )
  })

  it('the organisation whose folder it is', () => {
    const inOrg = key.replace('AWSLogs/', 'AWSLogs/o-abcdef1234/')
    expect(claimed('/x/AWSLogs/o-abcdef1234', [inOrg])).toMatchObject([
      { account: '*', organization: 'o-abcdef1234' },
    ])
  })

  it('nothing of an account or region that was asked for and is elsewhere', () => {
    expect(claimed(`/x/AWSLogs/${A}`, [key], { accounts: [B] })).toEqual([])
    expect(places(claimed('/x', [key], { accounts: [B] }))).toEqual([[B, '*']])
  })

  it('without a layout, the accounts and regions that it has files of', () => {
    const name = (account: string, region: string) =>
      `/x/${logKey('1', { account, region }).split('/').at(-1)}`
    const flat = [name(A, 'us-east-1'), name(A, 'eu-west-1'), name(B, 'us-east-1')]
    expect(places(claimed('/x', flat))).toEqual([
      [A, 'us-east-1'],
      [A, 'eu-west-1'],
      [B, 'us-east-1'],
    ])
  })

  it('a file claims the minute, account and region of its name', () => {
    expect(claimed(key, [key], { since: at('2026-02-01') }, true)).toMatchObject([
      { account: A, region: 'us-east-1', from: at('2026-03-01T01:00:00Z'), onlyLogs: true },
    ])
    expect(claimed(key, [key], {}, true)[0]?.to).toBe(at('2026-03-01T01:01:00Z'))
  })

  it('files of other kinds claim nothing of logs', () => {
    for (const kind of ['CloudTrail-NetworkActivity', 'CloudTrail-Insight', 'CloudTrail-Digest'])
      expect(claimed('/x', [`/x/${logKey('1', { folder: kind })}`])).toEqual([])
  })

  it('R27 the whole last second of a window that was asked for', () => {
    const until = at('2026-03-02')
    expect(claimed('/x', [key], { until })[0]?.to).toBe(at('2026-03-02T02:00:01Z'))
  })
})

describe('R16 links are followed', () => {
  it('to folders, by the path of the link, and never in a circle', async () => {
    const root = folder()
    filesIn(root, { [`src/${logKey('1')}`]: 'x', 'elsewhere/2.json.gz': 'x' })
    const link = join(root, `src/AWSLogs/${A}/CloudTrail/eu-west-1/2026/03/01`)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, 'elsewhere'), link)
    symlinkSync(join(root, 'src'), join(root, 'src', 'again'))
    const objects: Listed[] = []
    const source = files(join(root, 'src'), wanted, join(root, 'none'))
    await source.list((object) => objects.push(object))
    expect(objects.map((o) => o.claim.region).sort()).toEqual(['eu-west-1', 'us-east-1'])
  })
})

it('200,000 files take no longer each than a few', () => {
  const claim = claimOfKey(`/x/${logKey('1')}`)
  const one = { source: '/x', bytes: 1, etag: null, bucket: 'logs', prefix: '', claim }
  const objects = Array.from({ length: 200_000 }, (_, i) => ({ ...one, uri: `/x/${i}` }))
  expect(claimsOf({ path: '/x', isFile: false }, objects)).toHaveLength(1)
  const flat = objects.map((o, i) => {
    const account = String(100_000_000_000 + (i % 5000))
    return { ...o, claim: { ...claim, before: null, account } }
  })
  expect(claimsOf({ path: '/x', isFile: false }, flat)).toHaveLength(5000)
})
