import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { type LogBucket, overLogBuckets } from '../../inventory/buckets.ts'
import { logsBelow } from '../../inventory/log-place.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, unsettled } from '../../inventory/say.ts'
import { isLogging, type KnownTrail, trailsOf } from '../../inventory/trails.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'

/** Trails whose files lie in the same folders: a key does not name its trail (R18). */
const folderOf = (t: KnownTrail): string =>
  `${logsBelow(t)}${t.settings.isOrganization ? 'organisation' : t.account}`

const useOf = (t: KnownTrail): string => {
  const logging = isLogging(t)
  const state = logging === undefined ? 'state not known' : logging ? 'logging' : 'stopped'
  return `${t.arn}, ${state}, below ${logsBelow(t)}`
}

const shared = (trails: readonly KnownTrail[]): readonly KnownTrail[] =>
  [...groupBy(trails, folderOf).values()].find((group) => group.length > 1) ?? []

const judge = (world: World, { name, subject, trails }: LogBucket): Result => {
  const mixed = shared(trails)
  if (mixed.length > 0)
    return failed(
      subject,
      `Log bucket ${name} receives ${some(mixed.map((t) => t.name))} in the same folders, so the files of one cannot be told from those of the other`,
      trails.map(useOf),
    )
  const unread = trailsOf(world).filter((t) => !isKnown(t.config))
  return unread.length > 0
    ? unsettled(
        subject,
        `Whether ${some(unread.map((t) => t.name))} delivers to log bucket ${name} as well is not known`,
        allow('cloudtrail:DescribeTrails', some([...new Set(unread.map((t) => t.account))])),
        trails.map(useOf),
      )
    : passed(
        subject,
        `Log bucket ${name} receives ${some(trails.map((t) => t.name))}`,
        trails.map(useOf),
      )
}

export const logBucketInventory: Check = {
  id: 'log-bucket-inventory',
  group: 'orphans',
  title: 'Each log bucket has uses that can be told apart',
  why: 'The name of a log file says account, region and time, not the trail. Two trails in one folder cannot be told apart, and neither can what is missing of one of them.',
  severity: 'info',
  references: { aws: [pages.bucketPolicy, pages.trailCosts] },
  note: 'Also the list of all log buckets and what each is used for: its passes name them.',
  run: (world) => overLogBuckets(world, 'The log bucket', (log) => [judge(world, log)]),
  examples: {
    pass: { says: 'One trail, one bucket.', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'Two trails of one account deliver to the same bucket without prefixes.',
      snapshot: snapshotOf({ trails: [trailOf(), trailOf({ name: 'second' })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'The settings of the trail could not be read.',
      snapshot: snapshotOf({ trails: [trailOf({ over: { config: denied } })] }),
      expect: 'unknown',
    },
  },
}
