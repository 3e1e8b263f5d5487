import { describe, expect, it } from 'vitest'
import { probes } from '../../../../src/gather/collect/probes/list.ts'
import { encodeSnapshot } from '../../../../src/model/snapshot/encode.ts'
import { listed } from '../../../../src/model/snapshot/resource.ts'
import { snapshotSchema } from '../../../../src/model/snapshot.ts'
import { ARN, answers, GROUP, KEY, TOPIC } from './answers.ts'
import { ACCOUNT, type Canned, DENIED, placeOf } from './place.ts'
import { foundBefore } from './whole.ts'

const allDenied: Canned = Object.fromEntries(Object.keys(answers).map((call) => [call, DENIED]))

/** Members that a probe repeats from what earlier steps found, or knows without asking. */
const REPEATED = new Set(['owner', 'region', 'exists'])

const knownIn = (value: unknown, at = ''): string[] => {
  if (typeof value !== 'object' || value === null) return []
  if (Object.hasOwn(value, 'known')) return [at]
  return Object.entries(value).flatMap(([name, v]) =>
    REPEATED.has(name) ? [] : knownIn(v, `${at}.${name}`),
  )
}

describe.each(probes.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  it('knows nothing when every call is denied', async () => {
    const found = await foundBefore(probe.step)
    const fragment = await probe.run(placeOf(probe, { found, answers: allDenied }))
    expect(knownIn(fragment)).toEqual([])
  })

  it('throws for no call that is denied alone, and asks none that it does not declare', async () => {
    const found = await foundBefore(probe.step)
    for (const { service, operation } of probe.calls) {
      const one = { ...answers, [`${service}:${operation}`]: DENIED }
      await expect(probe.run(placeOf(probe, { found, answers: one }))).resolves.toBeDefined()
    }
  })

  it('asks every call that it declares', async () => {
    const found = await foundBefore(probe.step)
    const place = placeOf(probe, { found, answers: { ...answers, ...HARDER[probe.id] } })
    await probe.run(foreign(probe.id, place))
    const asked = new Set(place.asked.map((a) => a.call))
    const declared = probe.calls.map((c) => `${c.service}:${c.operation}`)
    expect(declared.filter((call) => !asked.has(call))).toEqual([])
  })
})

/** Where an easy answer would spare a call. */
const HARDER: Readonly<Record<string, Canned>> = {
  buckets: { 's3:ListBuckets': { Buckets: [{ Name: 'audit-logs' }] } },
  'foreign-log-buckets': { 's3:HeadBucket': DENIED },
}

const foreign = <P extends ReturnType<typeof placeOf>>(id: string, place: P): P =>
  id === 'foreign-log-buckets' ? { ...place, found: { ...place.found, buckets: [] } } : place

it('the ids and the permissions are those of one list', () => {
  expect(new Set(probes.map((p) => p.id)).size).toBe(probes.length)
  for (const { action } of probes.flatMap((p) => [...p.calls])) {
    expect(action).toMatch(/^[a-z0-9]+:(Get|List|Describe|Lookup)[A-Za-z0-9]+$/)
  }
})

it('a small account comes out whole', async () => {
  const snapshot = await foundBefore('end')
  expect(snapshot.trails.map((t) => t.name)).toEqual(['far', 'main'])
  const main = snapshot.trails.find((t) => t.arn === ARN)
  expect(main?.config).toHaveProperty('known.kmsKeyId', KEY)
  expect(main?.selectors).toHaveProperty('known.AdvancedEventSelectors')
  expect(main?.insightSelectors).toEqual({ known: [] })
  expect(main?.eventConfiguration).toEqual({ known: { MaxEventSize: 'Standard' } })
  expect(main?.tags).toEqual({ known: { owner: 'security' } })
  expect(main?.status).toHaveLength(1)
  expect(main?.status[0]?.status).not.toHaveProperty('known.latestDeliveryError')
  expect(snapshot.keys).toMatchObject([{ arn: KEY, state: { known: { keyState: 'Enabled' } } }])
  expect(snapshot.logGroups.map((g) => g.arn)).toEqual([GROUP])
  expect(snapshot.alarms.map((a) => a.actions)).toEqual([[TOPIC]])
  expect(snapshot.topics.map((t) => t.arn)).toEqual([TOPIC])
  expect(snapshot.eventRules.map((r) => r.name)).toEqual(['tamper'])
  expect(snapshot.identities.map((i) => i.id)).toEqual(['AROALINKED', 'AROAEXAMPLE', 'AIDAEXAMPLE'])
  expect(snapshot.listings.filter((l) => 'unknown' in l.listed)).toEqual([])
  expect(snapshot.history.every((h) => h.account === ACCOUNT && 'known' in h.events)).toBe(true)
})

const calls = [...new Set(probes.flatMap((p) => p.calls.map((c) => `${c.service}:${c.operation}`)))]

it.each(['nothing', ...calls])(
  'with %s denied a snapshot of the schema comes out',
  async (call) => {
    const snapshot = await foundBefore('end', { ...answers, [call]: DENIED })
    const file: unknown = JSON.parse(JSON.stringify(encodeSnapshot(snapshot)))
    expect(snapshotSchema.parse(file)).toEqual(snapshot)
  },
)

it('with every call denied each list is unread, and no trail, bucket or key is absent', async () => {
  const { trailsListed, listings, history } = await foundBefore('end', allDenied)
  expect(new Set(listings.map((l) => l.what))).toEqual(new Set(listed))
  for (const { listed: answer } of [...listings, ...trailsListed]) {
    expect(answer).toEqual({ unknown: 'access-denied' })
  }
  expect(history.every((h) => 'unknown' in h.events)).toBe(true)
})
