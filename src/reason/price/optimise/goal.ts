import type { z } from 'zod'
import { WholetrailError } from '../../../model/error.ts'
import { type Goal, goalSchema } from '../../../model/goal.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { effectiveSelectors } from '../../coverage/trails/from-snapshots.ts'
import { bucketsNamedIn } from '../propose/buckets-named.ts'

type Issue = z.core.$ZodIssue

/** The innermost of what is wrong, where a value may be one of several things. */
const innermost = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue
  const found = issue.errors
    .flat()
    .toSorted((a, b) => b.path.length - a.path.length)
    .at(0)
  return found === undefined ? issue : { ...found, path: [...issue.path, ...found.path] }
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(goalSchema.shape),
  buckets: ['name', 'access'],
  release: ['buckets', 'resources', 'questions', 'checks'],
}

const sentenceOf = (given: Issue): string => {
  const issue = innermost(given)
  const place = issue.path.join('.')
  const where = place === '' ? '' : `${place}: `
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf[String(issue.path[0] ?? '')] ?? []
    return `${where}there is no ${issue.keys.join(', ')}; known: ${known.join(', ')}`
  }
  if (issue.code === 'invalid_value')
    return `${where}must be one of ${issue.values.map(String).join(', ')}`
  return issue.code === 'invalid_type' && place === ''
    ? 'it must hold keys such as buckets and services'
    : `${where}${issue.message.replace(/^Invalid input: /, '')}`
}

/** An example that is a goal: for help and hints. */
export const GOAL_HINT =
  'write YAML or JSON such as "buckets: [payroll]", "services: [kms]", "release: {buckets: [site]}": see docs/price.md'

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
    `${name} is no goal: ${issue === undefined ? 'it is not understood' : sentenceOf(issue)}`,
    { hint: GOAL_HINT },
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

/** Buckets that somebody named in the selectors of a trail: they are recorded on purpose. */
const chosenBuckets = (snapshots: readonly Snapshot[]): readonly string[] =>
  bucketsNamedIn(snapshots.flatMap((s) => s.trails).flatMap((t) => effectiveSelectors(t) ?? []))

/**
 * What is kept where no goal is given: every data event on the buckets of log files, on those that selectors name, and on
 * `more` (those that are known to be sensitive).
 */
export const defaultGoal = (snapshots: readonly Snapshot[], more: readonly string[] = []): Goal => {
  const all = [...logBuckets(snapshots), ...chosenBuckets(snapshots), ...more]
  return goalSchema.parse({ buckets: [...new Set(all)].sort() })
}

const nameOf = (bucket: Goal['buckets'][number]): string =>
  typeof bucket === 'string' ? bucket : bucket.name

/** A goal beside the default: what it does not name is kept as by default, but for what it releases. */
export const withDefaults = (goal: Goal, defaults: Goal): Goal => {
  if (goal.release === 'all') return goal
  const told = new Set([...goal.buckets.map(nameOf), ...goal.release.buckets])
  return {
    ...goal,
    buckets: [...goal.buckets, ...defaults.buckets.filter((b) => !told.has(nameOf(b)))],
  }
}
