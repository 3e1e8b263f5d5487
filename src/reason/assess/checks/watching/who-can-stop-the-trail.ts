import { groupBy } from '../../../../model/group-by.ts'
import { isKnown } from '../../../../model/observed.ts'
import { statementOf } from '../../../../model/policy.ts'
import type { Ternary } from '../../../../model/scope.ts'
import type { PolicyStatement } from '../../../../model/snapshot/fields.ts'
import type { Permission } from '../../../../model/snapshot/principal.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import { every, not } from '../../../../model/ternary.ts'
import { allows } from '../../../policies/allows.ts'
import { guardOf } from '../../../policies/guards.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, denied, known, snapshotOf } from '../../given.ts'
import { pages } from '../../inventory/pages.ts'
import { allow, failed, passed, unsettled } from '../../inventory/say.ts'
import { type TrailView, trailsOf } from '../../inventory/trails.ts'
import { organizationOf } from '../../places.ts'
import { wereListed } from '../../recording/listings.ts'
import { counted, some } from '../../words.ts'
import type { World } from '../../world.ts'

/** With so many it is no longer a matter of a few administrators. */
const A_FEW = 5

const own = (permission: Permission, request: Parameters<typeof allows>[1]): Ternary => {
  const { statements, boundary } = permission
  const of = (list: Permission['statements']): Ternary =>
    isKnown(list) ? allows(list.known.map(statementOf), request) : 'unknown'
  return every([of(statements), ...(boundary === undefined ? [] : [of(boundary)])])
}

/** What a principal's own policies, its boundary and the organisation together say. */
const mayStop = (world: World, permission: Permission, t: TrailView): Ternary => {
  const says = own(permission, {
    requester: { kind: 'AWS', arn: permission.arn, account: permission.account },
    action: 'cloudtrail:StopLogging',
    resource: t.arn,
    context: { 'aws:principalarn': [permission.arn], 'aws:principalaccount': [permission.account] },
  })
  if (says === 'no') return 'no'
  const organization = organizationOf(world)
  if (organization === undefined) return isKnown(world.snapshot.organization) ? says : 'unknown'
  const guard = guardOf(organization, t.partition, t.account, 'cloudtrail:StopLogging', t.arn)
  const excepted = guard.exceptions.length > 0 ? 'unknown' : not(guard.guarded)
  return every([says, excepted])
}

const judge = (world: World, t: TrailView, permissions: readonly Permission[]): Result => {
  if (!wereListed(world, 'permissions', { account: t.account, region: 'global' }))
    return unsettled(
      t.subject,
      `Who may stop trail ${t.name} is not known, because the permissions of account ${t.account} were not read`,
      allow('iam:GetAccountAuthorizationDetails', t.account),
    )
  const judged = permissions.map((p) => ({ arn: p.arn, may: mayStop(world, p, t) }))
  const able = judged.filter((j) => j.may === 'yes').map((j) => j.arn)
  const open = judged.filter((j) => j.may === 'unknown').map((j) => j.arn)
  if (able.length > 0)
    return failed(
      t.subject,
      `${counted(able.length, 'principal')} may stop trail ${t.name}, besides the root user: ${some(able)}`,
      able,
      able.length > A_FEW ? 'medium' : 'info',
    )
  return open.length > 0
    ? unsettled(
        t.subject,
        `Whether ${some(open)} may stop trail ${t.name} depends on what was not read or cannot be decided`,
        `Try it with the policy simulator for cloudtrail:StopLogging on ${t.arn}`,
        open,
      )
    : passed(t.subject, `No user or role of account ${t.account} may stop trail ${t.name}`)
}

const given = (statements: Permission['statements'], boundary?: PolicyStatement): Snapshot =>
  snapshotOf({
    permissions: [
      {
        account: ACCOUNT,
        readAt: AT,
        arn: `arn:aws:iam::${ACCOUNT}:role/Admin`,
        statements,
        ...(boundary === undefined ? {} : { boundary: known([boundary]) }),
      },
    ],
  })

const ALL = { Effect: 'Allow' as const, Action: '*', Resource: '*' }

export const whoCanStopTheTrail: Check = {
  id: 'who-can-stop-the-trail',
  group: 'watching',
  title: 'Nobody can stop a trail in the course of ordinary work',
  why: 'Each principal that may call StopLogging is a way to blind the log, for whoever gets hold of it.',
  severity: 'info',
  references: { aws: [pages.bestPractices] },
  remedy: 'guard-scp',
  note: `Policies, boundary and service control policies are taken together. Up to ${A_FEW} principals are told for information; more are a finding of their own. Session policies are not read, and the root user always may.`,
  run: (world) => {
    const byAccount = groupBy(world.snapshot.permissions, (p) => p.account)
    return trailsOf(world).map((t) => judge(world, t, byAccount.get(t.account) ?? []))
  },
  examples: {
    pass: {
      says: 'A boundary keeps the administrators from CloudTrail.',
      snapshot: given(known([ALL]), {
        Effect: 'Allow',
        NotAction: 'cloudtrail:*',
        Resource: '*',
      }),
      expect: 'pass',
    },
    fail: {
      says: 'A role with all rights may stop it.',
      snapshot: given(known([ALL])),
      expect: 'fail',
    },
    unknown: {
      says: 'The policies of a role could not be read.',
      snapshot: given(denied),
      expect: 'unknown',
    },
  },
}
