import { WholetrailError } from '../../../model/error.ts'
import { type Goal, goalSchema } from '../../../model/goal.ts'
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
    `${name} is no goal: ${[...(issue?.path ?? []), issue?.message].join(': ')}`,
  )
}

/** What is kept where no goal is given: everything on log buckets, everything of root users, writes to data. */
export const defaultGoal = (_snapshots: readonly Snapshot[]): Goal => goalSchema.parse({})
