import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Manifest } from '../../../src/model/manifest.ts'
import { emptySnapshot } from '../../../src/model/snapshot/empty.ts'
import { ACCOUNT, AT } from '../../../src/reason/assess/given.ts'
import { billOf } from '../../../src/reason/price/bill/bill.ts'
import { measure } from '../../../src/reason/price/bill/measured.ts'
import { aLog, memoryLake } from '../../fixtures/memory-lake.ts'
import { trail } from '../../reason/price/given.ts'

const REGIONS = ['eu-west-1', 'us-east-1']
const NAMES = ['a', 'b', 'c']

/** Two files of each trail in each region, so that a trail may deliver an event twice. */
const objects = REGIONS.flatMap((region, r) =>
  NAMES.flatMap((name, n) =>
    [0, 1].map((file) => ({
      ...aLog,
      id: r * 100 + n * 10 + file + 1,
      uri: `test:${region}/${name}/${file}`,
      sha256: `${region}/${name}/${file}`,
      bucket: `${name}-logs`,
      prefix: '',
      account: ACCOUNT,
      region,
    })),
  ),
)

const event = fc.record({
  region: fc.constantFrom(...REGIONS),
  kind: fc.constantFrom('read', 'write', 'data'),
  principal: fc.constantFrom('deploy', 'batch'),
  files: fc.uniqueArray(
    fc.record({ trail: fc.constantFrom(0, 1, 2), file: fc.constantFrom(0, 1) }),
    { minLength: 1, maxLength: 4, selector: ({ trail: t, file }) => `${t}/${file}` },
  ),
})
type Drawn = typeof event extends fc.Arbitrary<infer E> ? E : never

const recordOf = ({ region, kind, principal }: Drawn, i: number) => ({
  eventID: `${i}`,
  eventTime: `2026-03-01T12:00:${String(i % 60).padStart(2, '0')}Z`,
  eventSource: kind === 'data' ? 's3.amazonaws.com' : 'ec2.amazonaws.com',
  eventName: 'Anything',
  eventCategory: kind === 'data' ? 'Data' : 'Management',
  readOnly: kind !== 'write',
  awsRegion: region,
  recipientAccountId: ACCOUNT,
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${principal}/session-${i}`,
  },
})

const objectOf = (drawn: Drawn, n: number): number | undefined => {
  const file = drawn.files[n]
  return file === undefined
    ? undefined
    : REGIONS.indexOf(drawn.region) * 100 + file.trail * 10 + file.file + 1
}

const copiesOf = ({ files }: Drawn): number => new Set(files.map((f) => f.trail)).size

const total = (all: readonly Drawn[], count: (drawn: Drawn) => number): number =>
  all.reduce((sum, drawn) => sum + count(drawn), 0)

test('paid copies are what counting event by event makes them, and a delivery again is none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (drawn) => {
      const lake = await memoryLake(drawn.map(recordOf), {
        objects,
        objectOf: (i) => objectOf(drawn[i] as Drawn, 0) ?? 1,
        alsoIn: (i) => [1, 2, 3].flatMap((n) => objectOf(drawn[i] as Drawn, n) ?? []),
      })
      const manifest: Manifest = {
        runs: [],
        objects,
        conflicts: [],
        unknownKeys: {},
        events: drawn.length,
        sightings: 0,
      }
      const snapshots = [{ ...emptySnapshot(AT), trails: NAMES.map((name) => trail(name)) }]
      const measured = await measure(lake.query, { snapshots, manifest, ledger: [] })
      await lake.close()
      const found = billOf(measured)
      const sure = (item: string): number =>
        found.lines
          .filter((line) => line.item === item)
          .reduce((sum, line) => sum + line.volume.perMonth.low, 0) / measured.factor
      const management = drawn.filter(({ kind }) => kind !== 'data')
      const data = drawn.filter(({ kind }) => kind === 'data')
      expect(sure('management-copy')).toBeCloseTo(
        total(management, (d) => copiesOf(d) - 1),
        6,
      )
      expect(sure('data-event')).toBeCloseTo(total(data, copiesOf), 6)
      const saving = (name: string): number =>
        found.copies
          .filter((c) => c.trail.endsWith(`/${name}`))
          .reduce((sum, c) => sum + c.repeated.low, 0) / measured.factor
      NAMES.forEach((name, n) => {
        const repeated = management.filter(
          (d) => copiesOf(d) > 1 && d.files.some((f) => f.trail === n),
        )
        expect(saving(name)).toBeCloseTo(repeated.length, 6)
      })
    }),
    { numRuns: 25 },
  )
})
