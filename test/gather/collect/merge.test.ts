import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../src/gather/collect/canonical.ts'
import { decodePart, encodePart } from '../../../src/gather/collect/fragment-file.ts'
import { identity, type ListName, listNames } from '../../../src/gather/collect/merge/identity.ts'
import { mergeParts, type Part } from '../../../src/gather/collect/merge/merge.ts'
import { isObserved } from '../../../src/gather/collect/merge/values.ts'
import { orderSnapshot } from '../../../src/gather/collect/order.ts'
import type { Snapshot } from '../../../src/model/snapshot.ts'
import { HOUR } from '../../../src/model/time.ts'
import { AT, denied, known, snapshotOf, trailOf } from '../../../src/reason/assess/given.ts'
import { arbitrarySnapshot } from '../../fixtures/arbitrary-snapshot.ts'

const RUNS = { numRuns: 60 }

const partOf = ({ collectedAt, schema: _, partition: __, ...fragment }: Snapshot): Part => ({
  at: collectedAt,
  fragment,
})
const part = arbitrarySnapshot.map(partOf)
const parts = fc.array(part, { minLength: 1, maxLength: 4 })
const merge = (all: readonly Part[]) => mergeParts(AT, 'aws', all)

type Thing = Readonly<Record<string, unknown>>
const things = (snapshot: Part['fragment'], list: ListName): readonly Thing[] =>
  (snapshot[list] ?? []) as unknown as readonly Thing[]
const keyOf = (list: ListName) => identity[list] as unknown as (thing: Thing) => string

describe('merging what runs found', () => {
  test('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(parts, fc.infiniteStream(fc.nat()), (all, chance) => {
        const shuffled = all
          .map((value) => ({ value, rank: chance.next().value as number }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ value }) => value)
        expect(merge(shuffled)).toEqual(merge(all))
      }),
      RUNS,
    )
  })

  test('does not depend on how often a part is given', () => {
    fc.assert(
      fc.property(parts, (all) => {
        expect(merge([...all, ...all])).toEqual(merge(all))
      }),
      RUNS,
    )
  })

  test('of what is merged changes nothing', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const once = merge(all).snapshot
        expect(canonical(merge([partOf(once)]).snapshot)).toBe(canonical(once))
      }),
      RUNS,
    )
  })

  test('loses no thing and nothing known of it; each thing is there once', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const { snapshot } = merge(all)
        for (const list of listNames) {
          const merged = new Map(things(snapshot, list).map((t) => [keyOf(list)(t), t]))
          expect(merged.size).toBe(things(snapshot, list).length)
          for (const thing of all.flatMap((p) => things(p.fragment, list))) {
            const found = merged.get(keyOf(list)(thing))
            expect(found).toBeDefined()
            if (list === 'trailsListed' || list === 'listings') continue
            for (const [name, value] of Object.entries(thing))
              if (isObserved(value) && 'known' in value)
                expect(found?.[name]).toHaveProperty('known')
          }
        }
      }),
      RUNS,
    )
  })

  test('never invents: every value was in some part', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const { snapshot } = merge(all)
        for (const list of listNames)
          for (const thing of things(snapshot, list))
            for (const [name, value] of Object.entries(thing)) {
              if (name === 'status' || name === 'names' || name === 'readAt') continue
              const said = all
                .flatMap((p) => things(p.fragment, list))
                .filter((t) => keyOf(list)(t) === keyOf(list)(thing))
                .map((t) => canonical(t[name]))
              expect(said).toContain(canonical(value))
            }
      }),
      RUNS,
    )
  })

  test('a list of which one reading failed is not known, whatever another says', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const { snapshot } = merge(all)
        for (const list of ['trailsListed', 'listings'] as const)
          for (const row of things(snapshot, list)) {
            const said = all
              .flatMap((p) => things(p.fragment, list))
              .filter((r) => keyOf(list)(r) === keyOf(list)(row))
            const failed = said.some((r) => Object.hasOwn(r.listed as object, 'unknown'))
            expect(Object.hasOwn(row.listed as object, 'unknown')).toBe(failed)
          }
      }),
      RUNS,
    )
  })
})

