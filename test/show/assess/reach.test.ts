import { expect, test } from 'vitest'
import { checks } from '../../../src/reason/assess/checks/list.ts'
import { denied, known, MANAGEMENT, snapshotOf } from '../../../src/reason/assess/given.ts'
import { givenOrganization } from '../../../src/reason/assess/given-buckets.ts'
import { assess, worldOf } from '../../../src/reason/assess/run.ts'
import { assessFormats } from '../../../src/show/assess/formats.ts'
import { reachOf } from '../../../src/show/assess/reach.ts'
import type { Style } from '../../../src/show/format/style.ts'
import { assessmentOf, findingOf, unknownOf } from './given.ts'

const same = (text: string) => text
const style: Style = { good: same, bad: same, warn: same, dim: same, strong: same, unicode: true }
const printing = { style, columns: 100, inputs: {} }

const member = (id: string, status: 'ACTIVE' | 'SUSPENDED' = 'ACTIVE') => ({
  id,
  status,
  parents: ['r-root'],
})

/** One account of an organisation of five was read. */
const one = worldOf(
  snapshotOf({
    accounts: [
      ...snapshotOf().accounts,
      { account: '444444444444', readAt: snapshotOf().collectedAt, reached: denied },
    ],
    organization: known(
      givenOrganization({
        managementAccount: MANAGEMENT,
        accounts: [
          member(MANAGEMENT),
          member('111111111111'),
          member('222222222222'),
          member('333333333333', 'SUSPENDED'),
          member('444444444444'),
        ],
      }),
    ),
  }),
  snapshotOf().collectedAt,
)

test('accounts that nobody asked, that refused and that are closed are three things', () => {
  expect(reachOf(one, ['555555555555', '111111111111'])).toEqual({
    collected: ['111111111111'],
    notCollected: ['222222222222', MANAGEMENT],
    notReached: [
      { account: '333333333333', why: 'it is suspended' },
      { account: '444444444444', why: 'access was denied' },
    ],
    onlyInOlderSnapshots: ['555555555555'],
  })
})

test('what settles an account that was never asked is to ask it, whatever the check', () => {
  const ofAccount = (account: string) =>
    assess(one, checks).filter((f) => f.status === 'unknown' && f.resource === account)
  expect(ofAccount('222222222222').length).toBeGreaterThan(10)
  for (const f of ofAccount('222222222222'))
    expect(f.settle).toBe('Collect account 222222222222: wholetrail collect --org')
  for (const f of ofAccount('444444444444')) expect(f.settle).not.toContain('--org')
})

const partly = assessmentOf(
  [
    findingOf(),
    unknownOf({ resource: '222222222222', account: '222222222222', settle: 'Collect account 2' }),
    unknownOf({ resource: '333333333333', account: '333333333333', settle: 'Collect account 3' }),
  ],
  {
    over: {
      organization: 'o-abc',
      accounts: new Map(
        ['111111111111', '222222222222', '333333333333'].map((id) => [id, undefined]),
      ),
      reach: {
        collected: ['111111111111'],
        notCollected: ['222222222222', '333333333333'],
        notReached: [],
        onlyInOlderSnapshots: ['555555555555'],
      },
    },
  },
)

test.each(['table', 'markdown', 'html', 'json', 'sarif', 'ocsf'] as const)(
  '%s says which accounts were not judged',
  (format) => {
    const text = assessFormats[format].render(partly, printing)
    for (const id of ['222222222222', '333333333333', '555555555555']) expect(text).toContain(id)
  },
)

test.each(['table', 'markdown', 'html'] as const)('%s opens with the share that was read', (f) => {
  expect(assessFormats[f].render(partly, printing)).toContain('1 of 3 accounts of o-abc')
})

test('unknowns of accounts that were not collected are one line', () => {
  const text = assessFormats.table.render(partly, printing)
  expect(text.match(/\? .*$/gm)).toEqual([
    '? 2 accounts were not collected: wholetrail collect --org',
  ])
})

test('a SARIF run that saw a part of the accounts did not succeed, and says what stayed unknown', () => {
  const invocation = (a: typeof partly) =>
    JSON.parse(assessFormats.sarif.render(a)).runs[0].invocations[0]
  expect(invocation(partly).executionSuccessful).toBe(false)
  expect(
    invocation(partly).toolExecutionNotifications.map((n: { level: string }) => n.level),
  ).toEqual(['error', 'error', 'warning'])
  expect(invocation(assessmentOf([findingOf()]))).toMatchObject({
    executionSuccessful: true,
    toolExecutionNotifications: [],
  })
})

test('markdown is a document: title, date, counts, remedy', () => {
  const text = assessFormats.markdown.render(partly)
  expect(text).toMatch(/^# Set-up of the audit log\n/)
  expect(text).toContain('as collected at 2026-03-11T00:00:00Z')
  expect(text).toContain('1 failure, 2 unknowns, 0 passes')
  expect(text).toContain('Remedy: start the trail again')
})

test('an account is named once in a line', () => {
  const text = assessFormats.table.render(
    assessmentOf([findingOf({ resource: '111111111111', region: 'global' })]),
    printing,
  )
  expect(text).toMatch(/^ +111111111111 \(production\)$/m)
})

test('the same permission in several accounts is one line that names them', () => {
  const unread = (id: string) =>
    unknownOf({
      account: id,
      resource: `b-${id}`,
      settle: `Let it call X in account ${id}, and so on`,
    })
  const text = assessFormats.table.render(
    assessmentOf([unread('111111111111'), unread('222222222222')]),
    printing,
  )
  expect(text.match(/\? .*$/gm)).toEqual([
    '? Let it call X in accounts 111111111111 and 222222222222, and so on',
  ])
})
