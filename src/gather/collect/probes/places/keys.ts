import { isKnown } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { placeOfArn } from '../map/arn.ts'
import { askedHere, type NamedThing } from './asked-here.ts'
import { askerOf } from './asker.ts'

/** A key as something names it, and its ARN: a bare id or alias is of the account and region of what names it. */
export interface NamedKey extends NamedThing {
  readonly name: string
}

const keyArn = (partition: string, region: string, account: string, name: string): string => {
  if (placeOfArn(name) !== undefined) return name
  const path = name.startsWith('alias/') || name.startsWith('key/') ? name : `key/${name}`
  return `arn:${partition}:kms:${region}:${account}:${path}`
}

/** The keys that trails, buckets, event data stores and log groups name. */
const namedKeys = (found: Snapshot): readonly NamedKey[] => {
  const named = (name: string | undefined, region: string, by: string): NamedKey[] =>
    name === undefined || name === ''
      ? []
      : [{ name, by, arn: keyArn(found.partition, region, by, name) }]
  return [
    ...found.trails.flatMap((t) => {
      const by = askerOf(found, t)
      return isKnown(t.config) && by !== undefined
        ? named(t.config.known.kmsKeyId, t.homeRegion, by)
        : []
    }),
    ...found.buckets.flatMap((b) =>
      b.encryption !== undefined && isKnown(b.encryption) && isKnown(b.region) && isKnown(b.owner)
        ? named(b.encryption.known?.kmsKeyId, b.region.known, b.account ?? b.owner.known)
        : [],
    ),
    ...found.eventDataStores.flatMap((s) =>
      isKnown(s.config) ? named(s.config.known.kmsKeyId, s.region, s.account) : [],
    ),
    ...found.logGroups.flatMap((g) => named(g.kmsKeyId, g.region, g.account)),
  ]
}

/** The keys to be asked in an account and region, once for each name. */
export const keysNamedHere = askedHere(namedKeys)
