import type { SnapshotFile } from '../../../src/model/snapshot.ts'
import type { Random } from '../random.ts'
import { iso, LONG_AGO } from '../world/clock.ts'
import type { Copy } from '../world/happening.ts'
import type { Second } from '../world/time.ts'
import type { World } from '../world/world.ts'
import type { Blindness } from './collector.ts'
import { historyOf } from './history.ts'
import { isEnabled, REGIONS } from './regions.ts'
import { copiesOfTrail, statusOf } from './status.ts'
import { stateAt } from './timeline.ts'
import type { LogFile } from './types.ts'

const denied = { unknown: 'access-denied' as const }

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
