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
import { counted } from '../../words.ts'

/** What the names of the sessions say of who had them. */
const told = ({ used, name }: UsedRole): string | undefined => {
  const [shared, ...others] = used.sharedNames
  if (shared !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${counted(others.length, 'name')} more like it)`
    return `${shared.sessions} of ${used.sessions} sessions of role ${name} are called ${shared.name}, whichever of ${shared.callers} callers takes it${more}`
  }
  return used.defaultNames > 0
    ? `${used.defaultNames} of ${used.sessions} sessions of role ${name} bear a name that a tool gave them`
    : undefined
}

const judge = (role: UsedRole): Result | undefined => {
  const { used, subject } = role
  // Services name their sessions after what runs there.
  if (used.byServices === used.sessions) return undefined
  const names = told(role)
  if (names === undefined) return undefined
  const traced = used.attributed === used.sessions
  return {
    ...failed(
      subject,
      `${names}: what they did names nobody, ${traced ? 'and only the calls that issued them tell them apart' : 'and not all of them can be told apart otherwise'}`,
      attributed(used),
      traced ? 'low' : 'medium',
    ),
    fix: rollOutFor(role),
  }
}

export const roleOpacitySharedNames: Check = {
  id: 'role-opacity-shared-names',
  group: 'roles',
  title: 'The name of a session says whose it is',
  why: 'Each record of a session bears its name. Where everyone uses the same, or takes what the tool offers, the record of a deletion names nobody: someone has to find the call that issued the session, if it was recorded.',
  severity: 'medium',
  references: { aws: [pages.sourceIdentity] },
  remedy: 'trust-policy-identity',
  remedyText: `ask for a name that says who it is, better for a source identity: ${rollOut}`,
  needsRoleSessions: true,
  note: 'A name is shared when sessions of more than one caller bear it. Names that AWS gives to instances and functions are not meant. It is low where every session still leads to its caller through the calls that issued it, medium where it does not.',
  run: (world) =>
    overUsedRoles(
      world,
      judge,
      ({ name }) => `The names of the sessions of role ${name} tell its callers apart`,
    ),
  examples: {
    pass: {
      says: 'every caller has a name of its own',
      snapshot: snapshotOf(),
      lake: logsShowing(attributionOf()),
      expect: 'pass',
    },
    fail: {
      says: 'three callers use the same name',
      snapshot: snapshotOf(),
      lake: logsShowing(attributionOf({ sharedNames: [{ name: 'ci', sessions: 9, callers: 3 }] })),
      expect: 'fail',
    },
    unknown: { says: 'no logs were ingested', snapshot: snapshotOf(), expect: 'unknown' },
  },
}
