import type { Selectors } from '../../../src/model/selector.ts'
import type { Simulated } from '../aws/simulate.ts'
import { type Fate, faults } from '../aws/types.ts'
import type { QuestionWithTruth } from '../questions/types.ts'
import { BATCH, LONG_AGO } from '../world/clock.ts'
import { HOURS } from '../world/time.ts'
import type { Trail } from '../world/trail.ts'

/** Everything that must hold for the evidence about a question to be complete (verdict.md 8). */
const conditions = [
  'settled',
  'both ends',
  'witness',
  'recording',
  'selecting',
  'delivered',
  'read',
  'whole source',
  'known subject',
  'told',
] as const
export type Condition = (typeof conditions)[number]

const ALL = new Set(['arn:aws:s3', 'arn:aws:s3:::'])

/** All management events and all S3 object events, in the two plain ways of saying so. */
const selectsEverything = (s: Selectors): boolean => {
  const basic = (s.EventSelectors ?? []).some(
    (one) =>
      one.ReadWriteType === 'All' &&
      one.IncludeManagementEvents === true &&
      one.ExcludeManagementEventSources === undefined &&
      (one.DataResources ?? []).some((d) => d.Values?.some((v) => ALL.has(v)) === true),
  )
  const plain = (category: string, fields: number) =>
    (s.AdvancedEventSelectors ?? []).some(
      ({ FieldSelectors: f }) => f.length === fields && f[0]?.Equals?.[0] === category,
    )
  return basic || (plain('Management', 1) && plain('Data', 2))
}

const startsAt = (s: Simulated) => s.snapshots.map((x) => Date.parse(x.collectedAt) / 1000)

/** How far back sessions may have been issued (R13). */
const lookback = (q: QuestionWithTruth) => q.window.from - 36 * HOURS

const knownAt = (s: Simulated, trail: Trail, index: number): boolean => {
  const t = s.snapshots.at(index)?.trails.find((x) => x.arn === trail.arn)
  return (
    t !== undefined &&
    'known' in t.config &&
    'known' in t.selectors &&
    t.status.every((x) => 'known' in x.status && x.status.known.latestDeliveryError === undefined)
  )
}

const fullMembers = (s: Simulated) =>
  s.world.accounts.every((a) => a.joinedAt === LONG_AGO && a.leftAt === undefined)

/** Whether a trail reaches all that a question asks about in one account. */
const reaches = (s: Simulated, q: QuestionWithTruth, trail: Trail, account: string): boolean => {
  const t = trail.initial
  const there = trail.account === account || (t.organization && fullMembers(s))
  const onlyHome = q.regions?.every((x) => x === trail.home) === true
  const old = s.world.newRegion
  const settledPlaces = old === undefined || q.regions?.includes(old.name) === false
  return there && settledPlaces && (t.multiRegion || onlyHome)
}

const subjectKnown = (s: Simulated, q: QuestionWithTruth): boolean => {
  const last = s.snapshots.at(-1)
  const people = (last?.identities ?? []).length > 0
  const buckets = (last?.buckets ?? []).length > 0
  const first = startsAt(s)[0] ?? 0
  const old = [...s.world.users, ...s.world.roles].filter(
    (p) => p.createdAt < first && !p.arn.endsWith(':user/admin'),
  )
  const identity = 'key' in q.params || 'principal' in q.params || 'role' in q.params
  return buckets && (!identity || (people && old.length === 0))
}

const damaged = new Set<Fate>(faults)
/** Faults that reach beyond their own trail: a log of nobody knows whom, and an event with two contents (R19, R20). */
const blinding = new Set<Fate>(['renamed truncated', 'record altered'])

/** Trails that were left alone throughout and alone would show everything. */
const good = (s: Simulated, q: QuestionWithTruth, skip: readonly Condition[]) =>
  s.world.trails.filter((trail) => {
    const t = trail.initial
    const tests: Record<Condition, () => boolean> = {
      settled: () => true,
      'whole source': () =>
        s.handover.files.every((f) => f.bucket !== t.bucket || f.fate !== 'not handed over') &&
        s.handover.files.some((f) => f.bucket === t.bucket && f.prefix === t.prefix),
      'known subject': () => true,
      told: () => true,
      witness: () => true,
      'both ends': () =>
        (startsAt(s)[0] ?? Number.POSITIVE_INFINITY) <= lookback(q) &&
        (startsAt(s).at(-1) ?? 0) >= q.window.to + HOURS / 2 &&
        knownAt(s, trail, 0) &&
        knownAt(s, trail, -1),
      recording: () => t.exists && t.logging && trail.changes.length === 0,
      selecting: () => selectsEverything(t.selectors),
      delivered: () => !s.world.failing.some((f) => f.bucket === t.bucket),
      read: () =>
        s.handover.files.every((f) => f.bucket !== t.bucket || !damaged.has(f.fate)) &&
        !s.handover.files.some((f) => blinding.has(f.fate)),
    }
    return conditions.every((name) => skip.includes(name) || tests[name]())
  })

/** Whether the evidence about a question is complete, or would be if some conditions were not looked at. */
export const isComplete = (
  s: Simulated,
  q: QuestionWithTruth,
  skip: readonly Condition[] = [],
): boolean => {
  const trails = good(s, q, skip)
  const accounts = q.accounts ?? s.world.accounts.map((a) => a.id)
  const organizationKnown = s.snapshots.every((x) => 'known' in x.organization)
  const overall: Partial<Record<Condition, boolean>> = {
    settled: s.world.now >= q.window.to + 2 * HOURS + BATCH,
    'whole source': s.handover.completeness !== 'partial',
    'known subject': subjectKnown(s, q),
    told: s.world.happenings.every((h) => h.through === undefined),
    witness: s.snapshots.some((x) => (x.history ?? []).length > 0) && organizationKnown,
  }
  return (
    conditions.every((name) => skip.includes(name) || overall[name] !== false) &&
    accounts.every((account) => trails.some((trail) => reaches(s, q, trail, account)))
  )
}
