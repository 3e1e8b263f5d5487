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
import { some } from '../../words.ts'

/** Fewer names than this may be one person's own; numbers in a name are not counted. */
const MANY = 5

const judge = (role: UsedRole): Result | undefined => {
  const { used, name, subject } = role
  const brokers = used.brokers.filter((b) => b.names >= MANY)
  const [broker, ...others] = brokers
  if (broker === undefined) return undefined
  const more = others.length === 0 ? '' : `, and ${others.length} more callers like it`
  return {
    ...failed(
      subject,
      `${broker.caller} took role ${name} for ${broker.sessions} sessions under ${broker.names} names${more}: it acts for many, and only the name that it chose says for whom`,
      [
        ...attributed(used),
        some(brokers.map((b) => `${b.caller}: ${b.names} names in ${b.sessions} sessions`)),
      ],
    ),
    fix: `Let each person take ${name} as himself, or let ${broker.caller} set a source identity for whom it acts: ${rollOutFor(role)}`,
  }
}

export const roleOpacitySharedCaller: Check = {
  id: 'role-opacity-shared-caller',
  group: 'roles',
  title: 'No caller takes a role on behalf of many people',
  why: 'Where one key or session opens the sessions of many people, every chain ends at it. The person is a name which the caller chose, and whoever has the key can choose any.',
  severity: 'low',
  references: { aws: [pages.sourceIdentity] },
  remedy: 'trust-policy-identity',
  remedyText: `let each person take the role as himself, or let the caller set a source identity: ${rollOut}`,
  needsRoleSessions: true,
  note: 'Five names or more under one user or workload; names that differ in numbers alone are runs of one thing, and names that tools give are not meant. A source identity cannot be changed once it is set and goes on through the chain; a session name is chosen anew at each hop.',
  run: (world) =>
    overUsedRoles(
      world,
      judge,
      ({ name }) => `No caller takes role ${name} under the names of several people`,
    ),
  examples: {
    pass: {
      says: 'each caller has one name',
      snapshot: snapshotOf(),
      lake: logsShowing(attributionOf()),
      expect: 'pass',
    },
    fail: {
      says: 'a broker opens the sessions of seven people',
      snapshot: snapshotOf(),
      lake: logsShowing(
        attributionOf({ brokers: [{ caller: 'user/access-portal', names: 7, sessions: 10 }] }),
      ),
      expect: 'fail',
    },
    unknown: { says: 'no logs were ingested', snapshot: snapshotOf(), expect: 'unknown' },
  },
}