describe('the same trail seen from several places', () => {
  const seen = (over: Parameters<typeof trailOf>[0]): Part => {
    const trail = trailOf(over)
    return { at: trail.readAt, fragment: { trails: [trail] } }
  }
  const [one, two] = ['eu-west-1', 'us-east-1'].map((region) => [
    { account: '111111111111', region },
  ])

  test('is one trail with a row of status for each', () => {
    const { snapshot } = merge([seen({ places: two ?? [] }), seen({ places: one ?? [] })])
    expect(snapshot.trails).toHaveLength(1)
    expect(snapshot.trails[0]?.status.map((s) => s.region)).toEqual(['eu-west-1', 'us-east-1'])
  })

  test('selectors that a member may not read are known from the owner', () => {
    const { snapshot, notes } = merge([
      seen({ selectors: denied, over: { readAt: AT + HOUR } }),
      seen({}),
    ])
    expect(snapshot.trails[0]?.selectors).toHaveProperty('known')
    expect(notes).toEqual([])
  })

  test('of two answers the later is kept, and it is said', () => {
    const { snapshot, notes } = merge([
      seen({ config: { s3Bucket: 'new' }, over: { readAt: AT + HOUR } }),
      seen({ config: { s3Bucket: 'old' } }),
    ])
    expect(snapshot.trails[0]?.config).toMatchObject({ known: { s3Bucket: 'new' } })
    expect(snapshot.trails[0]?.readAt).toBe(AT + HOUR)
    expect(notes).toEqual([
      'trails arn:aws:cloudtrail:eu-west-1:111111111111:trail/main: config changed while it was read; the later answer is kept',
    ])
  })

  test('is as of the reading that bears out all of it', () => {
    const list = seen({ selectors: { unknown: 'not-collected' } })
    const details = seen({ over: { readAt: AT + HOUR } })
    expect(merge([list, details]).snapshot.trails[0]?.readAt).toBe(AT + HOUR)
  })

  test('is as of the earliest reading where no single one bears out all of it', () => {
    const config = seen({ selectors: denied })
    const selectors = seen({
      over: { readAt: AT + HOUR, config: denied, hasCustomEventSelectors: denied },
    })
    expect(merge([config, selectors]).snapshot.trails[0]?.readAt).toBe(AT)
  })
})

describe('the organisation', () => {
  const id = { id: 'o-1', managementAccount: '999999999999', accounts: [] }
  const said = (organization: Snapshot['organization'], at = AT): Part => ({
    at,
    fragment: { organization },
  })

  test('known from one account is known, though another may not ask', () => {
    expect(merge([said(denied), said(known(id)), said(denied)]).snapshot.organization).toEqual(
      known(id),
    )
  })

  test('parts of it come together', () => {
    const policies = known([])
    const { snapshot } = merge([
      said(known({ ...id, cloudTrailTrusted: known(true) })),
      said(known({ ...id, serviceControlPolicies: policies }), AT + HOUR),
    ])
    expect(snapshot.organization).toEqual(
      known({ ...id, cloudTrailTrusted: known(true), serviceControlPolicies: policies }),
    )
  })

  test('asked by no one is not collected', () => {
    expect(merge([]).snapshot.organization).toEqual({ unknown: 'not-collected' })
  })
})

describe('the order of a snapshot', () => {
  test('is its own: however lists came, the same file is written', () => {
    const shuffled = fc
      .tuple(arbitrarySnapshot, fc.infiniteStream(fc.nat()))
      .map(([snapshot, chance]) => {
        const once = merge([partOf(snapshot)]).snapshot
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => ({ value, rank: chance.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ value }) => value)
        const lists = listNames.map((name) => [name, shuffle(once[name] as readonly unknown[])])
        return [once, { ...once, ...Object.fromEntries(lists) } as Snapshot] as const
      })
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        expect(JSON.stringify(orderSnapshot(b))).toBe(JSON.stringify(orderSnapshot(a)))
      }),
      RUNS,
    )
  })

  test('sorts inner sets and maps, and leaves documents as AWS answered them', () => {
    const policy = { Version: '1', Statement: [{ Sid: 'b', Action: ['z', 'a'] }, { Sid: 'a' }] }
    const base = snapshotOf()
    const [bucket] = base.buckets
    if (bucket === undefined) throw new Error('no bucket')
    const { buckets } = orderSnapshot({
      ...base,
      buckets: [
        {
          ...bucket,
          policy: known(policy),
          tags: known({ z: '1', a: '2' }),
          grants: known([
            { grantee: 'b', permission: 'READ' },
            { grantee: 'a', permission: 'WRITE' },
          ]),
        },
      ],
    })
    expect(JSON.stringify(buckets[0]?.policy)).toBe(JSON.stringify(known(policy)))
    expect(JSON.stringify(buckets[0]?.tags)).toBe('{"known":{"a":"2","z":"1"}}')
    expect(buckets[0]?.grants).toMatchObject({ known: [{ grantee: 'a' }, { grantee: 'b' }] })
  })
})

/** The arbitrary draws texts where the schema wants twelve digits. */
const isOfSchema = (one: Part): boolean => {
  try {
    encodePart(one)
    return true
  } catch {
    return false
  }
}

test('a part comes back from its file as it was', () => {
  fc.assert(
    fc.property(part, (one) => {
      fc.pre(isOfSchema(one))
      const again = (p: Part): Part => decodePart(JSON.parse(JSON.stringify(encodePart(p))))
      const read = again(one) // an empty text for "no error" is absent from here on
      expect(again(read)).toEqual(read)
    }),
    RUNS,
  )
})
