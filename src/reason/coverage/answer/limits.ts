import { groupBy } from '../../../model/group-by.ts'
import type { Box, BoxFields } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'
import type { Instant } from '../../../model/time.ts'
import { globalElsewhere, leavesOutGlobal, regionalBoxes } from '../places/global-services.ts'
import { ANY, type Cell } from '../read/location.ts'
import type { TrailArn } from '../trails/arn.ts'

/** Regions as a constraint: with `*` all but those that were looked at and left out. */
const regionsOf = (regions: readonly string[], lookedAt: readonly string[]): BoxFields => {
  if (!regions.includes(ANY)) return { region: { Equals: regions } }
  const left = lookedAt.filter((r) => r !== ANY && !regions.includes(r))
  return left.length === 0 ? {} : { region: { NotEquals: left } }
}

/** Cells as boxes: accounts that share their regions are one box, and any region is said without a list (R25). */
const cellBoxes = (cells: readonly Cell[], lookedAt: readonly string[]): readonly Box[] => {
  const accounts = [...groupBy(cells, (c) => c.account)].map(([account, own]) => ({
    account,
    regions: own.map((c) => c.region).sort(),
  }))
  return [...groupBy(accounts, (a) => a.regions.join(' ')).values()].map((same) => ({
    fields: {
      account: { Equals: same.map((a) => a.account) },
      ...regionsOf(same[0]?.regions ?? [], lookedAt),
    },
  }))
}

const narrowed = (boxes: readonly Box[], by: readonly BoxFields[]): readonly Box[] =>
  boxes.flatMap((box) => by.map((fields) => ({ ...box, also: [...(box.also ?? []), fields] })))

/**
 * With RecursiveLogging off CloudTrail's own deliveries are not recorded (facts/aws.md 3.10). They are writes to log
 * buckets; who made a call is nothing that a box can say, so all such writes count as not surely recorded.
 */
const notRecursive = (
  { partition }: TrailArn,
  logBuckets: readonly string[],
): readonly BoxFields[] => [
  { eventName: { NotEquals: ['PutObject', 'PutLogEvents'] } },
  {
    eventSource: { Equals: ['s3.amazonaws.com'] },
    'resources.ARN': { NotStartsWith: logBuckets.map((b) => `arn:${partition}:s3:::${b}`) },
  },
]

const namesNetwork = (selectors: Selectors): boolean =>
  (selectors.AdvancedEventSelectors ?? []).some((s) =>
    s.FieldSelectors.some((f) => f.Equals?.includes('NetworkActivity') === true),
  )

/** Network activity lies in a folder of its own (facts/aws.md 2.1): unless files of it were seen, it was not read. */
const WITHOUT_NETWORK: BoxFields = { eventCategory: { Equals: ['Management', 'Data'] } }

export interface LimitsContext {
  readonly lookedAt: readonly string[]
  readonly time: Instant
  readonly logBuckets: readonly string[]
  readonly networkRead: boolean
}

/** Where, and of what, a trail records surely within the cells that were read (R25). */
export const limitsOf = (
  trail: TrailArn,
  config: TrailConfig,
  selectors: Selectors,
  cells: readonly Cell[],
  { lookedAt, time, logBuckets, networkRead }: LimitsContext,
): readonly Box[] => {
  const part = (restricted: boolean) =>
    cells.filter((c) => leavesOutGlobal(trail, config, c.region) === restricted)
  const elsewhere = globalElsewhere(trail, config, time)
  const home = cells.filter((c) => c.region === trail.region)
  const boxes = [
    ...cellBoxes(part(false), lookedAt),
    ...narrowed(cellBoxes(part(true), lookedAt), regionalBoxes),
    ...(elsewhere === undefined
      ? []
      : home.map((c): Box => ({ fields: { ...elsewhere, account: { Equals: [c.account] } } }))),
  ]
  const seen = networkRead || !namesNetwork(selectors) ? boxes : narrowed(boxes, [WITHOUT_NETWORK])
  return config.recursiveLogging === false ? narrowed(seen, notRecursive(trail, logBuckets)) : seen
}
