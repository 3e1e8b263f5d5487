import { effectiveSelectors } from '../../../coverage/trails/from-snapshots.ts'
import type { Check, Result } from '../../check.ts'
import { bucketOf, denied, known, snapshotOf, trailOf } from '../../given.ts'
import { readersOf } from '../../log-readers.ts'
import { pages } from '../../pages.ts'
import { judgeBy } from '../../recording/judge.ts'
import { recordersAt } from '../../recording/recorders.ts'
import { selection } from '../../recording/selected.ts'
import { type TrailView, trailsOf } from '../../recording/trail-index.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Whether all that the trail surely selects at home is recorded without it. */
const isRepeated = (world: World, { arn, trail }: TrailView): boolean => {
  const selectors = effectiveSelectors(trail)
  if (selectors === undefined) return false
  const others = recordersAt(world, arn).filter((r) => r.id !== arn.arn)
  return judgeBy(world, others, selection(selectors, 'must')).status === 'covered'
}

const judgeTrail = (world: World, view: TrailView): Result => {
  const { arn } = view
  const base = { resource: arn.arn, account: arn.account, region: arn.region }
  const { outside, unread } = readersOf(world, view)
  const owner = outside.find((r) => r.how.startsWith('owns '))
  const fed = outside.filter((r) => r.certain && r !== owner)
  const feeds = (who: string, how: string): Result => ({
    ...base,
    status: 'fail',
    reason: `trail ${arn.name} exists to feed ${who}: ${how}`,
    evidence: outside.map((r) => `${r.who}: ${r.how}`),
  })
  if (owner?.certain === true) return feeds(owner.who, `account ${owner.who} ${owner.how}`)
  if (fed.length > 0 && isRepeated(world, view))
    return feeds(
      some([...new Set(fed.map((r) => r.who))]),
      'it can be read from outside, and other recorders have all that it records',
    )
  if (owner !== undefined || unread.length > 0)
    return {
      ...base,
      status: 'unknown',
      reason:
        owner === undefined
          ? `whom trail ${arn.name} feeds was not wholly read: ${unread[0]}`
          : `trail ${arn.name} may feed a third party: account ${owner.who} ${owner.how}`,
      settle:
        owner === undefined
          ? `collect what trail ${arn.name} delivers to, in the account that owns it`
          : `read the organisation, or trust account ${owner.who} with --trusted-account`,
    }
  return { ...base, status: 'pass', reason: `trail ${arn.name} delivers to its own organisation` }
}

export const thirdPartyTrail: Check = {
  id: 'third-party-trail',
  group: 'fragmentation',
  title: 'No trail exists only to feed a third party',
  why: 'One more trail for each vendor is one more paid copy of everything, and the vendor gets all of it, personal data as well.',
  severity: 'low',
  references: { aws: [pages.sharing, pages.costs] },
  remedy: 'retire-duplicate-trail',
  note: 'Either the bucket belongs to an account outside, or outsiders can read it and other recorders have all that the trail records. A bucket in another account of the organisation is no third party.',
  run: (world) => trailsOf(world).all.map((view) => judgeTrail(world, view)),
  examples: {
    pass: { says: 'a bucket of its own account', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'a second trail delivers to a bucket of account 222222222222',
      snapshot: snapshotOf({
        trails: [trailOf(), trailOf({ name: 'vendor', config: { s3Bucket: 'vendor-intake' } })],
        buckets: [bucketOf(), bucketOf({ name: 'vendor-intake', owner: known('222222222222') })],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the owner of the bucket is not known',
      snapshot: snapshotOf({ buckets: [bucketOf({ owner: denied })] }),
      expect: 'unknown',
    },
  },
}
