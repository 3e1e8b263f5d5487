import { directoryObjectTypes, isDirectoryBucket } from '../../model/catalogue/directory-bucket.ts'
import { arnPrefixNames } from '../../model/catalogue/resource-shape.ts'
import { s3RecordedNames } from '../../model/catalogue/s3.ts'
import { objectProbes, objectReads, objectWrites } from '../../model/catalogue/sets.ts'
import { WholetrailError } from '../../model/error.ts'
import {
  type Box,
  type Constraint,
  equalsAny,
  type Scope,
  startsWithAny,
} from '../../model/scope.ts'
import type { CommandOption, OptionValues } from './command.ts'
import { accounts, bucketName, flag, text, texts } from './read-options.ts'

/** Options that name a set of possible events. */
export const scopeOptions = [
  {
    flags: '--category <name>',
    description: 'class of events',
    choices: ['management', 'data', 'network'],
    group: 'Filtering',
  },
  {
    flags: '--service <name>',
    description: 'such as s3, iam or sts.amazonaws.com',
    repeat: true,
    group: 'Filtering',
  },
  { flags: '--event <name>', description: 'such as GetObject', repeat: true, group: 'Filtering' },
  {
    flags: '--bucket <name>',
    description: 'calls on the objects of this S3 bucket',
    group: 'Filtering',
  },
  {
    flags: '--prefix <prefix>',
    description: 'objects whose key begins so; with --bucket',
    group: 'Filtering',
  },
  { flags: '--resource <arn>', description: 'one resource', group: 'Filtering' },
  { flags: '--principal <arn>', description: 'calls of this user or role', group: 'Filtering' },
  { flags: '--read', description: 'reads only', group: 'Filtering' },
  { flags: '--write', description: 'writes only', group: 'Filtering' },
  { flags: '--account <id>', description: 'only this account', repeat: true, group: 'Filtering' },
  { flags: '--region <name>', description: 'only this region', repeat: true, group: 'Filtering' },
] as const satisfies readonly CommandOption[]

const CATEGORY = { management: 'Management', data: 'Data', network: 'NetworkActivity' } as const

const sourceOf = (service: string): string =>
  service.includes('.') ? service : `${service}.amazonaws.com`

const resourceConstraint = (options: OptionValues): Constraint | undefined => {
  const given = text(options, 'bucket')
  const bucket = given === undefined ? undefined : bucketName(given)
  const prefix = text(options, 'prefix')
  const resource = text(options, 'resource')
  if (prefix !== undefined && bucket === undefined)
    throw new WholetrailError('usage', '--prefix needs --bucket')
  if (bucket !== undefined && resource !== undefined)
    throw new WholetrailError('usage', '--bucket and --resource exclude each other')
  if (bucket !== undefined && isDirectoryBucket(bucket)) return undefined
  if (bucket !== undefined) return startsWithAny(`arn:aws:s3:::${bucket}/${prefix ?? ''}`)
  return resource === undefined ? undefined : equalsAny(resource)
}

/** Calls on single objects; of listings AWS does not say how selectors of a bucket match them, so they are named by --event. */
const objectCallsOf = (options: OptionValues): readonly string[] => {
  const listings: readonly string[] = arnPrefixNames
  const calls = [
    ...(flag(options, 'write') ? [] : [...objectReads, ...objectProbes]),
    ...(flag(options, 'read') ? [] : objectWrites),
  ]
  return calls.filter((name) => !listings.includes(name))
}

/** A principal's ARN, and for a role the ARNs of its sessions. */
const principalConstraint = (arn: string): Constraint => {
  const role = /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn)
  if (role === null) return equalsAny(arn)
  const [, partition, account, name] = role
  return { Equals: [arn], StartsWith: [`arn:${partition}:sts::${account}:assumed-role/${name}/`] }
}

/** The scope that the options name; with none of them, all management events. Throws `usage`. */
export const scopeOf = (options: OptionValues): Scope => {
  const resource = resourceConstraint(options)
  const bucket = text(options, 'bucket')
  const isObject = bucket !== undefined
  const isDirectory = isObject && isDirectoryBucket(bucketName(bucket))
  const category = text(options, 'category') as keyof typeof CATEGORY | undefined
  const fields: Record<string, Constraint> = {}
  const wanted =
    category ??
    (isObject
      ? 'data'
      : resource === undefined && texts(options, 'event') === undefined
        ? 'management'
        : undefined)
  if (flag(options, 'read') && flag(options, 'write'))
    throw new WholetrailError('usage', '--read and --write exclude each other', {
      hint: 'give neither for both',
    })
  if (wanted !== undefined) fields.eventCategory = equalsAny(CATEGORY[wanted])
  if (isObject) {
    if (!isDirectory) fields.eventSource = equalsAny('s3.amazonaws.com')
    fields.eventName = equalsAny(...objectCallsOf(options))
    fields['resources.type'] = isDirectory
      ? equalsAny(...directoryObjectTypes)
      : equalsAny('AWS::S3::Object')
  }
  if (resource !== undefined) fields['resources.ARN'] = resource
  const lists = {
    account: accounts(options),
    region: texts(options, 'region'),
    eventSource: texts(options, 'service')?.map(sourceOf),
    eventName: texts(options, 'event')?.flatMap((name) =>
      Object.hasOwn(s3RecordedNames, name) ? (s3RecordedNames[name] ?? []) : [name],
    ),
  }
  for (const [field, values] of Object.entries(lists))
    if (values !== undefined) fields[field] = equalsAny(...values)
  if (flag(options, 'read')) fields.readOnly = equalsAny('true')
  if (flag(options, 'write')) fields.readOnly = equalsAny('false')
  const principal = text(options, 'principal')
  if (principal !== undefined) fields['userIdentity.arn'] = principalConstraint(principal)
  return { boxes: [{ fields: fields as Box['fields'] }] }
}
