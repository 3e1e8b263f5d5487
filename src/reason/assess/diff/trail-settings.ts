import type { Observed } from '../../../model/observed.ts'
import type { SnapshotTrail, TrailConfig } from '../../../model/snapshot/trail.ts'
import type { Effect, SnapshotChange } from './change.ts'
import { settingChange } from './setting.ts'

interface TrailSetting {
  readonly name: string
  readonly of: (config: TrailConfig) => string
  readonly effect: Effect
  readonly detail: (before: string, after: string) => string
}

const NONE = 'none'

/** Settings of a trail that decide where its events lie and whether they can be proven, not which they are. */
const settings = [
  {
    name: 'bucket',
    of: (c) => [c.s3Bucket, c.s3Prefix].filter((p) => p !== '').join('/'),
    effect: 'same',
    detail: (before, after) => `its log files lay in ${before}, new ones lie in ${after}`,
  },
  {
    name: 'log file validation',
    of: (c) => (c.logFileValidation ? 'on' : 'off'),
    effect: 'same',
    detail: (_, after) =>
      after === 'on' ? 'digests are written again' : 'no digests: its log files prove nothing',
  },
  {
    name: 'KMS key',
    of: (c) => c.kmsKeyId ?? NONE,
    effect: 'same',
    detail: (_, after) =>
      after === NONE ? 'its log files are encrypted with no key of yours' : 'another key encrypts',
  },
  {
    name: 'log group',
    of: (c) => c.cloudWatchLogGroupArn ?? NONE,
    effect: 'same',
    detail: (_, after) =>
      after === NONE
        ? 'nothing reaches CloudWatch Logs: alarms on its metric filters stay silent'
        : 'its events go to this log group',
  },
  {
    name: 'topic',
    of: (c) => c.snsTopicArn ?? NONE,
    effect: 'same',
    detail: () => 'others are told of new log files',
  },
] as const satisfies readonly TrailSetting[]

const read = (config: Observed<TrailConfig>, of: (c: TrailConfig) => string): Observed<string> =>
  'known' in config ? { known: of(config.known) } : config

/** What changed in the settings of one trail; what it records and whether it is on stand elsewhere. */
export const trailSettings = (
  before: SnapshotTrail,
  after: SnapshotTrail,
  place: string,
): readonly SnapshotChange[] =>
  settings.flatMap(({ name, of, effect, detail }) =>
    settingChange({
      what: `${name} of ${after.arn}`,
      place,
      before: read(before.config, of),
      after: read(after.config, of),
      say: (value) => value,
      effect: () => effect,
      detail,
    }),
  )
