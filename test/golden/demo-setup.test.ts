import { expect, test } from 'vitest'
import { isKnown } from '../../src/model/observed.ts'
import { snapshotSchema } from '../../src/model/snapshot.ts'
import { checks } from '../../src/reason/assess/checks/list.ts'
import { assess, worldOf } from '../../src/reason/assess/run.ts'
import { random } from '../fixtures/demo/chance/prng.ts'
import { directory } from '../fixtures/demo/company/directory.ts'
import { DEMO_SEED } from '../fixtures/demo/questions/seed.ts'
import { scripted } from '../fixtures/demo/scripted.ts'
import { demoSnapshots } from '../fixtures/demo/snapshots/all.ts'
import { mistakesOf } from '../fixtures/demo/truth/mistakes.ts'
import { plantedFor } from '../fixtures/demo/truth/planted.ts'

const ids = directory(DEMO_SEED)
const snapshots = demoSnapshots(ids, scripted(ids, random(DEMO_SEED))).map(({ snapshot }) =>
  snapshotSchema.parse(snapshot),
)
const last = snapshots.at(-1)
if (last === undefined) throw new Error('the demo has no snapshot')
const findings = assess(worldOf(last, last.collectedAt), checks)

const planted = plantedFor(ids)
const named = (f: { check: string; account: string; resource: string }): string =>
  `${f.check} ${f.account} ${f.resource}`
const failed = new Set(findings.filter((f) => f.status === 'fail').map(named))
const truth = new Set(
  Object.values(planted)
    .flat()
    .filter((f) => f.fromLogs !== true)
    .map((f) => named(f)),
)

test('every planted mistake of the set-up is found', () => {
  expect([...truth].filter((name) => !failed.has(name))).toEqual([])
})

test('nothing is found that was not planted', () => {
  expect([...failed].filter((name) => !truth.has(name))).toEqual([])
})

test('the whole organisation was read, so that nothing stays unknown but what logs alone tell', () => {
  const unknown = findings.filter((f) => f.status === 'unknown')
  const fromLogs = /^(role-opacity-|long-term-key-many-addresses$)/
  expect(unknown.filter((f) => !fromLogs.test(f.check)).map(named)).toEqual([])
  for (const f of unknown) expect(f.settle).toContain('wholetrail ingest')
})

test('every planted finding belongs to a mistake that the truth tells', () => {
  expect(Object.keys(planted).filter((id) => !mistakesOf(ids).some((m) => m.id === id))).toEqual([])
})

test('what the snapshot names is in the snapshot', () => {
  const arns = new Set([...last.logGroups, ...last.topics, ...last.keys].map((thing) => thing.arn))
  for (const trail of last.trails) {
    const config = isKnown(trail.config) ? trail.config.known : undefined
    expect(last.buckets.map((b) => b.name)).toContain(config?.s3Bucket)
    for (const arn of [config?.kmsKeyId, config?.cloudWatchLogGroupArn?.replace(/:\*$/, '')])
      if (arn !== undefined) expect(arns).toContain(arn)
  }
  for (const alarm of last.alarms) for (const arn of alarm.actions) expect(arns).toContain(arn)
})

test('a bucket is an orphan only after its trail was deleted', () => {
  const orphans = snapshots.map((s) =>
    assess(worldOf(s, s.collectedAt), checks)
      .filter((f) => f.check === 'orphaned-log-bucket' && f.status === 'fail')
      .map((f) => f.resource),
  )
  const orphan = ['arn:aws:s3:::kestrelvane-old-cloudtrail']
  expect(orphans).toEqual([[], orphan, orphan, orphan])
})
