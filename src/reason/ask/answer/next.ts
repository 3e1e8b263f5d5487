import { isDirectoryBucket } from '../../../model/catalogue/directory-bucket.ts'
import type { BlindSpot } from '../../../model/coverage.ts'
import { quoted } from '../../../model/quoted.ts'
import type { Box } from '../../../model/scope.ts'
import { formatInstant, type Instant, type Interval } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import { stillInHistory } from '../../coverage/answer/still-in-history.ts'
import type { Asked, Part } from '../question.ts'

type Step = Answer['next'][number]

const categories: Readonly<Record<string, string>> = {
  Management: 'management',
  Data: 'data',
  NetworkActivity: 'network',
}

const scopeOptions = ({ fields }: Box, asked: Asked): string[] => {
  const category = categories[fields.eventCategory?.Equals?.[0] ?? '']
  const directory = fields['resources.type']?.Equals?.[0]?.startsWith('AWS::S3Express::') === true
  const service =
    fields.eventSource?.Equals?.[0]?.split('.')[0] ?? (directory ? 's3express' : undefined)
  const readOnly = fields.readOnly?.Equals?.[0]
  const { bucket, prefix } = asked.params
  const ofBucket =
    category === 'data' && (!directory || (typeof bucket === 'string' && isDirectoryBucket(bucket)))
  return [
    ...(category === undefined ? [] : [`--category ${category}`]),
    ...(service === undefined ? [] : [`--service ${quoted(service)}`]),
    ...(ofBucket && typeof bucket === 'string' ? [`--bucket ${quoted(bucket)}`] : []),
    ...(ofBucket && typeof prefix === 'string' ? [`--prefix ${quoted(prefix)}`] : []),
    ...(readOnly === 'true' ? ['--read'] : readOnly === 'false' ? ['--write'] : []),
  ]
}

/** The timeline behind a part that cannot be known. */
export const coverageStep = (part: Part, asked: Asked, window: Interval): Step[] => {
  const box = part.pieces[0]?.scope.boxes[0]
  if (box === undefined) return []
  const options = [
    ...scopeOptions(box, asked),
    `--from ${formatInstant(window.from)}`,
    `--to ${formatInstant(window.to)}`,
  ]
  return [
    {
      command: `wholetrail coverage ${options.join(' ')}`,
      why: `shows what was recorded of ${part.title}, when, and why not`,
    },
  ]
}

/** A no that rests on the configuration alone: digests prove that the log is whole. */
export const verifyStep: Step = {
  command: 'wholetrail verify SOURCE',
  why: 'proves from the digests that no log file was deleted or changed; SOURCE is the bucket or the copy that was ingested',
}

const SINCE = / --since \S+/
const UNTIL = / --until \S+/
const timeless = (command: string): string => command.replace(SINCE, '').replace(UNTIL, '')

/** A look-up over the time of all that are the same but for their times; the times of a format sort as text. */
const overAll = (command: string, all: readonly string[]): string => {
  const same = all.filter((c) => timeless(c) === timeless(command))
  const since = same.flatMap((c) => SINCE.exec(c) ?? []).sort()[0] ?? ''
  const until = same.flatMap((c) => UNTIL.exec(c) ?? []).sort()
  return `${timeless(command)}${since}${until.length === same.length ? (until.at(-1) ?? '') : ''}`
}

/** The look-up that still answers a part from event history; the one whose events are lost first. */
export const historyStep = (blind: readonly BlindSpot[], asked: Asked, now: Instant): Step[] => {
  const { key } = asked.params
  const accessKey = typeof key === 'string' ? key : undefined
  const [first, ...others] = blind
    .flatMap((spot) => stillInHistory(spot, now, accessKey) ?? [])
    .toSorted((a, b) => a.lost - b.lost)
  if (first === undefined) return []
  const command = overAll(
    first.command,
    [first, ...others].map((s) => s.command),
  )
  const why = `event history still holds management events of that time, the first of them until ${formatInstant(first.lost)}`
  return [
    { command, why },
    ...first.more.map((other) => ({
      command: other.command,
      why: `the same in the partition ${other.partition}, with credentials of that partition`,
    })),
  ]
}
