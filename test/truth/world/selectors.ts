import type { AdvancedSelector, FieldSelector, Selectors } from '../../../src/model/selector.ts'
import type { Random } from '../random.ts'

/** What selectors may name in a world. */
export interface Names {
  readonly buckets: readonly string[]
  readonly callers: readonly string[]
}

const field = (Field: string, values: Omit<FieldSelector, 'Field'> = {}): FieldSelector => ({
  Field,
  ...values,
})
const advanced = (...FieldSelectors: FieldSelector[]): AdvancedSelector => ({ FieldSelectors })
const management = (...more: FieldSelector[]) =>
  advanced(field('eventCategory', { Equals: ['Management'] }), ...more)
const objects = (...more: FieldSelector[]) =>
  advanced(
    field('eventCategory', { Equals: ['Data'] }),
    field('resources.type', { Equals: ['AWS::S3::Object'] }),
    ...more,
  )

/** All management events and all S3 object events, said in one of the ways that AWS has. */
export const everything = (r: Random): Selectors =>
  r.chance(0.5)
    ? { AdvancedEventSelectors: [management(), objects()] }
    : {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: true,
            DataResources: [
              { Type: 'AWS::S3::Object', Values: [r.pick(['arn:aws:s3', 'arn:aws:s3:::'])] },
            ],
          },
        ],
      }

export const onlyManagement = (r: Random): Selectors =>
  r.chance(0.5)
    ? { AdvancedEventSelectors: [management()] }
    : {
        EventSelectors: [
          { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] },
        ],
      }

/** The real record of an attack: logging stays on and nothing is recorded (facts/aws.md 5.6). */
export const nothing: Selectors = {
  EventSelectors: [
    {
      ReadWriteType: 'ReadOnly',
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::S3::Object', Values: [] }],
    },
  ],
}

const basicValue = (r: Random, bucket: string): string =>
  r.pick([`arn:aws:s3:::${bucket}/`, `arn:aws:s3:::${bucket}/in/`, `arn:aws:s3:::${bucket}`])

const basic = (r: Random, names: Names): Selectors => ({
  EventSelectors: Array.from({ length: r.int(1, 2) }, () => ({
    ReadWriteType: r.pick(['All', 'ReadOnly', 'WriteOnly'] as const),
    IncludeManagementEvents: r.chance(0.8),
    ...(r.chance(0.3) && { ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
    DataResources: r.chance(0.7)
      ? [
          {
            Type: 'AWS::S3::Object',
            Values: names.buckets.map((b) => basicValue(r, b)).slice(0, 2),
          },
        ]
      : [],
  })),
})

/** One condition on S3 objects, the ordinary ones and the traps (R5). */
const condition = (r: Random, names: Names): FieldSelector => {
  const bucket = r.pick(names.buckets)
  const arn = `arn:aws:s3:::${bucket}`
  const caller = r.pick(names.callers)
  const choices: (() => FieldSelector)[] = [
    () => field('resources.ARN', { StartsWith: [`${arn}/`] }),
    () => field('resources.ARN', { StartsWith: [`${arn}/in/`] }),
    () => field('resources.ARN', { StartsWith: [arn] }),
    () => field('resources.ARN', { Equals: [arn] }),
    () => field('resources.ARN', { StartsWith: [`${arn}/IN/`, `${arn}/out/`] }),
    () => field('resources.ARN', { NotStartsWith: [`${arn}/`] }),
    () => field('resources.ARN', { StartsWith: [`${arn}/`], NotEndsWith: ['.tmp', '.csv'] }),
    () => field('resources.ARN', { EndsWith: ['.csv'] }),
    () => field('readOnly', { Equals: [r.pick(['true', 'false'])] }),
    () => field('eventName', { Equals: ['GetObject', 'PutObject'] }),
    () => field('eventName', { NotEquals: ['GetObject'] }),
    () => field('eventName', { StartsWith: ['Get'], NotEquals: ['GetObjectTagging'] }),
    () => field('eventName', { EndsWith: ['Object'] }),
    () => field('userIdentity.arn', { NotEquals: [caller] }),
    () => field('userIdentity.arn', { StartsWith: [caller.replace(/[^/]*$/, '')] }),
    () => field('eventSource', { NotEquals: ['s3lifecycle.amazonaws.com'] }),
    () => field('eventType', { NotEquals: ['AwsServiceEvent'] }),
    () => field('sessionCredentialFromConsole', { [r.pick(['Equals', 'NotEquals'])]: ['true'] }),
  ]
  return r.pick(choices)()
}

/** All management events, and S3 objects by a single condition: a careless reader takes it for more than it is. */
export const trap = (r: Random, names: Names): Selectors =>
  r.chance(0.35)
    ? {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            IncludeManagementEvents: true,
            DataResources: [
              { Type: 'AWS::S3::Object', Values: names.buckets.map((b) => basicValue(r, b)) },
            ],
          },
        ],
      }
    : { AdvancedEventSelectors: [management(), objects(condition(r, names))] }

const distinct = (conditions: FieldSelector[]): FieldSelector[] =>
  conditions.filter((c, i) => conditions.findIndex((d) => d.Field === c.Field) === i)

const withConditions = (r: Random, names: Names): Selectors => {
  const some = () => distinct(Array.from({ length: r.int(0, 2) }, () => condition(r, names)))
  const managing = r.pick([
    () => [management()],
    () => [management(field('readOnly', { Equals: [r.pick(['true', 'false'])] }))],
    () => [management(field('eventSource', { NotEquals: ['kms.amazonaws.com'] }))],
    () => [],
  ])()
  const data = Array.from({ length: r.int(managing.length === 0 ? 1 : 0, 2) }, () =>
    objects(...some()),
  )
  return { AdvancedEventSelectors: [...managing, ...data] }
}

/** Selectors of any form. */
export const selectors = (r: Random, names: Names): Selectors => {
  const forms = {
    management: () => onlyManagement(r),
    everything: () => everything(r),
    basic: () => basic(r, names),
    advanced: () => withConditions(r, names),
    trap: () => trap(r, names),
    nothing: () => nothing,
  }
  return forms[
    r.weighted({ management: 3, everything: 3, basic: 2, advanced: 4, trap: 4, nothing: 0.3 })
  ]()
}
