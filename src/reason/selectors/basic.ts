import type { Constraint } from '../../model/scope.ts'
import type { BasicSelector } from '../../model/selector.ts'
import { type Clause, NOTHING, type Reading, surely, unionOf } from './clause.ts'

type DataResource = NonNullable<BasicSelector['DataResources']>[number]

const constrain = (constraint: Constraint): readonly Constraint[] => [constraint]
const equals = (...values: string[]): readonly Constraint[] => constrain({ Equals: values })

/** The whole partition is named by the ARN up to the service, with or without the empty fields (facts/aws.md 3.2). */
const ALL_OF = {
  s3: /^arn:aws[\w-]*:s3(:::)?$/,
  lambda: /^arn:aws[\w-]*:lambda$/,
  dynamodb: /^arn:aws[\w-]*:dynamodb$/,
}
const S3_OBJECTS = /^arn:aws[\w-]*:s3:::[^/]+\//

const ofType = (...types: string[]): Clause => ({ 'resources.type': equals(...types) })
const withArn = (clause: Clause, constraint: Constraint): Clause => ({
  ...clause,
  'resources.ARN': constrain(constraint),
})

/** Values split by a condition, so that one clause holds them all (a trail may have 250). */
const split = (values: readonly string[], yes: (value: string) => boolean) => ({
  matching: values.filter(yes),
  others: values.filter((value) => !yes(value)),
})

/** `arn:aws:s3:::b/` and `arn:aws:s3:::b/pre` are prefixes; a bucket without the slash is not documented (R5). */
const s3 = (values: readonly string[]): Reading => {
  if (values.some((value) => ALL_OF.s3.test(value))) return surely(ofType('AWS::S3::Object'))
  const { matching } = split(values, (value) => S3_OBJECTS.test(value))
  return {
    must: [withArn(ofType('AWS::S3::Object'), { StartsWith: matching })],
    may: [withArn(ofType('AWS::S3::Object'), { StartsWith: values })],
  }
}

/** The exact ARN; whether an alias or a version of the function counts is not documented. */
const lambda = (values: readonly string[]): Reading => {
  const type = ofType('AWS::Lambda::Function')
  if (values.some((value) => ALL_OF.lambda.test(value))) return surely(type)
  return {
    must: [withArn(type, { Equals: values })],
    may: [withArn(type, { StartsWith: values })],
  }
}

/** Streams are included: surely where all tables are, possibly where one table is named (facts/aws.md 3.2). */
const dynamodb = (values: readonly string[]): Reading => {
  const tableAndStream = ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream')
  if (values.some((value) => ALL_OF.dynamodb.test(value))) return surely(tableAndStream)
  return {
    must: [withArn(ofType('AWS::DynamoDB::Table'), { Equals: values })],
    may: [withArn(tableAndStream, { StartsWith: values })],
  }
}

const byType: Readonly<Record<string, (values: readonly string[]) => Reading>> = {
  'AWS::S3::Object': s3,
  'AWS::Lambda::Function': lambda,
  'AWS::DynamoDB::Table': dynamodb,
}

const dataResource = ({ Type, Values }: DataResource): Reading => {
  if (Values?.length === 0) return NOTHING
  const read = Object.hasOwn(byType, Type) ? byType[Type] : undefined
  if (Values === undefined || read === undefined) return { must: [], may: [ofType(Type)] }
  return read(Values)
}

const EXCLUDABLE = ['kms.amazonaws.com', 'rdsdata.amazonaws.com']

const management = ({
  IncludeManagementEvents = true,
  ExcludeManagementEventSources = [],
}: BasicSelector): Reading => {
  if (!IncludeManagementEvents) return NOTHING
  const excluding = (sources: readonly string[]): Clause =>
    sources.length === 0 ? {} : { eventSource: constrain({ NotEquals: sources }) }
  const { matching } = split(ExcludeManagementEventSources, (s) => EXCLUDABLE.includes(s))
  return { must: [excluding(ExcludeManagementEventSources)], may: [excluding(matching)] }
}

const categorised = (category: string, reading: Reading): Reading => {
  const add = (clause: Clause): Clause => ({ eventCategory: equals(category), ...clause })
  return { must: reading.must.map(add), may: reading.may.map(add) }
}

const readOnlyOf: Readonly<Record<string, Clause>> = {
  All: {},
  ReadOnly: { readOnly: equals('true') },
  WriteOnly: { readOnly: equals('false') },
}

/** What a basic selector selects: management events, and data events of its resources (facts/aws.md 3.2). */
export const readBasic = (selector: BasicSelector): Reading => {
  const type = selector.ReadWriteType ?? 'All'
  const known = Object.hasOwn(readOnlyOf, type)
  const add = (clause: Clause): Clause => ({ ...clause, ...(readOnlyOf[type] ?? {}) })
  const all = unionOf([
    categorised('Management', management(selector)),
    categorised('Data', unionOf((selector.DataResources ?? []).map(dataResource))),
  ])
  return { must: known ? all.must.map(add) : [], may: all.may.map(add) }
}
