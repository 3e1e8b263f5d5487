import { isKnown } from '../../../../model/observed.ts'
import type { Organization } from '../../../../model/snapshot/organization.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { guardOf } from '../../../policies/guards.ts'
import { alerted } from '../../alerts/alerted.ts'
import { anyHears } from '../../alerts/hearing.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known, snapshotOf } from '../../given.ts'
import { givenOrganization } from '../../given-buckets.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed, unsettled } from '../../inventory/say.ts'
import { type TrailView, trailsOf } from '../../inventory/trails.ts'
import { some, whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'
import { trailChanges } from './tampering.ts'

const CALLS = trailChanges.map((change) => change.name)

/** No policy binds the management account: what is left is to hear of it. */
const inManagement = (world: World, t: TrailView): Result => {
  const hearings = trailChanges.map((change) => alerted(world, t.subject, change))
  const gaps = anyHears(hearings).gaps
  const why = `No service control policy binds the management account ${t.account}, which owns trail ${t.name}`
  if (hearings.every((h) => h.status === 'yes'))
    return passed(t.subject, `${why}; what guards it is that someone is told of each change`)
  return hearings.some((h) => h.status === 'no')
    ? failed(
        t.subject,
        `${why}, and nobody is told of every change: few people in that account and an alert are all that can guard it`,
        gaps,
        'medium',
      )
    : unsettled(
        t.subject,
        `${why}, and whether anybody is told of every change is not known`,
        'Let the collecting role read rules, alarms and topics of the management account, and collect again',
        gaps,
      )
}

const inMember = (organization: Organization, t: TrailView): Result => {
  const guards = CALLS.map((call) => ({
    call,
    guard: guardOf(organization, t.partition, t.account, `cloudtrail:${call}`, t.arn),
  }))
  const open = guards.filter((g) => g.guard.guarded === 'no').map((g) => g.call)
  const policies = [...new Set(guards.flatMap((g) => g.guard.policies))]
  const exceptions = [...new Set(guards.flatMap((g) => g.guard.exceptions))]
  const evidence = [
    ...policies.map((name) => `policy ${name}`),
    ...exceptions.map((name) => `except ${name}`),
  ]
  if (open.length > 0)
    return failed(
      t.subject,
      `No service control policy keeps account ${t.account} from ${some(open, 4)} on its trail ${t.name}`,
      evidence,
    )
  if (guards.every((g) => g.guard.guarded === 'yes'))
    return passed(
      t.subject,
      `Service control policy ${some(policies)} keeps account ${t.account} from changing trail ${t.name}${exceptions.length === 0 ? '' : `, except for ${some(exceptions)}`}`,
      evidence,
    )
  const unread = guards.flatMap((g) => g.guard.unread ?? [])[0]
  return unsettled(
    t.subject,
    `Whether a service control policy guards trail ${t.name} is not known: ${unread ?? 'they could not be read'}`,
    'Let the collecting role call organizations:ListPolicies, organizations:DescribePolicy and organizations:ListTargetsForPolicy, and collect again',
    evidence,
  )
}

const run = (world: World): readonly Result[] => {
  const { organization } = world.snapshot
  if (!isKnown(organization))
    return trailsOf(world).map((t) =>
      unsettled(
        t.subject,
        `Whether a service control policy guards trail ${t.name} is not known, because of the organisation: ${whyUnknown(organization)}`,
        'Collect from the management account with --org',
      ),
    )
  const known = organization.known
  // an account on its own has no service control policies
  if (known === null) return []
  return trailsOf(world).map((t) =>
    t.account === known.managementAccount ? inManagement(world, t) : inMember(known, t),
  )
}

const guarded = (over: Partial<Organization>): Snapshot =>
  snapshotOf({ organization: known(givenOrganization(over)) })

export const noScpGuard: Check = {
  id: 'no-scp-guard',
  group: 'watching',
  title: 'A service control policy guards every trail of a member',
  why: 'An administrator of a member account can stop a trail of that account unless the organisation forbids it.',
  severity: 'medium',
  references: { aws: [pages.serviceControlPolicies, pages.bestPractices] },
  remedy: 'guard-scp',
  note: 'Members cannot change an organisation trail at all. It belongs to the management account, which no service control policy binds: there an alert has to stand in for it. Only an explicit Deny counts; exceptions of its conditions are named.',
  run,
  examples: {
    pass: {
      says: 'A policy on the root denies the four calls.',
      snapshot: guarded({
        serviceControlPolicies: known([
          {
            id: 'p-guard',
            name: 'protect-trails',
            content: known({
              Statement: {
                Effect: 'Deny',
                Action: CALLS.map((call) => `cloudtrail:${call}`),
                Resource: '*',
              },
            }),
            targets: known(['r-root']),
          },
        ]),
      }),
      expect: 'pass',
    },
    fail: { says: 'No policy does.', snapshot: guarded({}), expect: 'fail' },
    unknown: {
      says: 'The policies could not be read.',
      snapshot: guarded({ serviceControlPolicies: denied }),
      expect: 'unknown',
    },
  },
}
