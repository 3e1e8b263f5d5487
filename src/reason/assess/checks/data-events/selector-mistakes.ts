import { isKnown } from '../../../../model/observed.ts'
import type { Selectors } from '../../../../model/selector.ts'
import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import { selectorWarnings } from '../../../selectors/warnings.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf, trailOf } from '../../given.ts'
import { bucketNamed } from '../../inventory/buckets.ts'
import { pages } from '../../pages.ts'
import { accountsOf, type Place } from '../../places.ts'
import { wereListed } from '../../recording/listings.ts'
import { selectorsUnknown } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Every text that selectors name as an ARN, to record it or to leave it out. */
const arnsIn = ({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors) => [
  ...EventSelectors.flatMap((s) => (s.DataResources ?? []).flatMap((d) => d.Values ?? [])),
  ...AdvancedEventSelectors.flatMap((s) => s.FieldSelectors)
    .filter((s) => s.Field === 'resources.ARN')
    .flatMap(({ Equals = [], StartsWith = [], NotEquals = [], NotStartsWith = [] }) => [
      ...Equals,
      ...StartsWith,
      ...NotEquals,
      ...NotStartsWith,
    ]),
]

type Gone = 'gone' | 'there' | 'unknown'

/** Buckets have no account in their ARN: gone only where the buckets of every account were listed. */
const bucketState = (world: World, name: string): Gone => {
  const bucket = bucketNamed(world, name)
  if (bucket !== undefined)
    return bucket.exists !== undefined && isKnown(bucket.exists) && !bucket.exists.known
      ? 'gone'
      : 'there'
  const isComplete = world.once(
    'all buckets listed',
    () =>
      isKnown(world.snapshot.organization) &&
      accountsOf(world).every(({ account }) =>
        wereListed(world, 'buckets', { account, region: 'global' }),
      ),
  )
  return isComplete ? 'gone' : 'unknown'
}

const resourceState = (world: World, arn: string, place: Place, what: 'functions' | 'tables') => {
  const arns = world.once(
    'ARNs of resources',
    () => new Set(world.snapshot.resources.map((r) => r.arn)),
  )
  if (arns.has(arn)) return 'there'
  return wereListed(world, what, place) ? 'gone' : 'unknown'
}

/** Whether what an ARN names still exists; `there` for what is no single bucket, function or table. */
const stateOf = (world: World, arn: string): Gone => {
  const bucket = /^arn:aws[\w-]*:s3:::([a-z0-9.-]+)\//.exec(arn)?.[1]
  if (bucket !== undefined) return bucketState(world, bucket)
  const [, , service, region = '', account = '', kind, name] = arn.split(':')
  const place = { account, region }
  if (
    service === 'lambda' &&
    kind === 'function' &&
    name !== undefined &&
    arn.split(':').length === 7
  )
    return resourceState(world, arn, place, 'functions')
  if (service === 'dynamodb' && /^table\/[^/]+$/.test(kind ?? ''))
    return resourceState(world, arn, place, 'tables')
  return 'there'
}

const judgeTrail = (world: World, view: TrailView): Result => {
  const { arn, trail } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined) return selectorsUnknown(view, `what trail ${arn.name} selects`)
  const warnings = selectorWarnings(selectors)
    .filter((w) => w.kind !== 'selects-nothing')
    .map((w) => w.sentence)
  const named = [...new Set(arnsIn(selectors))].map((name) => ({
    name,
    state: stateOf(world, name),
  }))
  const gone = named
    .filter((n) => n.state === 'gone')
    .map(({ name }) => `${name} names nothing that exists in the accounts that were read`)
  const mistakes = [...new Set([...warnings, ...gone])]
  if (mistakes.length > 0)
    return {
      ...base,
      status: 'fail',
      reason: `${counted(mistakes.length, 'likely mistake')} in the selectors of trail ${arn.name}: ${mistakes[0]}`,
      evidence: mistakes.slice(0, 50),
      facet: [...mistakes].sort().join(),
    }
  const unread = named.filter((n) => n.state === 'unknown').map((n) => n.name)
  if (unread.length > 0)
    return {
      ...base,
      status: 'unknown',
      reason: `whether what trail ${arn.name} names still exists is not known: ${some(unread)}`,
      settle: 'collect the accounts that own it, with their lists of buckets, functions and tables',
    }
  return {
    ...base,
    status: 'pass',
    reason: `the selectors of trail ${arn.name} show no likely mistake`,
  }
}

const objectsOf = (operator: 'StartsWith' | 'Equals', arn: string) =>
  snapshotOf({
    trails: [
      trailOf({
        selectors: known({
          AdvancedEventSelectors: [
            {
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Data'] },
                { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
                { Field: 'resources.ARN', [operator]: [arn] },
              ],
            },
          ],
        }),
      }),
    ],
  })

export const selectorMistakes: Check = {
  id: 'selector-mistakes',
  group: 'data-events',
  title: 'The selectors of every trail say what was meant',
  why: 'A missing slash records more buckets or none; a selector for a bucket that was deleted records whoever takes its name.',
  severity: 'medium',
  references: { aws: [pages.dataResource, pages.filteringDataEvents] },
  remedy: 'trail-selectors',
  note: 'Missing slashes, equality with a bucket, wildcards (there are none), empty lists, forms that AWS does not document, and resources that are gone. An empty trail is reported by trail-records-nothing.',
  run: (world) => trailsOf(world).all.map((view) => judgeTrail(world, view)),
  examples: {
    pass: {
      says: 'StartsWith the ARN of a bucket and a slash',
      snapshot: objectsOf('StartsWith', 'arn:aws:s3:::audit-logs/'),
      expect: 'pass',
    },
    fail: {
      says: 'Equals the ARN of a bucket, which no object has',
      snapshot: objectsOf('Equals', 'arn:aws:s3:::audit-logs'),
      expect: 'fail',
    },
    unknown: {
      says: 'the selectors of the trail were denied',
      snapshot: snapshotOf({ trails: [trailOf({ selectors: denied })] }),
      expect: 'unknown',
    },
  },
}
