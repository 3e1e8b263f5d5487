import type { FieldSelector, Selectors } from '../../../src/model/selector.ts'

/*
 * What CloudTrail would record, written apart from src/reason: it reads facts/aws.md 3.2 and 3.3, and where those are
 * silent takes one of several behaviours. Surely recorded is what every behaviour records, possibly what one does.
 */

export interface Resource {
  readonly type: string
  readonly arn?: string
  readonly arnPrefix?: string
}

export interface AwsEvent {
  readonly eventCategory: string
  readonly eventSource: string
  readonly eventName: string
  readonly readOnly: boolean
  readonly eventType: string
  readonly resources: readonly Resource[]
  readonly userIdentityArn?: string
  readonly sessionCredentialFromConsole?: string
  readonly errorCode?: string
  readonly vpcEndpointId?: string
}

export interface Behaviour {
  readonly caseSensitive: boolean
  /** What an operator makes of a field that is not there. */
  readonly absent: 'accepted' | 'refused'
  readonly arnPrefix: 'is the value' | 'overlaps' | 'is no value'
  /** An ARN to be excluded among several. */
  readonly excluded: 'counts for its own resource' | 'excludes the event'
  /** Basic values without a slash, functions with a version. */
  readonly shortValue: 'is a prefix' | 'is nothing'
}

const booleans = [true, false] as const
export const behaviours: readonly Behaviour[] = booleans.flatMap((caseSensitive) =>
  (['accepted', 'refused'] as const).flatMap((absent) =>
    (['is the value', 'overlaps', 'is no value'] as const).flatMap((arnPrefix) =>
      (['counts for its own resource', 'excludes the event'] as const).flatMap((excluded) =>
        (['is a prefix', 'is nothing'] as const).map((shortValue) => ({
          caseSensitive,
          absent,
          arnPrefix,
          excluded,
          shortValue,
        })),
      ),
    ),
  ),
)

type How = 'equals' | 'starts' | 'ends'
interface Parts {
  readonly positive: readonly (readonly [How, string])[] | undefined
  readonly negative: readonly (readonly [How, string])[]
}

const list = (how: How, values: readonly string[] | undefined) =>
  (values ?? []).map((value) => [how, value] as const)

const partsOf = (s: Omit<FieldSelector, 'Field'>): Parts => ({
  positive:
    s.Equals === undefined && s.StartsWith === undefined && s.EndsWith === undefined
      ? undefined
      : [...list('equals', s.Equals), ...list('starts', s.StartsWith), ...list('ends', s.EndsWith)],
  negative: [
    ...list('equals', s.NotEquals),
    ...list('starts', s.NotStartsWith),
    ...list('ends', s.NotEndsWith),
  ],
})

const hits = (value: string, [how, literal]: readonly [How, string], b: Behaviour): boolean => {
  const v = b.caseSensitive ? value : value.toLowerCase()
  const l = b.caseSensitive ? literal : literal.toLowerCase()
  return how === 'equals' ? v === l : how === 'starts' ? v.startsWith(l) : v.endsWith(l)
}

/** An ARNPrefix stands for every ARN below it. */
const overlaps = (
  prefix: string,
  [how, literal]: readonly [How, string],
  b: Behaviour,
): boolean => {
  const p = b.caseSensitive ? prefix : prefix.toLowerCase()
  const l = b.caseSensitive ? literal : literal.toLowerCase()
  return how === 'ends' || l.startsWith(p) || (how === 'starts' && p.startsWith(l))
}

const scalar = (
  field: string,
  s: FieldSelector,
  value: string | undefined,
  b: Behaviour,
): boolean => {
  const { positive, negative } = partsOf(s)
  if (value !== undefined)
    return (
      (positive?.some((x) => hits(value, x, b)) ?? true) && !negative.some((x) => hits(value, x, b))
    )
  if (field === 'sessionCredentialFromConsole') return positive === undefined
  if (field === 'errorCode' || field === 'vpcEndpointId')
    return positive === undefined && (negative.length === 0 || b.absent === 'accepted')
  return b.absent === 'accepted'
}

interface Judged {
  readonly positive: boolean
  readonly negative: boolean
}

