import type { SnapshotFile } from '../../../src/model/snapshot.ts'
import type { Random } from '../random.ts'
import { DAWN, iso, LONG_AGO } from '../world/clock.ts'
import { type Copy, DAYS, HOURS, MINUTES, type Second, type World } from '../world/types.ts'
import { configurationNames, otherConfigurationNames } from './configuration-names.ts'
import { copiesOfTrail, isEnabled, statusOf } from './status.ts'
import { stateAt } from './timeline.ts'
import type { LogFile } from './types.ts'

/** What a snapshot could not read. In a complete world: nothing. */
export interface Blindness {
  readonly chance: number
  readonly identities: boolean
  readonly buckets: boolean
  readonly noHistory: boolean
  readonly organization: boolean
}

const denied = { unknown: 'access-denied' as const }

/** Every region there is in these worlds. Those that a world does not use are switched off in all of its accounts. */
const REGIONS = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'],
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2', 'ap-east-1'],
]

const trailsOf = (
  w: World,
  files: readonly LogFile[],
  at: Second,
  r: Random,
  b: Blindness,
): SnapshotFile['trails'] => {
  const maybe = <T>(value: T) => (r.chance(b.chance) ? denied : { known: value })
  return w.trails
    .filter((t) => stateAt(t, at).exists)
    .map((t) => {
      const s = stateAt(t, at)
      return {
        arn: t.arn,
        readAt: iso(at),
        name: t.name,
        homeRegion: t.home,
        config: maybe({
          s3Bucket: s.bucket,
          s3Prefix: s.prefix,
          isMultiRegion: s.multiRegion,
          isOrganization: s.organization,
          includeGlobalServiceEvents: s.globalEvents,
          logFileValidation: s.validation,
        }),
        selectors: maybe(s.selectors),
        status: copiesOfTrail(w, t, at).map((place) =>
          r.chance(b.chance)
            ? { ...place, readAt: iso(at), status: denied }
            : statusOf(w, t, files, place, at),
        ),
      }
    })
}

const identitiesOf = (w: World, at: Second): NonNullable<SnapshotFile['identities']> =>
  [...w.users, ...w.roles]
    .filter((p) => p.createdAt <= at)
    .map((p) => ({
      account: p.account,
      arn: p.arn,
      id: p.id,
      createdAt: iso(p.createdAt),
      accessKeys: w.keys
        .filter((k) => k.user === p && k.createdAt <= at)
        .map((k) => ({ id: k.id, createdAt: iso(k.createdAt) })),
    }))

/** Event history has every management event of 90 days, whatever trails do (facts/aws.md 3.1). */
const historyOf = (
  w: World,
  copies: readonly Copy[],
  at: Second,
): NonNullable<SnapshotFile['history']> => {
  const names = new Set<string>(configurationNames)
  const wanted = copies.filter(
    (c) => names.has(c.happening.name) && c.happening.second < at - 20 * MINUTES,
  )
  return w.accounts.flatMap(({ id: account }) =>
    w.regions.map((region) => ({
      account,
      region,
      eventNames: [...configurationNames, ...otherConfigurationNames],
      from: iso(at - 89 * DAYS),
      to: iso(at - 20 * MINUTES),
      readAt: iso(at),
      events: {
        known: wanted
          .filter((c) => c.account === account && c.happening.region === region)
          .map((c) => c.record as Record<string, unknown>),
      },
    })),
  )
}

const organizationOf = (w: World, at: Second, b: Blindness): SnapshotFile['organization'] => {
  if (b.organization) return denied
  if (w.organization === null) return { known: null }
  const members = w.accounts.filter(
    (a) =>
      a.joinedAt !== undefined && a.joinedAt <= at && (a.leftAt === undefined || at < a.leftAt),
  )
  return {
    known: {
      id: w.organization.id,
      managementAccount: w.organization.management,
      accounts: members.map((a) => ({ id: a.id, joinedAt: iso(a.joinedAt ?? LONG_AGO) })),
    },
  }
}

/** What `collect` would have written at that time. */
export const snapshotAt = (
  w: World,
  copies: readonly Copy[],
  files: readonly LogFile[],
  at: Second,
  r: Random,
  b: Blindness,
): SnapshotFile => {
  const readAt = iso(at)
  const ids = w.accounts.map((a) => a.id)
  const made = [...w.buckets, ...w.logBuckets.map((x) => ({ ...x, createdAt: LONG_AGO }))]
  return {
    schema: 'wholetrail/snapshot/1',
    collectedAt: readAt,
    partition: 'aws',
    organization: organizationOf(w, at, b),
    trailsListed: ids.flatMap((account) =>
      w.regions.map((region) => ({
        account,
        region,
        readAt,
        listed: !isEnabled(w, region, at)
          ? { unknown: 'region-disabled' as const }
          : r.chance(b.chance)
            ? denied
            : { known: true as const },
      })),
    ),
    regions: ids.map((account) => ({
      account,
      readAt,
      regions: { known: REGIONS.map((name) => ({ name, enabled: isEnabled(w, name, at) })) },
    })),
    trails: trailsOf(w, files, at, r, b),
    buckets: made
      .filter((x) => !b.buckets && x.createdAt <= at)
      .map((x) => ({
        name: x.name,
        readAt,
        owner: { known: x.account },
        region: { known: x.region },
        createdAt: { known: iso(x.createdAt) },
      })),
    identities: b.identities ? [] : identitiesOf(w, at),
    history: b.noHistory ? [] : historyOf(w, copies, at),
  }
}

/** When configuration was read: at both ends where the evidence is complete, and in any way otherwise. */
export const snapshotTimes = (w: World, r: Random): Second[] => {
  const first = DAWN + r.int(0, 55) * MINUTES
  const last = Math.min(w.window.to + r.int(180, 360) * MINUTES, w.now - MINUTES)
  if (w.profile !== 'wild' && w.trouble !== 'an end missing') return [first, last]
  const middle = r.int(w.window.from - 6 * HOURS, Math.min(w.window.to, w.now) - MINUTES)
  const choices = {
    both: [first, last],
    three: [first, middle, last],
    first: [first],
    last: [last],
    'ends early': [first, middle],
    'begins late': [middle, last],
    none: [],
  }
  const weights = {
    both: w.profile === 'wild' ? 8 : 0,
    three: w.profile === 'wild' ? 2 : 0,
    first: 1,
    last: 2,
    'ends early': 1,
    'begins late': 2,
    none: 1,
  }
  return choices[r.weighted(weights)]
}

/** What this world's collector was not allowed to read. */
export const blindnessOf = (w: World, r: Random): Blindness => {
  if (w.profile !== 'wild') {
    const unknown = w.trouble === 'values unknown'
    return {
      chance: unknown ? 0.5 : 0,
      identities: w.trouble === 'old identities' && r.chance(0.3),
      buckets: unknown && r.chance(0.3),
      noHistory: w.trouble !== undefined && r.chance(0.6),
      organization: unknown && r.chance(0.3),
    }
  }
  return {
    chance: r.chance(0.3) ? 0.15 : 0,
    identities: r.chance(0.25),
    buckets: r.chance(0.2),
    noHistory: r.chance(0.6),
    organization: r.chance(0.08),
  }
}
