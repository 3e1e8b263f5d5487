import { expect, test } from 'vitest'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { cisMonitoringChecks } from '../../../src/reason/assess/checks/watching/cis/list.ts'
import { ACCOUNT, AT, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'
import { remedyOf } from '../../../src/show/assess/remedies.ts'

const stopped = { isLogging: false, stopLoggingTime: AT }
const writesOnly = known({ EventSelectors: [{ ReadWriteType: 'WriteOnly' as const }] })

const failures = (trails: ReturnType<typeof trailOf>[]) =>
  assess(worldOf(snapshotOf({ trails }), AT), checks).filter((f) => f.status === 'fail')
const ids = (list: readonly { check: string }[]) => list.map((f) => f.check)

const stoppedBesideWrites = failures([
  trailOf({ status: stopped }),
  trailOf({ name: 'second', selectors: writesOnly }),
])

test('a stopped trail comes before the events that it misses, and is critical where nobody else has them', () => {
  expect(stoppedBesideWrites[0]).toMatchObject({
    check: 'trail-not-logging',
    severity: 'critical',
    fix: expect.stringContaining('start trail main again'),
  })
})

test.each(['management-reads-missed', 'role-assumption-unrecorded'])(
  '%s names the trails, and says that starting the stopped one is enough',
  (check) => {
    const f = stoppedBesideWrites.find((x) => x.check === check)
    expect(f?.reason).toContain(
      'trail second selects only writes; trail main: logging is off since',
    )
    expect(f).toMatchObject({ remedy: 'start-logging', regions: ['eu-west-1', 'us-east-1'] })
    expect(f?.fix).toContain(`arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/main`)
  },
)

test('a stopped trail that would not cover what is missed is no remedy for it', () => {
  const list = failures([
    trailOf({ status: stopped, selectors: writesOnly }),
    trailOf({ name: 'second', selectors: writesOnly }),
  ])
  const reads = list.find((f) => f.check === 'management-reads-missed')
  expect([reads?.remedy, reads?.fix]).toEqual(['trail-selectors', undefined])
})

test('a stopped trail is a small matter only where others record what it would in every region', () => {
  const severity = (over: Parameters<typeof trailOf>[0]) =>
    failures([trailOf({ status: stopped }), trailOf({ name: 'second', ...over })]).find(
      (f) => f.check === 'trail-not-logging',
    )?.severity
  expect(severity({})).toBe('low')
  expect(severity({ config: { isMultiRegion: false } })).toBe('critical')
})

test('the only trail stopped: the account without a recorder is told to start it', () => {
  const list = failures([trailOf({ status: stopped })])
  expect(ids(list).slice(0, 2)).toEqual(['trail-not-logging', 'account-without-recorder'])
  expect(list[1]).toMatchObject({ remedy: 'start-logging' })
})

test('regions that miss the same are one line of evidence', () => {
  const reads = stoppedBesideWrites.find((f) => f.check === 'management-reads-missed')
  expect(reads?.evidence).toHaveLength(1)
  expect(reads?.evidence[0]).toMatch(/^eu-west-1, us-east-1: /)
})

const unwatched = assess(worldOf(snapshotOf(), AT), cisMonitoringChecks)

test('nobody is told in any region: the reason does not name the first one alone', () => {
  const root = unwatched.find((f) => f.check === 'cis-monitoring-root-use')
  expect(root?.reason).toContain('no rule in any of its 2 regions')
})

test('each item of CIS has a remedy for its own events', () => {
  const remedies = unwatched
    .filter((f) => f.status === 'fail')
    .map((f) =>
      remedyOf(
        f,
        cisMonitoringChecks.find((c) => c.id === f.check),
      ),
    )
  expect(new Set(remedies).size).toBe(remedies.length)
  expect(remedies.join()).not.toContain('changes of trail, bucket and key')
  expect(remedies).toContainEqual(expect.stringContaining('alert on use of the root user'))
})
