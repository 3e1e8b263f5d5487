import type { Filter } from '../../../model/scope.ts'
import { literal } from '../filter/pattern.ts'
import { both, holdsWord, mentions, names, perhaps } from './filters.ts'
import { changesOfUntold } from './security-group.ts'

/** The parts of an ARN that tell how calls name the resource. */
interface Named {
  readonly service: string
  readonly account: string
  /** What stands before the first `/` or `:` of the resource part: `role`, `table`, `log-group`. */
  readonly type: string
  /** How calls may name it, longest first. */
  readonly names: readonly string[]
}

const ARN = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.+)$/

/** What ARNs of a service hold besides the name: a random suffix, `:*` for streams. */
const withoutSuffix: Readonly<Record<string, RegExp>> = {
  secretsmanager: /-[A-Za-z0-9]{6}$/,
  logs: /:.*$/,
}

const parsed = (arn: string): Named | undefined => {
  const [, service = '', account = '', path = ''] = ARN.exec(arn) ?? []
  if (service === '') return undefined
  const [, type = '', rest = path] = /^([A-Za-z0-9-]+)[:/](.+)$/.exec(path) ?? []
  const suffix = withoutSuffix[service]
  const name = suffix === undefined ? rest : rest.replace(suffix, '')
  const segments = name.split(/[:/]/)
  const all = [name, segments.at(-1) ?? '', segments[0] ?? '']
  return { service, account, type, names: [...new Set(all)].filter((n) => n !== '') }
}

/** Services whose calls on their resources all have one source, where it is not the ARN's service (facts/aws.md 1.1). */
const otherSource: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' }
const knownSources = new Set(
  'cloudtrail cloudwatch dynamodb ec2 ecr ecs eks events iam kms lambda logs rds s3 secretsmanager sns sqs ssm'.split(
    ' ',
  ),
)

const sourceOf = (service: string): Filter => ({
  column: 'event_source',
  is: { Equals: [`${otherSource[service] ?? service}.amazonaws.com`] },
  missing: 'no',
})

const member: Readonly<Record<string, string>> = {
  group: 'groupName',
  'instance-profile': 'instanceProfileName',
  role: 'roleName',
  user: 'userName',
}

/** IAM holds names without case (R12). */
const byIamName = ({ service, type, names: all }: Named): Filter[] => {
  const path = member[type]
  const name = all[1] ?? all[0]
  if (service !== 'iam' || path === undefined || name === undefined) return []
  return [
    {
      column: 'request_parameters',
      path: [path],
      is: { Equals: [name] },
      missing: 'no',
      ignoreCase: true,
    },
  ]
}

const byQueueUrl = ({ service, account, names: all }: Named): Filter[] =>
  service === 'sqs'
    ? all.map((name) => ({
        column: 'request_parameters',
        path: ['queueUrl'],
        pattern: `/${literal(account)}/${literal(name)}$`,
        missing: 'no',
      }))
    : []

/**
 * By name, in calls of its own service and account: surely where the name is a value of the call, perhaps where it
 * is a word of one. Of a service whose sources are not known, perhaps in any call of the account.
 */
const byName = (named: Named): Filter[] => {
  const account: Filter | undefined =
    named.account === ''
      ? undefined
      : { column: 'account', is: { Equals: [named.account] }, missing: 'unknown' }
  const own = sourceOf(named.service)
  const where = (filter: Filter, source: Filter | undefined): Filter =>
    both(source, account, filter) ?? filter
  const [name = '', last = ''] = named.names
  const words = [...new Set([name, last === '' ? name : last])]
  return [
    where(
      {
        any: [...named.names.slice(0, 2).map(mentions), ...byIamName(named), ...byQueueUrl(named)],
      },
      own,
    ),
    perhaps(
      where({ any: words.map(holdsWord) }, knownSources.has(named.service) ? own : undefined),
    ),
  ]
}

const BUCKET = /^arn:[^:]*:s3:::([^/]+)/

/** Calls about a resource, by whatever they may call it: its ARN, its id or name, the bucket of an object. */
export const about = (resource: string): Filter => {
  const bucket = BUCKET.exec(resource)?.[1] ?? (resource.startsWith('arn:') ? undefined : resource)
  const named = parsed(resource)
  return {
    any: [
      { column: 'resource_arns', contains: resource, missing: 'no' },
      ...(named === undefined ? [names(resource)] : [mentions(resource)]),
      ...(named === undefined
        ? [perhaps(holdsWord(resource))]
        : named.service === 's3'
          ? []
          : byName(named)),
      ...(bucket === undefined
        ? []
        : [{ column: 'bucket', is: { Equals: [bucket] }, missing: 'no' } as const]),
      ...changesOfUntold(resource),
    ],
  }
}

/** The prefix of the objects' ARNs that a resource stands for: a bucket, a folder, all that begin so, or one object. */
export const objectsOf = (
  resource: string,
): { readonly StartsWith: string[] } | { readonly Equals: string[] } | undefined => {
  const match = /^(arn:[^:]*:s3:::[^/]+)(\/.*)?$/.exec(resource)
  if (match === null) return undefined
  const [, bucket = '', key = '/'] = match
  if (!/[/*]$/.test(key)) return { Equals: [resource] }
  return { StartsWith: [`${bucket}${key.replace(/\*$/, '')}`] }
}
