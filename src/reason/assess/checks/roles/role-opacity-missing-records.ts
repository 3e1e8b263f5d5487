import type { Opacity } from '../../../../model/trace.ts'
import type { Check, Result } from '../../check.ts'
import { snapshotOf } from '../../given.ts'
import { attributionOf, logsShowing } from '../../given-attributions.ts'
import { pages } from '../../inventory/pages.ts'
import { failed } from '../../inventory/say.ts'
import { attributed, overUsedRoles, type UsedRole } from '../../role-sessions.ts'

const WHY: readonly (readonly [Opacity, string])[] = [
  ['issuing call not recorded', 'the call that issued them is not in the logs'],
  ['chain lost further up', 'the chain is lost further up'],
  ['contradicting records', 'records contradict one another'],
]

const judge = ({ used, name, subject }: UsedRole): Result | undefined => {
  const why = WHY.flatMap(([opacity, words]) =>
    used.lost[opacity] > 0 ? [{ n: used.lost[opacity], words }] : [],
  )
  const lost = why.reduce((sum, { n }) => sum + n, 0)
  if (lost === 0) return undefined
  const words = why.length === 1 ? why[0]?.words : why.map((w) => `${w.n} as ${w.words}`).join(', ')
  return failed(
    subject,
    `Nobody can be found behind ${lost} of ${used.sessions} sessions of role ${name}: ${words}`,
    attributed(used),
  )
}

export const roleOpacityMissingRecords: Check = {
  id: 'role-opacity-missing-records',
  group: 'roles',
  title: 'The calls that issued the sessions of a role are in the logs',
  why: 'Without the call that issued it a session is a temporary key and a name that anyone may have chosen: what was done is known, and never by whom.',
  severity: 'medium',
  references: { aws: [pages.sourceIdentity, pages.bestPractices] },
  remedy: 'trail-selectors',
  remedyText:
    'record management events of both kinds, reads too, in every region where STS is called and in the account of the callers (role-assumption-unrecorded says where they are not), and ingest those logs; a session then leads to its caller from the next one on',
  needsRoleSessions: true,
  note: 'Judged from the sessions that the logs show at work, not from the set-up. AssumeRole is a read, and is recorded in the region of the endpoint that was asked and in the account of the caller too. wholetrail trace SESSION says for one session which setting would have kept the call.',
  run: (world) =>
    overUsedRoles(
      world,
      judge,
      ({ name }) => `The calls that issued the sessions of role ${name} are known`,
    ),
  examples: {
    pass: {
      says: 'every session leads to its caller',
      snapshot: snapshotOf(),
      lake: logsShowing(attributionOf()),
      expect: 'pass',
    },
    fail: {
      says: 'four sessions were issued by a call that no log has',
      snapshot: snapshotOf(),
      lake: logsShowing(
        attributionOf({
          attributed: 6,
          lost: { ...attributionOf().lost, 'issuing call not recorded': 4 },
        }),
      ),
      expect: 'fail',
    },
    unknown: { says: 'no logs were ingested', snapshot: snapshotOf(), expect: 'unknown' },
  },
}
