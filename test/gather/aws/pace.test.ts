import { expect, test } from 'vitest'
import { paceOf } from '../../../src/gather/aws/pace.ts'
import { SECOND } from '../../../src/model/time.ts'
import { virtualClock } from './virtual-clock.ts'

const lookup = (account: string, region: string) => ({
  account,
  region,
  service: 'cloudtrail' as const,
  operation: 'LookupEvents',
})
const describeTrails = { ...lookup('111111111111', 'eu-west-1'), operation: 'DescribeTrails' }

test('facts 8.1: two look-ups a second in an account and region, never three', async () => {
  const clock = virtualClock()
  const pace = paceOf({ concurrency: 32, perAccount: 8 }, clock)
  const starts: number[] = []
  const one = () =>
    pace.run(lookup('111111111111', 'eu-west-1'), async () => void starts.push(clock.now()))
  await Promise.all(Array.from({ length: 7 }, one))
  expect(starts.map((at) => at / SECOND)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3])
})

test('another region and another account have look-ups of their own', async () => {
  const clock = virtualClock()
  const pace = paceOf({ concurrency: 32, perAccount: 8 }, clock)
  const starts: number[] = []
  const places = [
    ['111111111111', 'eu-west-1'],
    ['111111111111', 'us-east-1'],
    ['222222222222', 'eu-west-1'],
  ] as const
  await Promise.all(
    places.map(([account, region]) =>
      pace.run(lookup(account, region), async () => void starts.push(clock.now())),
    ),
  )
  expect(starts).toEqual([0, 0, 0])
})

test('waiting look-ups hold no place: other calls go on at once', async () => {
  const clock = virtualClock()
  const pace = paceOf({ concurrency: 1, perAccount: 1 }, clock)
  const order: string[] = []
  const lookups = Array.from({ length: 3 }, (_, i) =>
    pace.run(lookup('111111111111', 'eu-west-1'), async () => void order.push(`lookup ${i}`)),
  )
  await pace.run(describeTrails, async () => void order.push('trails'))
  await Promise.all(lookups)
  expect(order.indexOf('trails')).toBeLessThan(order.indexOf('lookup 1'))
})

test('a look-up that fails gives the turn on', async () => {
  const clock = virtualClock()
  const pace = paceOf({ concurrency: 4, perAccount: 4 }, clock)
  const call = lookup('111111111111', 'eu-west-1')
  const first = pace.run(call, () => Promise.reject(new Error('throttled')))
  const second = pace.run(call, async () => clock.now())
  await expect(first).rejects.toThrow('throttled')
  expect(await second).toBe(SECOND / 2)
})

test('no more calls at once than allowed, over all and in one account', async () => {
  const clock = virtualClock()
  const pace = paceOf({ concurrency: 5, perAccount: 2 }, clock)
  let all = 0
  const most = { all: 0, one: 0 }
  const here = new Map<string, number>()
  const work = (account: string) => async () => {
    all += 1
    here.set(account, (here.get(account) ?? 0) + 1)
    most.all = Math.max(most.all, all)
    most.one = Math.max(most.one, here.get(account) ?? 0)
    await clock.sleep(SECOND)
    all -= 1
    here.set(account, (here.get(account) ?? 0) - 1)
  }
  const accounts = ['1', '2', '3', '4'].flatMap((a) => Array.from({ length: 6 }, () => a))
  await Promise.all(
    accounts.map((account) => pace.run({ ...describeTrails, account }, work(account))),
  )
  expect(most).toEqual({ all: 5, one: 2 })
})

test('Ctrl-C ends the waiting', async () => {
  const clock = virtualClock()
  const stop = new AbortController()
  const pace = paceOf({ concurrency: 4, perAccount: 4 }, clock, stop.signal)
  const call = lookup('111111111111', 'eu-west-1')
  await pace.run(call, async () => {})
  const waiting = pace.run(call, async () => {})
  const watched = expect(waiting).rejects.toThrow('aborted')
  await Promise.resolve()
  await Promise.resolve()
  stop.abort()
  await watched
})
