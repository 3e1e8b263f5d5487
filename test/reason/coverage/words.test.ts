import { describe, expect, it } from 'vitest'
import { boxText } from '../../../src/model/scope-text.ts'
import { stillInHistory } from '../../../src/reason/coverage/answer/still-in-history.ts'
import {
  A,
  at,
  B,
  END,
  evidence,
  HOME,
  management,
  manifest,
  object,
  START,
  snapshot,
} from './given.ts'
import { coverage } from './given-coverage.ts'

const NOTHING_READ = manifest([])
const two = (time: string) => [snapshot(START), snapshot(at(time))]

describe('event history that could not be read', () => {
  const failed = (region: string) =>
    object({
      source: 'event-history',
      uri: `event-history://${A}/${region}`,
      region,
      outcome: 'rejected',
      claimsLog: false,
      reason: `event-history of ${A} ${region} was not read: AWS answered with an error: HTTP 500: a page`,
    })
  const history = (region: string, events: object) => ({
    account: A,
    region,
    eventNames: ['StopLogging'],
    from: START,
    to: END,
    readAt: END,
    events: events as { known: [] },
  })
  const told = (...histories: ReturnType<typeof history>[]) =>
    coverage(
      evidence({
        snapshots: [snapshot(END, { history: histories })],
        manifest: manifest([], [failed('us-east-1'), failed('us-west-2')]),
      }),
    )

  it('is not counted as fetched, and is said not to have been checked', () => {
    const { checks, blind } = told(history(HOME, { unknown: 'error', detail: 'HTTP 500: a page' }))
    expect(checks.performed).toContain('event history: 0 of 3 regions read (HTTP 500)')
    expect(checks.notPerformed).toContain(
      'event history of 3 of 3 regions, where reading it failed (HTTP 500)',
    )
    expect(blind[0]?.remedy).toContain('though reading it failed (HTTP 500)')
  })

  it('does not hide the regions that came whole', () => {
    const { checks } = told(history(HOME, { known: [] }))
    expect(checks.performed).toContain('event history: 1 of 3 regions read (HTTP 500)')
  })

  it('of one name is not the region read', () => {
    const { checks } = told(
      history(HOME, { known: [] }),
      history(HOME, { unknown: 'throttled-out', detail: 'ThrottlingException: slow down' }),
    )
    expect(checks.performed).toContain(
      'event history: 0 of 3 regions read (ThrottlingException, HTTP 500)',
    )
  })
})

describe('the reason for a scope of several accounts', () => {
  const reasonIn = (...accounts: readonly string[]) => {
    const { blind } = coverage(evidence({ snapshots: two('2026-03-10'), manifest: NOTHING_READ }), {
      boxes: accounts.flatMap((account) => management(account).boxes),
    })
    return blind.map((b) => [b.reason, b.detail])
  }

  it('is that of the account of the trail, not that of one which it never reached', () => {
    expect(reasonIn('000000000044', A)).toEqual(reasonIn(A))
    expect(reasonIn(B)).not.toEqual(reasonIn(A))
  })
})

describe('words', () => {
  it('regions of several partitions are never in one command: each takes other credentials', () => {
    const scope = management(A, { region: { Equals: ['eu-west-1', 'cn-north-1'] } })
    const still = stillInHistory(
      {
        from: START,
        to: END,
        scope: scope.boxes,
        more: 0,
        reason: 'not ingested',
        detail: '',
        remedy: '',
      },
      END,
    )
    expect(still?.command).toContain('--region eu-west-1')
    expect(still?.command).not.toContain('cn-north-1')
    expect(still?.more).toMatchObject([{ partition: 'aws-cn' }])
    expect(still?.more[0]?.command).toContain('--region cn-north-1')
  })

  it('a snapshot is not named with its time twice', () => {
    const { blind } = coverage(evidence({ snapshots: [snapshot(START)], manifest: NOTHING_READ }))
    expect(blind[0]?.detail).toContain('the snapshot of 2026-03-01T00:00:00Z')
    expect(blind[0]?.detail).not.toMatch(/(2026-03-01T00:00:00Z).*\1/)
  })

  it('a constraint that excludes nothing is not written', () => {
    expect(boxText({ fields: { account: { Equals: [A] }, region: { NotEquals: [] } } })).toBe(
      `account = ${A}`,
    )
    expect(boxText({ fields: { region: { NotEquals: [] } } })).toBe('every event')
    expect(boxText({ fields: { region: { Equals: [] } } })).toBe('region = nothing')
  })
})
