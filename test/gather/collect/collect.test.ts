import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Probe } from '../../../src/gather/collect/probe.ts'
import type { CollectProgress } from '../../../src/model/collect.ts'
import { type Asked, answers } from '../aws/fake-aws.ts'
import {
  countProbe,
  GONE,
  MANAGEMENT,
  MEMBER,
  opener,
  organizationAnswer,
  organizationProbe,
  parsed,
  trailsProbe,
} from './organization.ts'

const open = opener()

const isOf = (account: string, operation: string) => (asked: Asked) =>
  asked.operation === operation && asked.accessKey.endsWith(account)

test('an organisation: each account entered once, each enabled region asked, later steps see all', async () => {
  const c = await open()
  const { snapshot, file } = await c.run({ org: true })
  expect(snapshot.accounts.map((a) => [a.account, a.reached])).toEqual([
    [MEMBER, { known: true }],
    [GONE, { unknown: 'not-collected', detail: 'the account is SUSPENDED in its organisation' }],
    [MANAGEMENT, { known: true }],
  ])
  expect(snapshot.trails.map((t) => t.arn)).toEqual([
    `arn:aws:cloudtrail:eu-west-1:${MEMBER}:trail/one`,
    `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/one`,
    `arn:aws:cloudtrail:us-east-1:${MEMBER}:trail/one`,
    `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/one`,
  ])
  expect(snapshot.resources.map((r) => r.arn)).toEqual([
    `${MEMBER}: 4 trails, 3 accounts`,
    `${MANAGEMENT}: 4 trails, 3 accounts`,
  ])
  expect(snapshot.organization).toMatchObject({ known: { id: 'o-abcd1234' } })
  expect(c.asked.filter((a) => a.operation === 'AssumeRole')).toHaveLength(1)
  const written = await c.snapshots()
  expect(Object.keys(written)).toEqual(['2026-11-01T00-00-00Z.json'])
  expect(file.endsWith('2026-11-01T00-00-00Z.json')).toBe(true)
  expect(parsed(Object.values(written)[0] ?? '')).toEqual(snapshot)
  expect(await readdir(c.workspace)).toEqual(['snapshots'])
})

test('an account that cannot be entered: all its lists unknown with the reason, no one else touched', async () => {
  const c = await open((asked) =>
    asked.operation === 'AssumeRole' ? answers.xmlError('AccessDenied') : organizationAnswer(asked),
  )
  const { snapshot } = await c.run({ org: true })
  const refused = { unknown: 'access-denied', detail: 'AccessDenied: AccessDenied' }
  expect(snapshot.accounts.find((a) => a.account === MEMBER)?.reached).toEqual(refused)
  const rows = [...snapshot.trailsListed, ...snapshot.listings].filter((r) => r.account === MEMBER)
  expect(rows.every((row) => 'unknown' in row.listed)).toBe(true)
  expect(
    new Set(snapshot.listings.filter((l) => l.account === MEMBER).map((l) => l.what)).size,
  ).toBe(13)
  expect(snapshot.trailsListed.filter((t) => t.account === MANAGEMENT)).toHaveLength(2)
})

test('--region leaves the others unknown, never disabled', async () => {
  const c = await open()
  const { snapshot } = await c.run({ regions: ['eu-west-1'] })
  expect(snapshot.trailsListed.map((t) => [t.region, t.listed])).toEqual([
    ['eu-west-1', { known: true }],
    ['us-east-1', { unknown: 'not-collected', detail: 'left out by --region' }],
  ])
  expect(snapshot.regions[0]?.regions).toEqual({
    known: [
      { name: 'eu-west-1', enabled: true },
      { name: 'me-central-1', enabled: false },
      { name: 'us-east-1', enabled: true },
    ],
  })
})

test('a region that AWS does not have is a usage error', async () => {
  const c = await open()
  await expect(c.run({ regions: ['eu-wset-1'] })).rejects.toMatchObject({
    code: 'usage',
    message: 'AWS has no region eu-wset-1',
  })
})

test('regions that cannot be listed are asked all, and none is said to be disabled', async () => {
  const c = await open((asked) =>
    asked.operation === 'DescribeRegions'
      ? answers.xmlError('UnauthorizedOperation')
      : organizationAnswer(asked),
  )
  const { snapshot } = await c.run()
  expect(snapshot.regions[0]?.regions).toHaveProperty('unknown', 'access-denied')
  expect(snapshot.trailsListed).toHaveLength(17)
})

test('the role leads to another account than it was asked for: not entered', async () => {
  const c = await open((asked) =>
    asked.operation === 'AssumeRole'
      ? answers.role('ASIA444444444444', new Date('2026-11-01T01:00:00Z'))
      : organizationAnswer(asked),
  )
  const { snapshot } = await c.run({ accounts: [MEMBER] })
  expect(snapshot.accounts[0]?.reached).toEqual({
    unknown: 'error',
    detail: 'the role is of account 444444444444',
  })
  expect(c.asked.some(isOf('444444444444', 'DescribeTrails'))).toBe(false)
})

test('the organisation is asked in other accounts when the own one may not know', async () => {
  const c = await open()
  const { snapshot } = await c.run({ accounts: [MANAGEMENT] }, { as: MEMBER })
  expect(snapshot.organization).toMatchObject({ known: { managementAccount: MANAGEMENT } })
  expect(snapshot.accounts.map((a) => a.account)).toEqual([MANAGEMENT])
})