const judgeArn = (r: Resource, s: FieldSelector, b: Behaviour): Judged => {
  const { positive, negative } = partsOf(s)
  const { arn, arnPrefix } = r
  const all = (test: (x: readonly [How, string]) => boolean): Judged => ({
    positive: positive?.some(test) ?? true,
    negative: !negative.some(test),
  })
  if (arn !== undefined) return all((x) => hits(arn, x, b))
  if (arnPrefix === undefined || b.arnPrefix === 'is no value') {
    const kept = b.absent === 'accepted'
    // An event of another bucket is recorded under no reading.
    const near = arnPrefix === undefined || all((x) => overlaps(arnPrefix, x, b)).positive
    return {
      positive: positive === undefined || (kept && near),
      negative: negative.length === 0 || kept,
    }
  }
  return b.arnPrefix === 'is the value'
    ? all((x) => hits(arnPrefix, x, b))
    : all((x) => overlaps(arnPrefix, x, b))
}

const resourcesSelected = (
  type: FieldSelector | undefined,
  arn: FieldSelector | undefined,
  event: AwsEvent,
  b: Behaviour,
): boolean => {
  if (type === undefined) return arn === undefined
  const ofType = event.resources.filter((r) => scalar('resources.type', type, r.type, b))
  if (arn === undefined) return ofType.length > 0
  const judged = ofType.map((r) => judgeArn(r, arn, b))
  const own = judged.some((j) => j.positive && j.negative)
  if (b.excluded === 'counts for its own resource') return own
  return judged.some((j) => j.positive) && judged.every((j) => j.negative)
}

const valueOfField = (event: AwsEvent, field: string): string | undefined => {
  if (field === 'readOnly') return String(event.readOnly)
  if (field === 'userIdentity.arn') return event.userIdentityArn
  return event[field as 'eventName']
}

const advancedRecords = (
  fields: readonly FieldSelector[],
  event: AwsEvent,
  b: Behaviour,
): boolean =>
  fields
    .filter((s) => !s.Field.startsWith('resources.'))
    .every((s) => scalar(s.Field, s, valueOfField(event, s.Field), b)) &&
  (!fields.some((s) => s.Field.startsWith('resources.')) ||
    resourcesSelected(
      fields.find((s) => s.Field === 'resources.type'),
      fields.find((s) => s.Field === 'resources.ARN'),
      event,
      b,
    ))

type Basic = NonNullable<Selectors['EventSelectors']>[number]

const basicValue = (type: string, value: string, event: AwsEvent, b: Behaviour): boolean => {
  const service = type === 'AWS::S3::Object' ? 's3' : type.split('::')[1]?.toLowerCase()
  const whole = value === `arn:aws:${service}` || (service === 's3' && value === 'arn:aws:s3:::')
  const types = service === 'dynamodb' ? [type, 'AWS::DynamoDB::Stream'] : [type]
  const mine = event.resources.filter((r) => types.includes(r.type))
  if (whole) return mine.length > 0
  const prefix = service === 's3'
  if (prefix && !/:::[^/]+\//.test(value) && b.shortValue === 'is nothing') return false
  const literal: FieldSelector =
    prefix || b.shortValue === 'is a prefix'
      ? { Field: 'resources.ARN', StartsWith: [value] }
      : { Field: 'resources.ARN', Equals: [value] }
  return mine.some((r) => {
    const j = judgeArn(r, literal, b)
    return j.positive && j.negative
  })
}

const basicRecords = (s: Basic, event: AwsEvent, b: Behaviour): boolean => {
  if (s.ReadWriteType === 'ReadOnly' && !event.readOnly) return false
  if (s.ReadWriteType === 'WriteOnly' && event.readOnly) return false
  if (event.eventCategory === 'Management')
    return (
      s.IncludeManagementEvents !== false &&
      !(s.ExcludeManagementEventSources ?? []).some((v) =>
        hits(event.eventSource, ['equals', v], b),
      )
    )
  return (
    event.eventCategory === 'Data' &&
    (s.DataResources ?? []).some(({ Type, Values }) =>
      (Values ?? []).some((value) => basicValue(Type, value, event, b)),
    )
  )
}

export const records = (s: Selectors, event: AwsEvent, b: Behaviour): boolean =>
  (s.EventSelectors ?? []).some((basic) => basicRecords(basic, event, b)) ||
  (s.AdvancedEventSelectors ?? []).some((a) => advancedRecords(a.FieldSelectors, event, b))
