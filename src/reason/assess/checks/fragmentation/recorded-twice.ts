import { boxText } from '../../../../model/scope-text.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { passed, unsettled } from '../../inventory/say.ts'
import { pages } from '../../pages.ts'
import { type AccountView, accountsOf } from '../../places.ts'
import { mayRepeat, type Overlap, overlapOf } from '../../recording/overlap.ts'
import type { Recorder } from '../../recording/recorder.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Two recorders and every place in which they record the same. */
interface Pair {
  /** The one to keep, and the one that is more easily done without. */
  readonly kept: Recorder
  readonly extra: Recorder
  readonly both: Overlap['both']
  readonly onlyExtra: Overlap['both']
  readonly onlyKept: Overlap['both']
  readonly places: string[]
}

const SHOWN = 20

const isCopy = ({ kind }: Recorder): boolean => kind === 'trail' || kind === 'event-data-store'

/** What adds nothing goes first; otherwise what the account itself owns, before what its organisation gives it. */
const pairOf = (world: World, account: string, a: Recorder, b: Recorder): Pair | undefined => {
  const { both, onlyFirst, onlySecond } = overlapOf(world, a, b)
  if (both.length === 0) return undefined
  const foreign = (r: Recorder) => r.owner !== account
  const firstIsExtra =
    (onlyFirst.length === 0) !== (onlySecond.length === 0)
      ? onlyFirst.length === 0
      : foreign(b) && !foreign(a)
  const shared = { both, places: [] }
  return firstIsExtra
    ? { ...shared, kept: b, extra: a, onlyExtra: onlyFirst, onlyKept: onlySecond }
    : { ...shared, kept: a, extra: b, onlyExtra: onlySecond, onlyKept: onlyFirst }
}

interface Found {
  readonly pairs: Map<string, Pair>
  readonly unsure: Map<string, Recorder>
  readonly clean: Set<string>
}

/** Regions of an account that have the same recorders. */
interface Alike {
  readonly account: string
  readonly regions: readonly string[]
  readonly recorders: readonly Recorder[]
}

const look = (world: World, { account, regions, recorders: all }: Alike, found: Found): void => {
  const recorders = all.filter(isCopy)
  const on = recorders.filter((r) => r.state === 'recording')
  on.forEach((a, i) => {
    for (const b of on.slice(i + 1)) {
      const pair = pairOf(world, account, a, b)
      if (pair === undefined) continue
      const key = `${pair.kept.id} ${pair.extra.id}`
      const known = found.pairs.get(key) ?? pair
      known.places.push(...regions.map((region) => `${region} of ${account}`))
      found.pairs.set(key, known)
      found.clean.delete(account)
    }
  })
  for (const unsure of recorders.filter((r) => r.state === 'unknown'))
    if (on.some((sure) => mayRepeat(world, unsure, sure))) {
      found.unsure.set(unsure.id, unsure)
      found.clean.delete(account)
    }
}

const alike = (world: World, { account, regions }: AccountView): readonly Alike[] => {
  const lists = new Map<readonly Recorder[], string[]>()
  for (const region of regions) {
    const recorders = recordersAt(world, { account, region })
    const known = lists.get(recorders)
    if (known === undefined) lists.set(recorders, [region])
    else known.push(region)
  }
  return [...lists].map(([recorders, own]) => ({ account, regions: own, recorders }))
}

const texts = (boxes: Overlap['both']): string => some(boxes.map(boxText), 3)

const adds = (boxes: Overlap['both']): string =>
  boxes.length === 0 ? 'adds nothing' : `alone records ${texts(boxes)}`

const regionOf = ({ id }: Recorder): string => id.split(':')[3] ?? 'global'

const failed = ({ kept, extra, both, onlyExtra, onlyKept, places }: Pair): Result => ({
  status: 'fail',
  resource: extra.id,
  account: extra.owner,
  region: regionOf(extra),
  severity: onlyExtra.length === 0 ? 'medium' : 'low',
  reason: `${extra.name} records again what ${kept.name} of ${kept.owner} records, in ${counted(places.length, 'place')}, and ${adds(onlyExtra)}`,
  evidence: [
    `recorded twice: ${texts(both)}`,
    `${extra.name} ${adds(onlyExtra)}`,
    `${kept.name} ${adds(onlyKept)}`,
    ...places.slice(0, SHOWN),
    ...(places.length > SHOWN ? [`and ${counted(places.length - SHOWN, 'more place')}`] : []),
  ],
  facet: kept.id,
})

const run = (world: World): readonly Result[] => {
  const found: Found = { pairs: new Map(), unsure: new Map(), clean: new Set() }
  for (const view of accountsOf(world)) {
    const lists = alike(world, view)
    if (lists.some((l) => l.recorders.some((r) => r.state === 'recording')))
      found.clean.add(view.account)
    for (const list of lists) look(world, list, found)
  }
  return [
    ...[...found.pairs.values()].map(failed),
    ...[...found.unsure.values()].map((r) =>
      unsettled(
        { resource: r.id, account: r.owner, region: regionOf(r) },
        `whether ${r.name} records again what another recorder has is not known: ${r.why}`,
        r.settle ?? 'collect again',
      ),
    ),
    ...[...found.clean].map((account) =>
      passed(
        { resource: account, account, region: 'global' },
        `no event of account ${account} is recorded twice`,
      ),
    ),
  ]
}

const objectsOnly = trailOf({
  name: 'objects',
  selectors: known({
    EventSelectors: [
      {
        IncludeManagementEvents: false,
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
      },
    ],
  }),
})

export const recordedTwice: Check = {
  id: 'recorded-twice',
  group: 'fragmentation',
  title: 'No event is recorded twice',
  why: 'The first copy of management events is free in each region; every further one is paid for, and of data events each copy is. Two logs also mean two places to search and to guard.',
  severity: 'medium',
  references: { aws: [pages.costs] },
  remedy: 'retire-duplicate-trail',
  note: 'Two trails with different classes of events are no duplicate, and several selectors of one trail make one copy. A pair of recorders is one finding, whatever the number of regions. Before a trail goes, move what it alone records; do not narrow the one that stays: its first copy costs nothing.',
  run,
  examples: {
    pass: {
      says: 'one trail for management events, one for objects',
      snapshot: snapshotOf({ trails: [trailOf(), objectsOnly] }),
      expect: 'pass',
    },
    fail: {
      says: 'two trails with all management events',
      snapshot: snapshotOf({ trails: [trailOf(), trailOf({ name: 'vendor' })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of a second trail were denied',
      snapshot: snapshotOf({ trails: [trailOf(), trailOf({ name: 'vendor', selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
