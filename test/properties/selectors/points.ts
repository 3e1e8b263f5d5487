import type { Box, Constraint, ScopeField } from '../../../src/model/scope.ts'
import type { Selectors } from '../../../src/model/selector.ts'
import type { Recording } from '../../../src/reason/selectors/types.ts'
import { type AwsEvent, behaviours, type Resource, records } from './aws.ts'

/** An event seen by one of its resources: a value for each field, or none. */
export type Point = { readonly [F in ScopeField]?: string | undefined }

/** Membership in a box, written apart from src/reason. A field that is not there meets only exclusions. */
const accepts = (c: Constraint, value: string | undefined): boolean => {
  const positive =
    c.Equals === undefined && c.StartsWith === undefined && c.EndsWith === undefined
      ? undefined
      : [
          ...(c.Equals ?? []).map((v) => value === v),
          ...(c.StartsWith ?? []).map((v) => value?.startsWith(v) ?? false),
          ...(c.EndsWith ?? []).map((v) => value?.endsWith(v) ?? false),
        ].some(Boolean)
  if (positive === false) return false
  if (value === undefined) return true
  return !(
    (c.NotEquals ?? []).includes(value) ||
    (c.NotStartsWith ?? []).some((v) => value.startsWith(v)) ||
    (c.NotEndsWith ?? []).some((v) => value.endsWith(v))
  )
}

export const inBox = (box: Box, point: Point): boolean =>
  [box.fields, ...(box.also ?? [])].every((fields) =>
    Object.entries(fields).every(([field, c]) => accepts(c, point[field as ScopeField])),
  )

/** The box that holds the point alone: every text begins with nothing, so what may not is not there. */
export const boxAround = (fields: readonly ScopeField[], p: Point): Box => ({
  fields: Object.fromEntries(
    fields.map((field) => {
      const value = p[field]
      return [field, value === undefined ? { NotStartsWith: [''] } : { Equals: [value] }]
    }),
  ),
})

export const inBoxes = (boxes: readonly Box[], point: Point): boolean =>
  boxes.some((box) => inBox(box, point))

/** Calls that carry the ARN of exactly one object, and calls that carry ARNs at all (facts/aws.md 1.5, 3.5). */
const ONE_OBJECT = (
  'AbortMultipartUpload CompleteMultipartUpload CreateMultipartUpload DeleteObject DeleteObjectTagging GetObject ' +
  'GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent ' +
  'HeadObject ListParts PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging ' +
  'RestoreObject SelectObjectContent UploadPart'
).split(' ')
export const WITH_ARN = [...ONE_OBJECT, 'CopyObject', 'UploadPartCopy']
const ONE_FUNCTION = 'AWS::Lambda::Function'
const S3_TYPES = ['AWS::S3::Object', 'AWS::S3::AccessPoint']

export const eventOf = (p: Point, resources: readonly Resource[]): AwsEvent => ({
  eventCategory: p.eventCategory ?? 'Management',
  eventSource: p.eventSource ?? 's3.amazonaws.com',
  eventName: p.eventName ?? 'GetObject',
  readOnly: p.readOnly === 'true',
  eventType: p.eventType ?? 'AwsApiCall',
  resources,
  ...(p['userIdentity.arn'] === undefined ? {} : { userIdentityArn: p['userIdentity.arn'] }),
  ...(p.sessionCredentialFromConsole === undefined
    ? {}
    : { sessionCredentialFromConsole: p.sessionCredentialFromConsole }),
  ...(p.errorCode === undefined ? {} : { errorCode: p.errorCode }),
  ...(p.vpcEndpointId === undefined ? {} : { vpcEndpointId: p.vpcEndpointId }),
})

/** The events that a point may stand for: with its resource given otherwise, or beside others. */
const realisations = (
  p: Point,
  arns: readonly string[],
  isPrefix: (arn: string) => boolean,
): readonly AwsEvent[] => {
  const type = p['resources.type']
  const arn = p['resources.ARN']
  if (type === undefined) return [eventOf(p, [])]
  const own: Resource = arn === undefined ? { type } : { type, arn }
  const isObject = type === 'AWS::S3::Object'
  const name = p.eventName ?? 'GetObject'
  const single = (isObject && ONE_OBJECT.includes(name)) || type === ONE_FUNCTION
  const others: readonly Resource[] = arns.flatMap((other) => [
    ...(single ? [] : [{ type, arn: other }]),
    ...(S3_TYPES.includes(type)
      ? S3_TYPES.filter((t) => t !== type).map((t) => ({ type: t, arn: other }))
      : []),
  ])
  return [
    eventOf(p, [own]),
    ...(isObject && arn !== undefined && isPrefix(arn) && !WITH_ARN.includes(name)
      ? [eventOf(p, [{ type, arnPrefix: arn }])]
      : []),
    ...others.map((other) => eventOf(p, [own, other])),
  ]
}

/** Whether some recording records each event that the point may stand for, however AWS behaves. */
export const surelyRecorded = (
  recordings: readonly Recording[],
  p: Point,
  arns: readonly string[],
): boolean => {
  const here = recordings.filter((r) => inBoxes(r.limits, p)).map((r) => r.selectors)
  const events = realisations(p, arns, () => true)
  return everyBehaviour(here, events)
}

/** One selector must do it alone: the algebra does not join what two record in different worlds. */
const everyBehaviour = (all: readonly Selectors[], events: readonly AwsEvent[]): boolean =>
  all.flatMap(single).some((s) => events.every((e) => behaviours.every((b) => records(s, e, b))))

const single = (s: Selectors): readonly Selectors[] => [
  ...(s.EventSelectors ?? []).flatMap((basic) =>
    [
      { ...basic, DataResources: [] },
      ...(basic.DataResources ?? []).flatMap((d) =>
        (d.Values ?? []).map((v) => ({
          ...basic,
          IncludeManagementEvents: false,
          DataResources: [{ Type: d.Type, Values: [v] }],
        })),
      ),
    ].map((one) => ({ EventSelectors: [one] })),
  ),
  ...(s.AdvancedEventSelectors ?? []).map((a) => ({ AdvancedEventSelectors: [a] })),
]

export const possiblyRecorded = (
  recordings: readonly Recording[],
  p: Point,
  arns: readonly string[],
): boolean => {
  const events = realisations(p, arns, (arn) => arn.includes('/'))
  return recordings
    .filter((r) => inBoxes(r.limits, p))
    .some((r) => events.some((e) => behaviours.some((b) => records(r.selectors, e, b))))
}
