import { expect, test } from 'vitest'
import type { DigestSlot } from '../../../src/model/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { digestChecks } from '../../../src/reason/coverage/answer/digest-checks.ts'
import type { Recorder } from '../../../src/reason/coverage/recorders.ts'

const arn = (name: string) => `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`
const trail = (name: string) => ({ trail: { arn: arn(name) } }) as unknown as Recorder
const window = { from: 0, to: 5 * HOUR }
const slot = (n: number, more: Partial<DigestSlot> = {}): DigestSlot => ({
  trail: arn('a'),
  account: '111122223333',
  region: 'eu-west-1',
  from: n * HOUR,
  to: (n + 1) * HOUR,
  state: 'verified',
  files: [],
  ...more,
})

test('without a ledger digests were not checked, and what checks them is named', () => {
  expect(digestChecks([], [trail('a')], window)).toEqual({
    performed: [],
    notPerformed: [
      'digest signatures and hashes of log files: wholetrail verify checks them where validation is on',
    ],
  })
})

test('hours that are not verified are counted apart, backfill digests are no hours, trails without digests are counted', () => {
  const ledger = [
    slot(0),
    slot(1, { state: 'verified-empty' }),
    slot(2, { state: 'missing', to: 4.5 * HOUR }),
    slot(0, { chain: 'backfill' }),
  ]
  const { performed, notPerformed } = digestChecks(ledger, [trail('a'), trail('b')], window)
  expect(performed).toEqual([
    'digests of 1 trail, by account and region, over the time asked about: 2 hours verified, 3 hours not',
  ])
  expect(notPerformed[0]).toContain('of 1 trail without digests in the ledger')
  expect(digestChecks(ledger, [trail('a')], window).notPerformed).toEqual([])
})

test('only the time asked about is counted, and what no slot speaks for is not verified', () => {
  const month = [slot(0, { to: 700 * HOUR }), slot(0, { region: 'us-east-1', to: 2 * HOUR })]
  const { performed } = digestChecks(month, [trail('a')], { from: HOUR, to: 25 * HOUR })
  expect(performed[0]).toContain('25 hours verified, 23 hours not')
  const stopped = [slot(0), slot(2)]
  expect(digestChecks(stopped, [trail('a')], { from: 0, to: 3 * HOUR }).performed[0]).toContain(
    '2 hours verified, 1 hour not',
  )
})
