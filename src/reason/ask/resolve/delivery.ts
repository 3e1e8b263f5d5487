import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'

/** Something that a trail uses: its name, and its account where its ARN says it. */
export interface Used {
  readonly name: string
  readonly account: string | undefined
}

/** What trails deliver to and with; `whole` when every trail's configuration was read. */
export interface Delivery {
  readonly keys: readonly Used[]
  readonly logGroups: readonly Used[]
  readonly topics: readonly Used[]
  /** Roles that trails write to log groups with: only records name them, so that some may be missing. */
  readonly logRoles: readonly Used[]
  readonly whole: boolean
}

const ARN = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)$/

/** ARNs, or names, as what they name; `nameOf` picks the name out of what follows the account. */
const used = (
  arns: readonly (string | undefined)[],
  nameOf: (rest: string, arn: string) => string,
): Used[] =>
  [...new Set(arns.flatMap((arn) => arn || []))].sort().map((arn) => {
    const [, account = '', rest = arn] = ARN.exec(arn) ?? []
    return { name: nameOf(rest, arn), account: account === '' ? undefined : account }
  })

/** The member of a CreateTrail or UpdateTrail record; records spell members in lowerCamelCase (facts/aws.md 5.1). */
const inRecords = (evidence: Evidence, member: string): string[] =>
  evidence.events
    .filter((e) => ['CreateTrail', 'UpdateTrail'].includes(e.name) && !e.failed)
    .flatMap((e) => [e.request, e.response])
    .flatMap((part) =>
      typeof part === 'object' && part !== null ? [(part as Record<string, unknown>)[member]] : [],
    )
    .filter((value) => typeof value === 'string')

/** `log-group:NAME:*` as its name. */
const logGroupName = (rest: string): string => rest.replace(/^log-group:/, '').replace(/:.*$/, '')

/** `key/ID` as its id; an alias stays one, as it does not tell the key. */
const keyId = (rest: string): string =>
  /^alias\//.test(rest) ? rest : (rest.split('/').at(-1) ?? rest)

const lastSegment = (rest: string): string => rest.split('/').at(-1) ?? rest

/** Keys, log groups, topics and roles that any trail used at some time, by snapshots and by the log. */
export const deliveryOf = (evidence: Evidence): Delivery => {
  const trails = evidence.snapshots.flatMap((s) => s.trails)
  const configs: TrailConfig[] = trails.flatMap((t) => (isKnown(t.config) ? [t.config.known] : []))
  const keys = [...configs.map((c) => c.kmsKeyId), ...inRecords(evidence, 'kmsKeyId')]
  const groups = [
    ...configs.map((c) => c.cloudWatchLogGroupArn),
    ...inRecords(evidence, 'cloudWatchLogsLogGroupArn'),
  ]
  const topics = [...configs.map((c) => c.snsTopicArn), ...inRecords(evidence, 'snsTopicARN')]
  return {
    keys: used(keys, keyId),
    logGroups: used(groups, logGroupName),
    topics: used(topics, (_, arn) => arn),
    logRoles: used(inRecords(evidence, 'cloudWatchLogsRoleArn'), lastSegment),
    whole: trails.length > 0 && trails.every((t) => isKnown(t.config)),
  }
}
