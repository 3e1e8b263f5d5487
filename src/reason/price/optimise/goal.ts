import { WholetrailError } from '../../../model/error.ts'
import { type Goal, goalSchema } from '../../../model/goal.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'

/**
 * A goal out of a parsed file (JSON or YAML); `name` is that of the file, for messages.
 * @throws `configuration` for what is none
 */
export const readGoal = (value: unknown, name: string): Goal => {
  const parsed = goalSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new WholetrailError(
    'configuration',
    `${name} is no goal: ${[issue?.path.join('.'), issue?.message].filter((s) => s).join(': ')}`,
  )
}

/** Buckets that trails deliver to: what happens in them is evidence about the evidence. */
const logBuckets = (snapshots: readonly Snapshot[]): readonly string[] =>
  [
    ...new Set(
      snapshots
        .flatMap((s) => s.trails)
        .flatMap(({ config }) => (isKnown(config) ? [config.known.s3Bucket] : [])),
    ),
  ].sort()

/** What is kept where no goal is given: every data event on the buckets of log files. */
export const defaultGoal = (snapshots: readonly Snapshot[]): Goal =>
  goalSchema.parse({ buckets: logBuckets(snapshots) })
