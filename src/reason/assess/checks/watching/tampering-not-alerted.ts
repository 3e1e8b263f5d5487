import type { Severity } from '../../../../model/finding.ts'
import { isKnown } from '../../../../model/observed.ts'
import { alerted } from '../../alerts/alerted.ts'
import type { Sample } from '../../alerts/sample.ts'
import type { Check, Result } from '../../check.ts'
import { known } from '../../given.ts'
import { ruleOf, topicOf, watched } from '../../given-watching.ts'
import { bucketNamed, ownerOf, trailsByBucket } from '../../inventory/buckets.ts'
import { insiders } from '../../inventory/insiders.ts'
import { keyNamed } from '../../inventory/keys.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, type Subject, unsettled } from '../../inventory/say.ts'
import { type KnownTrail, knownTrails, trailsOf } from '../../inventory/trails.ts'
import { some } from '../../words.ts'
import type { World } from '../../world.ts'
import { bucketChanges, keyChanges, trailChanges } from './tampering.ts'

/** What is watched, and the place where its changes arise. */
interface Watched {
  readonly subject: Subject
  readonly name: string
  readonly changes: readonly Sample[]
  readonly severity: Severity
}

const judge = (world: World, { subject, name, changes, severity }: Watched): Result => {
  const judged = changes.map((change) => ({ change, hearing: alerted(world, subject, change) }))
  const of = (status: string) => judged.filter((j) => j.hearing.status === status)
  const gaps = [...new Set(judged.flatMap((j) => j.hearing.gaps))]
  const silent = of('no').map((j) => j.change.name)
  if (silent.length > 0)
    return failed(
      subject,
      `Nobody is told when someone calls ${some(silent, 4)} on ${name}: ${some(gaps, 2)}`,
      gaps,
      severity,
    )
  const open = of('unknown').map((j) => j.change.name)
  return open.length > 0
    ? unsettled(
        subject,
        `Whether anybody is told of ${some(open, 4)} on ${name} is not known: ${some(gaps, 2)}`,
        `Let the collecting role read rules, alarms, topics and subscriptions in ${subject.region} of account ${subject.account}, and collect again`,
        gaps,
      )
    : passed(subject, `Someone is told of every change of ${name}`, [
        ...new Set(judged.flatMap((j) => j.hearing.by)),
      ])
}

const trails = (world: World): readonly Watched[] =>
  trailsOf(world).map((t) => ({
    subject: t.subject,
    name: `trail ${t.name}`,
    changes: trailChanges,
    severity: 'high',
  }))

/** What cannot be placed: where its changes would arise is not known. */
const unplaced = (subject: Subject, name: string, what: string, settle: string): Result =>
  unsettled(
    subject,
    `Whether anybody is told of changes of ${name} is not known, because ${what} is not`,
    settle,
  )

/** Buckets of others are theirs to watch; one that is gone has no changes. */
const judgeBucket = (
  world: World,
  name: string,
  trails: readonly KnownTrail[],
): readonly Result[] => {
  const bucket = bucketNamed(world, name)
  const owner = bucket === undefined ? undefined : ownerOf(bucket)
  if (owner !== undefined && !insiders(world).accounts.has(owner)) return []
  const isGone = bucket?.exists !== undefined && isKnown(bucket.exists) && !bucket.exists.known
  if (isGone) return []
  const resource = `arn:${world.snapshot.partition}:s3:::${name}`
  const asked = owner ?? bucket?.account ?? trails[0]?.account ?? ''
  const what = `log bucket ${name}`
  if (bucket === undefined || owner === undefined || !isKnown(bucket.region)) {
    const region = bucket !== undefined && isKnown(bucket.region) ? bucket.region.known : 'global'
    return [
      unplaced(
        { resource, account: asked, region },
        what,
        owner === undefined ? 'the account that owns it' : 'its region',
        allow('s3:ListAllMyBuckets and s3:GetBucketLocation', asked),
      ),
    ]
  }
  return [
    judge(world, {
      subject: { resource, account: owner, region: bucket.region.known },
      name: what,
      changes: bucketChanges(name),
      severity: 'medium',
    }),
  ]
}

/** The place that the ARN of a key names; an id alone is a key of the trail's own account and region. */
const placeOfKey = (id: string, t: KnownTrail): Subject => {
  const [, , , region = '', account = ''] = id.split(':')
  return account === ''
    ? { resource: id, account: t.account, region: t.subject.region }
    : { resource: id, account, region }
}

const judgeKey = (world: World, id: string, t: KnownTrail): readonly Result[] => {
  const key = keyNamed(world, id)
  const place = placeOfKey(id, t)
  if (key === undefined)
    return insiders(world).accounts.has(place.account)
      ? [
          unplaced(
            place,
            `key ${id}`,
            'which key that is',
            allow('kms:ListKeys and kms:DescribeKey', place.account),
          ),
        ]
      : []
  return [
    judge(world, {
      subject: { resource: key.arn, account: key.account, region: key.region },
      name: `key ${key.arn}`,
      changes: keyChanges,
      severity: 'medium',
    }),
  ]
}

const buckets = (world: World): readonly Result[] =>
  [...trailsByBucket(world)].flatMap(([name, trails]) => judgeBucket(world, name, trails))

const keys = (world: World): readonly Result[] => {
  const users = new Map<string, KnownTrail>()
  for (const t of knownTrails(world))
    if (t.settings.kmsKeyId !== undefined && !users.has(t.settings.kmsKeyId))
      users.set(t.settings.kmsKeyId, t)
  return [...users].flatMap(([id, t]) => judgeKey(world, id, t))
}

export const tamperingNotAlerted: Check = {
  id: 'tampering-not-alerted',
  group: 'watching',
  title: 'Someone is told when a trail, its bucket or its key is changed',
  why: 'The first thing that an intruder with rights does is to blind the log. Without an alert nobody looks until the log is needed.',
  severity: 'high',
  references: {
    cis: ['v3.0.0/4.5', 'v6/5.5'],
    securityHub: ['CloudWatch.5'],
    aws: [pages.alarms, pages.eventBridge],
  },
  remedy: 'tamper-alerts',
  note: 'The whole chain is tried with each call: a rule or metric filter that matches it where it arises (the home region of the trail), the metric by name and namespace, an alarm that one event sets off, actions that are on, a topic whose policy lets it publish, and a confirmed subscriber. What a function or queue does with it is not followed.',
  run: (world) => [...trails(world).map((w) => judge(world, w)), ...buckets(world), ...keys(world)],
  examples: {
    pass: {
      says: 'A rule in the home region tells a topic with a confirmed subscriber.',
      snapshot: watched({ eventRules: [ruleOf()] }),
      expect: 'pass',
    },
    fail: {
      says: 'The same rule, but the only subscriber never confirmed.',
      snapshot: watched({
        eventRules: [ruleOf()],
        topics: [topicOf({ subscriptions: known([{ protocol: 'email', confirmed: false }]) })],
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'The rules of the region were not listed.',
      snapshot: watched({ eventRules: [], listings: [], trails: watched({}).trails }),
      expect: 'unknown',
    },
  },
}
