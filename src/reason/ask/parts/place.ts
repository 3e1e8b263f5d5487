import type { Alternatives } from '../../../model/coverage.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Box, Constraint, Scope } from '../../../model/scope.ts'
import type { Instant } from '../../../model/time.ts'
import { narrow } from '../../selectors/narrow.ts'
import type { Asked, Obstacle, Piece, Place } from '../question.ts'
import type { ResolvedBucket } from '../resolve/bucket.ts'

const equals = (values: readonly string[] | undefined): Constraint | undefined =>
  values === undefined ? undefined : { Equals: values }

const inPlace = (box: Box, place: Place): Box => {
  const account = equals(place.accounts)
  const region = equals(place.regions)
  return {
    ...box,
    fields: {
      ...box.fields,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    },
  }
}

/** A scope, of the events delivered to a place. */
export const placed = (scope: Scope, place: Place): Scope => ({
  boxes: scope.boxes.map((box) => inPlace(box, place)),
})

/** A place that names no account, or no region, is nowhere: its coverage would prove nothing. */
const isSomewhere = ({ accounts, regions }: Place): boolean =>
  accounts?.length !== 0 && regions?.length !== 0

/** Where copies of a piece can be looked for at all. */
export const placesOf = (piece: Piece): Place[] => piece.places.filter(isSomewhere)

/** What of a piece must have been recorded (R6), with what the catalogue knows of named calls (R4). */
export const needs = (piece: Piece): Alternatives =>
  placesOf(piece).map((place) => narrow(placed(piece.scope, place)))

const regionsOf = (asked: Asked) => (asked.regions === undefined ? {} : { regions: asked.regions })

/** Where the user asks: what he named, or all accounts that are known. */
const everyone = (asked: Asked): Place => ({
  ...(asked.accounts === undefined
    ? { accounts: asked.knownAccounts, everyAccount: true }
    : { accounts: asked.accounts }),
  ...regionsOf(asked),
})

/** Events of anyone, in the accounts asked about. */
export const ofAccounts = (scope: Scope, asked: Asked): Piece[] => [
  { scope, places: [everyone(asked)] },
]

/** Where calls of the identities asked about are delivered: to the accounts that they belong to (facts/aws.md 1.4). */
const ofCallers = (asked: Asked): Place => ({
  accounts: asked.closure?.accounts.map((a) => a.id) ?? [],
  ...regionsOf(asked),
})

/** Accounts by the instant from which on something of the closure was possible there (R26). */
const byStart = ({ closure, window }: Asked): [Instant, string[]][] => {
  const groups = groupBy(closure?.accounts ?? [], (a) =>
    Math.max(window.from, a.since ?? window.from),
  )
  return [...groups].map(([from, accounts]) => [from, accounts.map((a) => a.id)])
}

/** Events of the identities asked about, or of anyone where none is named. */
export const ofWhom = (scope: Scope, asked: Asked): Piece[] => {
  if (asked.closure === undefined || asked.accounts !== undefined) return ofAccounts(scope, asked)
  if (asked.closure.accounts.length === 0) return [{ scope, places: [] }]
  return byStart(asked).map(([from, accounts]) => ({
    scope,
    places: [{ accounts, ...regionsOf(asked) }],
    from,
  }))
}

/** Copies delivered to the owner of what was called, or to the accounts of whoever is asked about (facts/aws.md 1.4). */
const withOwner = (scope: Scope, owner: Place | undefined, asked: Asked): Piece[] => {
  if (asked.accounts !== undefined) return ofAccounts(scope, asked)
  const places = [
    ...(owner === undefined ? [] : [owner]),
    ...(asked.closure === undefined ? [] : [ofCallers(asked)]),
  ]
  return [{ scope, places }]
}

/**
 * Events on a bucket: the owner's copy shows them all; where somebody is asked about, the copies of his own accounts
 * are enough too (facts/aws.md 1.4, R14).
 */
export const ofBucket = (scope: Scope, bucket: ResolvedBucket, asked: Asked): Piece[] => {
  const regions = asked.regions ?? (bucket.regions.length > 0 ? bucket.regions : undefined)
  const owner: Place = {
    accounts: bucket.owners,
    ...(bucket.unsettled ? { everyAccount: true } : {}),
    ...(regions === undefined ? {} : { regions }),
  }
  return withOwner(scope, bucket.owners.length > 0 ? owner : undefined, asked)
}

/** Events on something of one account; where its account is not known, of whoever may call it. */
export const ofOwner = (scope: Scope, account: string | undefined, asked: Asked): Piece[] =>
  account === undefined
    ? ofWhom(scope, asked)
    : withOwner(scope, { accounts: [account], ...regionsOf(asked) }, asked)

/** Buckets of one owner in one region are asked about together. */
export const together = (buckets: readonly ResolvedBucket[]): ResolvedBucket[][] => [
  ...groupBy(buckets, (b) => JSON.stringify([b.owners, b.regions, b.unsettled])).values(),
]

/** Nobody knows whose copy would show it: every account would be in question (R28). */
export const ownerObstacle = (bucket: ResolvedBucket, asked: Asked): Obstacle[] =>
  bucket.owners.length > 0 || asked.closure !== undefined || asked.accounts !== undefined
    ? []
    : [
        {
          reason: 'owner unknown',
          detail: `no snapshot and no event says which account owns the bucket ${bucket.name}`,
          remedy:
            'name its account with --account, or collect that account: wholetrail collect [--org]',
        },
      ]
