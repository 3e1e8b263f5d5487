import type { Snapshot } from '../../../model/snapshot.ts'

/** The lists of a snapshot. */
export type ListName = {
  [K in keyof Snapshot]: Snapshot[K] extends readonly unknown[] ? K : never
}[keyof Snapshot]

interface Placed {
  readonly account: string
  readonly region?: string | undefined
}

const place = ({ account, region }: Placed): string => `${account} ${region ?? ''}`
const byArn = ({ arn }: { readonly arn: string }): string => arn

/** What makes two entries of a list the same thing; also the order that they are written in. */
export const identity: { readonly [K in ListName]: (item: Snapshot[K][number]) => string } = {
  accounts: ({ account }) => account,
  trailsListed: place,
  listings: (l) => `${l.what} ${place(l)}`,
  regions: ({ account }) => account,
  trails: byArn,
  eventDataStores: byArn,
  channels: byArn,
  buckets: ({ name }) => name,
  accountPublicAccess: ({ account }) => account,
  keys: byArn,
  logGroups: byArn,
  alarms: byArn,
  topics: byArn,
  eventRules: byArn,
  roles: byArn,
  permissions: byArn,
  resources: (r) => `${r.type} ${r.arn}`,
  identities: byArn,
  usage: (u) =>
    [u.source, place(u), u.name, ...Object.entries(u.dimensions).flat().sort()].join(' '),
  history: (h) => `${place(h)} ${h.eventNames.toSorted().join(' ')} ${h.from} ${h.to}`,
}

export const listNames = Object.keys(identity) as readonly ListName[]
