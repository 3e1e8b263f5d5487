import { describe, expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import {
  A,
  arnOf,
  at,
  B,
  complete,
  END,
  evidence,
  HOME,
  inRegion,
  management,
  manifest,
  START,
  slot,
  snapshot,
  trail,
  WINDOW,
} from './given.ts'
import { coverage, told, whole } from './given-coverage.ts'

const inHome = management(A, inRegion(HOME))

describe('R29 verified', () => {
  const { from, to } = WINDOW
  const witnessed = [
    snapshot(START),
    snapshot(END, {
      history: [
        {
          account: A,
          region: HOME,
          eventNames: [
            'CreateTrail',
            'UpdateTrail',
            'DeleteTrail',
            'StartLogging',
            'StopLogging',
            'PutEventSelectors',
          ],
          from: at('2026-01-01'),
          to: END,
          readAt: END,
          events: { known: [] },
        },
      ],
    }),
  ]
  const hours = (over: object = {}) =>
    Array.from({ length: (to - from) / HOUR + 3 }, (_, i) =>
      slot({ from: from + i * HOUR, to: from + (i + 1) * HOUR, state: 'verified-empty', ...over }),
    )
  const partial = manifest([complete({ level: 'partial' })])

  test('every hour verified and the configuration witnessed: verified, without assumptions', () => {
    const c = coverage(
      evidence({ snapshots: witnessed, ledger: hours(), manifest: partial }),
      inHome,
    )
    expect(told(c)).toEqual(whole('verified'))
    expect(c.assumptions).toEqual([])
  })

  test('another trail is a witness too, once its own hours are verified and it is witnessed', () => {
    const witness = arnOf('witness', B, 'us-east-1')
    const org = (t: number) =>
      trail(t, {
        name: 'witness',
        account: B,
        region: 'us-east-1',
        config: { isOrganization: true, s3Bucket: 'w' },
      })
    const organization = {
      known: {
        id: 'o-1',
        managementAccount: B,
        accounts: [{ id: A, status: 'ACTIVE' as const, joinedAt: at('2026-01-01') }],
      },
    }
    const [, last] = witnessed
    const history = [A, B].flatMap((account) =>
      (last?.history ?? []).map((h) => ({ ...h, account, region: 'us-east-1' })),
    )
    const snapshots = [START, END].map((t) =>
      snapshot(t, { trails: [trail(t), org(t)], organization, history: t === END ? history : [] }),
    )
    const slots = (state: 'verified-empty' | 'unattested') => [
      ...hours(),
      ...Array.from({ length: 240 }, (_, i) =>
        slot({ trail: witness, state, from: START + i * HOUR, to: START + (i + 1) * HOUR }),
      ),
    ]
    const of = (state: 'verified-empty' | 'unattested') =>
      coverage(evidence({ snapshots, ledger: slots(state), manifest: partial }), inHome)
    expect(told(of('verified-empty'))).toEqual(whole('verified'))
    expect(of('verified-empty').recorded[0]?.by).toContain(arnOf())
    expect(told(of('unattested'))).toEqual(whole('configured'))
    const ownerOnly = snapshots.map((s) => ({
      ...s,
      history: s.history.filter((h) => h.account === B),
    }))
    const delegated = evidence({
      snapshots: ownerOnly,
      ledger: slots('verified-empty'),
      manifest: partial,
    })
    expect(told(coverage(delegated, inHome))).toEqual(whole('configured'))
  })

  test('one hour missing, invalid, or with a file that was not ingested: blind around it', () => {
    const middle = (over: object) => hours().map((s, i) => (i === 60 ? { ...s, ...over } : s))
    const of = (over: object) =>
      told(
        coverage(
          evidence({ snapshots: witnessed, ledger: middle(over), manifest: partial }),
          inHome,
        ),
      )
    expect(of({ state: 'missing' })).toEqual([
      '03-03T00:00 03-04T12:00 verified',
      '03-04T12:00 03-05T13:00 digest missing or invalid',
      '03-05T13:00 03-08T00:00 verified',
    ])
    expect(of({ state: 'invalid' })[1]).toContain('digest missing or invalid')
    expect(of({ state: 'verified', files: ['nowhere'] })[1]).toContain(
      'log file missing or altered',
    )
    expect(of({ state: 'unattested' })[1]).toContain('source incomplete')
  })

  test('listed, and some hours unattested: configured there', () => {
    const slots = hours().map((s, i) => (i === 60 ? { ...s, state: 'unattested' as const } : s))
    const c = coverage(evidence({ snapshots: witnessed, ledger: slots }), inHome)
    expect(c.recorded.map((p) => p.assurance)).toEqual(['verified', 'configured', 'verified'])
  })

  test('a region without a digest chain is blind unless it is known to be disabled', () => {
    const c = coverage(evidence({ snapshots: witnessed, ledger: hours(), manifest: partial }))
    expect(c.recorded).toEqual([])
  })
})
