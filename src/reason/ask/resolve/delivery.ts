import type { Evidence } from '../../../model/coverage.ts'
import { isKnown } from '../../../model/observed.ts'
import type { TrailConfig } from '../../../model/snapshot.ts'

/** What trails deliver to and with, by name; `whole` when every trail's configuration was read. */
export interface Delivery {
  readonly keys: readonly string[]
  readonly logGroups: readonly string[]
  readonly topics: readonly string[]
  readonly whole: boolean
}

const unique = (values: readonly (string | undefined)[]): string[] =>
  [...new Set(values.filter((v) => v !== undefined))].sort()

/** The member of a CreateTrail or UpdateTrail record; records spell members in lowerCamelCase (facts/aws.md 5.1). */
const inRecords = (evidence: Evidence, member: string): string[] =>
  evidence.events
    .filter((e) => ['CreateTrail', 'UpdateTrail'].includes(e.name) && !e.failed)
    .flatMap((e) => [e.request, e.response])
    .flatMap((part) =>
      typeof part === 'object' && part !== null ? [(part as Record<string, unknown>)[member]] : [],
    )
    .filter((value) => typeof value === 'string')

/** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*` as its name. */
const logGroupName = (arn: string): string | undefined => arn.split(':log-group:')[1]?.split(':')[0]

/** The last part of a key's ARN or alias. */
const keyId = (arn: string): string => arn.split('/').at(-1) ?? arn

/** Keys, log groups and topics that any trail used at some time, by snapshots and by the log. */
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
    keys: unique(keys.map((k) => (k === undefined ? undefined : keyId(k)))),
    logGroups: unique(groups.map((g) => (g === undefined ? undefined : logGroupName(g)))),
    topics: unique(topics),
    whole: trails.length > 0 && trails.every((t) => isKnown(t.config)),
  }
}
