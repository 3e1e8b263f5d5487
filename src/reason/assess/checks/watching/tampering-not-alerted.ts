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
import { failed, passed, type Subject, unsettled } from '../../inventory/say.ts'
import { knownTrails, trailsOf } from '../../inventory/trails.ts'
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

/** Buckets of others are theirs to watch. */
const buckets = (world: World): readonly Watched[] =>
  [...trailsByBucket(world).keys()].flatMap((name): readonly Watched[] => {
    const bucket = bucketNamed(world, name)
    const owner = bucket === undefined ? undefined : ownerOf(bucket)
    if (bucket === undefined || owner === undefined || !isKnown(bucket.region)) return []
    if (!insiders(world).accounts.has(owner)) return []
    return [
      {
        subject: {
          resource: `arn:${world.snapshot.partition}:s3:::${name}`,
          account: owner,
          region: bucket.region.known,
        },
        name: `log bucket ${name}`,
        changes: bucketChanges(name),
        severity: 'medium',
      },
    ]
  })

const keys = (world: World): readonly Watched[] =>
  [...new Set(knownTrails(world).flatMap((t) => t.settings.kmsKeyId ?? []))].flatMap((id) => {
    const key = keyNamed(world, id)
    return key === undefined
      ? []
      : [
          {
            subject: { resource: key.arn, account: key.account, region: key.region },
            name: `key ${key.arn}`,
            changes: keyChanges,
            severity: 'medium' as const,
          },
        ]
  })

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
  run: (world) => [...trails(world), ...buckets(world), ...keys(world)].map((w) => judge(world, w)),
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
