import type { Check, Result } from '../../check.ts'
import { snapshotOf } from '../../given.ts'
import { attributionOf, logsShowing } from '../../given-attributions.ts'
import { pages } from '../../inventory/pages.ts'
import { failed } from '../../inventory/say.ts'
import {
  attributed,
  overUsedRoles,
  rollOut,
  rollOutFor,
  type UsedRole,
} from '../../role-sessions.ts'

const judge = (role: UsedRole): Result | undefined => {
  const { used, name, subject } = role
  const outside = used.lost['caller outside the accounts read']
  if (outside === 0) return undefined
  return {
    ...failed(
      subject,
      `${outside} of ${used.sessions} sessions of role ${name} were taken from an account whose logs are not here: its record shows the account and an id, and not who it was`,
      attributed(used),
    ),
    fix: `Ingest the logs of the account of the callers, where it is yours. Where it is not, its people can only be told apart by what they must bring: ${rollOutFor(role)}`,
  }
}

export const roleOpacityOutsideCaller: Check = {
  id: 'role-opacity-outside-caller',
  group: 'roles',
  title: 'Whoever takes a role from another account can be told apart',
  why: 'The copy of AssumeRole for the account of the role hides the caller of another account. Only that account knows who it was, and nobody can make it tell.',
  severity: 'medium',
  references: { aws: [pages.sourceIdentity, pages.confusedDeputy] },
  remedy: 'trust-policy-identity',
  remedyText: `ingest the logs of the account of the callers, or ask for a source identity in the trust policy: ${rollOut}`,
  needsRoleSessions: true,
  note: 'An external id says which customer of a vendor is meant, and never which of the people of the vendor came in.',
  run: (world) =>
    overUsedRoles(
      world,
      judge,
      ({ name }) => `No session of role ${name} was taken from an account whose logs are not here`,
    ),
  examples: {
    pass: {
      says: 'every session was taken from an account whose logs were read',
      snapshot: snapshotOf(),
      lake: logsShowing(attributionOf()),
      expect: 'pass',
    },
    fail: {
      says: 'a vendor takes the role from its own account',
      snapshot: snapshotOf(),
      lake: logsShowing(
        attributionOf({
          attributed: 0,
          lost: { ...attributionOf().lost, 'caller outside the accounts read': 10 },
        }),
      ),
      expect: 'fail',
    },
    unknown: { says: 'no logs were ingested', snapshot: snapshotOf(), expect: 'unknown' },
  },
}
