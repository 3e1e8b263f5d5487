import type { Filter } from '../../../model/scope.ts'
import { DAY } from '../../../model/time.ts'
import { dataOf, management, S3_OBJECT } from '../parts/common.ts'
import { both, didNotSucceed, mentions, narrowed, succeeded } from '../parts/filters.ts'
import { principalOption, said, whom } from '../parts/option.ts'
import { ofWhom } from '../parts/place.ts'
import type { Asked, Part, Question } from '../question.ts'

const OBJECT_ARN = /^arn:[^:]*:s3:::([^/]+)(\/.*)?$/

const ARN = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.+)$/

const equal = (column: string, value: string): Filter => ({
  column,
  is: { Equals: [value] },
  missing: 'no',
})

/** By the name at the end of its ARN, in calls of its own service and account: others may have things of that name. */
const byName = (arn: string): Filter[] => {
  const [, service = '', account = '', path = ''] = ARN.exec(arn) ?? []
  const name = path.split(/[:/]/).at(-1) ?? ''
  if (service === '' || name === '') return []
  const all = [
    mentions(name),
    equal('event_source', `${service}.amazonaws.com`),
    ...(account === '' ? [] : [equal('account', account)]),
  ]
  return [{ all }]
}

/** The resource by whatever its records may call it: its ARN, its id, the bucket of an object. */
const about = (resource: string): Filter => {
  const bucket = OBJECT_ARN.exec(resource)?.[1]
  return {
    any: [
      { column: 'resource_arns', contains: resource, missing: 'no' },
      mentions(resource),
      ...byName(resource),
      ...(bucket === undefined ? [] : [equal('bucket', bucket)]),
    ],
  }
}

const managementPart = (kind: 'write' | 'read', asked: Asked, resource: string): Part => {
  const all = management(kind, both(about(resource), asked.who))
  return {
    name: `management-${kind}s`,
    title: kind === 'write' ? 'calls that change it' : 'calls that look at it',
    default: kind === 'write',
    pieces: ofWhom(narrowed(all, succeeded), asked),
    attempts: narrowed(all, didNotSucceed),
  }
}

const objectsPart = (asked: Asked, resource: string): Part[] => {
  const match = OBJECT_ARN.exec(resource)
  if (match === null) return []
  const arn = match[2] === undefined ? { StartsWith: [`${resource}/`] } : { Equals: [resource] }
  const all = dataOf(S3_OBJECT, { 'resources.ARN': arn }, asked.who)
  return [
    {
      name: 's3-objects',
      title: 'S3 objects',
      default: true,
      pieces: ofWhom(narrowed(all, succeeded), asked),
      attempts: narrowed(all, didNotSucceed),
    },
  ]
}

export const resourceHistory: Question = {
  id: 'resource-history',
  sentence: (params) =>
    `Did ${whom(params, 'anyone')} change ${said(params, 'resource', 'this resource')}?`,
  why: 'Everything that named one resource, by ARN or by id, in parameters and answers as well.',
  options: [
    { name: 'resource', kind: 'text', description: 'ARN or id: sg-..., i-..., arn:aws:...' },
    principalOption,
  ],
  needsOneOf: ['resource'],
  defaultWindow: 90 * DAY,
  parts: (asked) => {
    const resource = said(asked.params, 'resource', '')
    return [
      managementPart('write', asked, resource),
      managementPart('read', asked, resource),
      ...objectsPart(asked, resource),
    ]
  },
  examples: [
    {
      command: 'wholetrail ask resource-history --resource sg-0123456789abcdef0',
      says: 'Who changed this security group in the last 90 days?',
    },
  ],
}
