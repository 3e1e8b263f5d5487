import fc from 'fast-check'
import { type Goal, goalSchema } from '../../../src/model/goal.ts'
import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  Selectors,
} from '../../../src/model/selector.ts'
import type { SnapshotTrail } from '../../../src/model/snapshot.ts'
import { ACCOUNT, known } from '../../../src/reason/assess/given.ts'
import { trail } from '../../reason/price/given.ts'

export const NAMES = ['a', 'b', 'c']
const BUCKETS = ['site', 'site-2', 'input', 'payroll', 'a-logs']
const OBJECT = 'AWS::S3::Object'

/** Who calls, as a record names him; with the role that is billed. */
const CALLERS = [
  { principal: 'anonymous' },
  {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/batch/run`,
    principal: `arn:aws:iam::${ACCOUNT}:role/batch`,
  },
  {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/batch-2/run`,
    principal: `arn:aws:iam::${ACCOUNT}:role/batch-2`,
  },
  {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSServiceRoleForX/x`,
    principal: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
  },
  { arn: `arn:aws:iam::${ACCOUNT}:user/anna`, principal: `arn:aws:iam::${ACCOUNT}:user/anna` },
  { invokedBy: 'cloudtrail.amazonaws.com', principal: 'cloudtrail.amazonaws.com' },
  { invokedBy: 'delivery.logs.amazonaws.com', principal: 'delivery.logs.amazonaws.com' },
] as const satisfies readonly { principal: string; arn?: string; invokedBy?: string }[]
export type Caller = {
  readonly principal: string
  readonly arn?: string
  readonly invokedBy?: string
}

const weighted = <T>(...values: readonly T[]) => fc.constantFrom(...values)

const objectEvent = fc
  .record({
    name: weighted(
      'GetObject',
      'GetObject',
      'HeadObject',
      'PutObject',
      'ListObjects',
      'DeleteObject',
    ),
    bucket: weighted(...BUCKETS),
    caller: weighted<Caller>(...CALLERS),
    source: weighted(
      's3.amazonaws.com',
      's3.amazonaws.com',
      's3.amazonaws.com',
      's3lifecycle.amazonaws.com',
    ),
  })
  .map((drawn) => ({ ...drawn, kind: 'data' as const }))

const managementEvent = fc
  .record({
    name: weighted('Decrypt', 'DescribeInstances', 'RunInstances', 'ScheduleKeyDeletion'),
    caller: weighted<Caller>(...CALLERS),
  })
  .map((drawn) => ({ ...drawn, kind: 'management' as const }))

export type Drawn =
  | (typeof objectEvent extends fc.Arbitrary<infer E> ? E : never)
  | (typeof managementEvent extends fc.Arbitrary<infer E> ? E : never)

export const event: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 3, arbitrary: objectEvent },
  { weight: 1, arbitrary: managementEvent },
)

const READS = ['GetObject', 'HeadObject', 'ListObjects', 'Decrypt', 'DescribeInstances']
export const isRead = ({ name }: Drawn): boolean => READS.includes(name)

/** The fields of one event that its record tells. */
export const sourceOf = (drawn: Drawn): string =>
  drawn.kind === 'data'
    ? drawn.source
    : ['Decrypt', 'ScheduleKeyDeletion'].includes(drawn.name)
      ? 'kms.amazonaws.com'
      : 'ec2.amazonaws.com'

export const resourcesOf = (drawn: Drawn) => {
  if (drawn.kind === 'management') return undefined
  const bucket = { type: 'AWS::S3::Bucket', arn: `arn:aws:s3:::${drawn.bucket}` }
  return drawn.name === 'ListObjects'
    ? [{ type: OBJECT, arnPrefix: `arn:aws:s3:::${drawn.bucket}/` }, bucket]
    : [{ type: OBJECT, arn: `arn:aws:s3:::${drawn.bucket}/key` }, bucket]
}

const equals = (Field: string, ...Equals: string[]) => ({ Field, Equals })
const managementSelector = fc.constantFrom<AdvancedSelector>(
  { FieldSelectors: [equals('eventCategory', 'Management')] },
  { FieldSelectors: [equals('eventCategory', 'Management'), equals('readOnly', 'false')] },
  {
    FieldSelectors: [
      equals('eventCategory', 'Management'),
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
    ],
  },
)
const dataSelector = fc
  .record({
    readOnly: fc.option(weighted('true', 'false'), { nil: undefined, freq: 3 }),
    arn: fc.option(
      fc.constantFrom<Partial<FieldSelector>>(
        { StartsWith: ['arn:aws:s3:::site'] },
        { StartsWith: ['arn:aws:s3:::site/', 'arn:aws:s3:::payroll/'] },
        { NotStartsWith: ['arn:aws:s3:::input/'] },
      ),
      { nil: undefined, freq: 2 },
    ),
    name: fc.option(
      fc.constantFrom<Partial<FieldSelector>>(
        { Equals: ['GetObject', 'PutObject'] },
        { NotEquals: ['HeadObject'] },
      ),
      { nil: undefined, freq: 2 },
    ),
  })
  .map(
    ({ readOnly, arn, name }): AdvancedSelector => ({
      FieldSelectors: [
        equals('eventCategory', 'Data'),
        equals('resources.type', OBJECT),
        ...(readOnly === undefined ? [] : [equals('readOnly', readOnly)]),
        ...(arn === undefined ? [] : [{ ...arn, Field: 'resources.ARN' }]),
        ...(name === undefined ? [] : [{ ...name, Field: 'eventName' }]),
      ],
    }),
  )

const advanced: fc.Arbitrary<Selectors> = fc
  .array(fc.oneof(managementSelector, dataSelector), { minLength: 1, maxLength: 3 })
  .map((AdvancedEventSelectors) => ({ AdvancedEventSelectors }))

const basic: fc.Arbitrary<Selectors> = fc
  .record({
    ReadWriteType: weighted('All' as const, 'ReadOnly' as const, 'WriteOnly' as const),
    IncludeManagementEvents: fc.boolean(),
    DataResources: fc.constantFrom<NonNullable<BasicSelector['DataResources']>>(
      [],
      [{ Type: OBJECT, Values: ['arn:aws:s3'] }],
      [{ Type: OBJECT, Values: ['arn:aws:s3:::site/', 'arn:aws:s3:::input/'] }],
    ),
  })
  .map((one) => ({ EventSelectors: [one] }))

export const selectors: fc.Arbitrary<Selectors> = fc.oneof(
  { weight: 3, arbitrary: advanced },
  { weight: 1, arbitrary: basic },
)

export const trails: fc.Arbitrary<readonly SnapshotTrail[]> = fc
  .array(selectors, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((s, i) => trail(NAMES[i] ?? 'a', { selectors: known(s) })))

export const goal: fc.Arbitrary<Goal> = fc
  .record({
    buckets: fc.subarray(['payroll', 'a-logs', 'site']),
    principals: fc.subarray(['root', `arn:aws:iam::${ACCOUNT}:role/batch`], { maxLength: 1 }),
    services: fc.subarray(['kms', 's3lifecycle'], { maxLength: 1 }),
    resources: fc.subarray(['arn:aws:s3:::input/private/'], { maxLength: 1 }),
    data: weighted('none' as const, 'none' as const, 'none' as const, 'write' as const),
  })
  .map((drawn) => goalSchema.parse({ ...drawn, release: 'all' }))