test('the accounts of the organisation cannot be listed: an error, not an empty organisation', async () => {
  const c = await open((asked) =>
    asked.operation === 'ListAccounts'
      ? answers.error('AccessDeniedException')
      : organizationAnswer(asked),
  )
  await expect(c.run({ org: true })).rejects.toMatchObject({ code: 'aws' })
  expect(await c.snapshots()).toEqual({})
})

test('a named account that is not of the organisation is a usage error', async () => {
  const c = await open()
  await expect(c.run({ org: true, accounts: ['123456789012'] })).rejects.toMatchObject({
    code: 'usage',
  })
})

const broken = (run: Probe['run']): Probe => ({ ...trailsProbe, id: 'broken', run })

test('a probe that throws: its lists are unknown, it is in the report, the rest goes on', async () => {
  const c = await open()
  const report = await c.run(
    {},
    { probes: [broken(() => Promise.reject(new TypeError('no such member'))), countProbe] },
  )
  expect(report.failed).toEqual(
    ['eu-west-1', 'us-east-1'].map((region) => ({
      probe: 'broken',
      account: MANAGEMENT,
      region,
      message: 'no such member',
    })),
  )
  expect(report.snapshot.trailsListed.map((t) => t.listed)).toEqual([
    { unknown: 'error', detail: 'the probe broken failed: no such member' },
    { unknown: 'error', detail: 'the probe broken failed: no such member' },
  ])
  expect(report.snapshot.resources).toHaveLength(1)
})

test('a list that no probe read is unknown, never left out', async () => {
  const c = await open()
  const { snapshot } = await c.run({}, { probes: [trailsProbe] })
  expect(snapshot.trailsListed.map((t) => t.listed)).toEqual([{ known: true }, { known: true }])
  const rows = snapshot.listings.map((l) => `${l.what} ${l.region ?? ''}`)
  expect(new Set(rows).size).toBe(10 * 2 + 3) // ten kinds in each of two regions, three in none
  for (const { listed } of snapshot.listings)
    expect(listed).toEqual({ unknown: 'not-collected', detail: 'no probe asked for it' })
})

test('a call that a probe does not declare is never sent', async () => {
  const c = await open()
  const greedy = broken(async ({ ask }) => {
    await ask('cloudtrail', 'StopLogging', { Name: 'one' })
    return {}
  })
  const report = await c.run({}, { probes: [greedy] })
  expect(report.failed[0]?.message).toBe(
    'probe broken asks cloudtrail StopLogging, which it does not declare',
  )
  expect(c.asked.some((a) => a.operation === 'StopLogging')).toBe(false)
})

test('a fragment that is not of the schema is a failure of its probe', async () => {
  const c = await open()
  const wrong = broken(async () => ({ trails: [{ arn: 7 } as never] }))
  const report = await c.run({}, { probes: [wrong, organizationProbe] })
  expect(report.failed).toHaveLength(2)
  expect(report.snapshot.trails).toEqual([])
  expect(report.snapshot.organization).toMatchObject({ known: { id: 'o-abcd1234' } })
})

test('--no-history leaves that step out', async () => {
  const c = await open()
  const history: Probe = { ...countProbe, id: 'history', step: 'history' }
  expect((await c.run({ history: false }, { probes: [history] })).runs).toBe(0)
  expect((await c.run({}, { probes: [history] })).runs).toBe(1)
})

test('progress names the step, the place, the calls', async () => {
  const c = await open()
  const seen: CollectProgress[] = []
  await c.run({ org: true }, {}, (p) => void seen.push(p))
  expect(seen.map((p) => `${p.step} ${p.done}/${p.total}`)).toEqual([
    'accounts 1/3',
    'accounts 2/3',
    'accounts 3/3',
    'places 1/4',
    'places 2/4',
    'places 3/4',
    'places 4/4',
    'lists 1/2',
    'lists 2/2',
  ])
  expect(seen.at(-1)).toMatchObject({ accounts: 3, probe: 'count', throttles: 0 })
  expect(seen.at(-1)?.calls).toBeGreaterThan(5)
})

test('what stayed unknown is grouped by reason and kind', async () => {
  const c = await open((asked) =>
    asked.operation === 'DescribeTrails' && asked.region === 'us-east-1'
      ? answers.error('AccessDeniedException')
      : organizationAnswer(asked),
  )
  const { unknown } = await c.run({ accounts: [MANAGEMENT, MEMBER] })
  expect(unknown.find((g) => g.what === 'trailsListed')).toEqual({
    reason: 'access-denied',
    what: 'trailsListed',
    count: 2,
    accounts: [MEMBER, MANAGEMENT],
    detail: 'AccessDeniedException: AccessDeniedException',
  })
})

test('what AWS charges for is asked only where that was asked for', async () => {
  const charged: Probe = { ...countProbe, id: 'charged', isCharged: true }
  const c = await open()
  const tools = { probes: [organizationProbe, trailsProbe, charged] }
  const counted = async (options: Parameters<typeof c.run>[0]) =>
    (await c.run({ ...options, fresh: true }, tools)).snapshot.resources.length
  expect(await counted({})).toBe(0)
  expect(await counted({ costExplorer: true })).toBe(1)
})
