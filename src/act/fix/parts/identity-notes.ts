import { isKnown } from '../../../model/observed.ts'
import type { Manual } from '../../../model/plan.ts'
import { globalRegionOfArn } from '../../../model/regions.ts'
import type { SnapshotRole } from '../../../model/snapshot/principal.ts'
import type { Note } from '../remedy.ts'
import { allowing, type Document } from './trust.ts'

/** The call that replaces the trust policy of a role. */
const replacing = (role: SnapshotRole, policy: Document): Pick<Manual, 'command' | 'account'> => ({
  command: [
    ...['aws', 'iam', 'update-assume-role-policy', '--role-name', role.name],
    ...['--policy-document', JSON.stringify(policy)],
  ],
  account: role.account,
})

/** First allow, everywhere, and change nothing else: it shuts nobody out. */
const allowFirst = (role: SnapshotRole, why: string): readonly Manual[] =>
  isKnown(role.trustPolicy)
    ? [
        {
          text: `Let those who may take role ${role.name} of account ${role.account} set a source identity, and require none yet: ${why}`,
          ...replacing(role, allowing(role.trustPolicy.known)),
        },
      ]
    : []

const settingIt = ({ arn, name }: SnapshotRole): readonly Manual[] => [
  {
    text: `Allow sts:SetSourceIdentity on ${arn} in the policies of those who take it, and let them set it: by the SAML attribute https://aws.amazon.com/SAML/Attributes/SourceIdentity, or by --source-identity`,
  },
  {
    text: `Wait until every AssumeRole of role ${name} in the log bears a source identity (wholetrail trace ${arn}); only then apply this step`,
  },
]

const RISKS = [
  'Switch Role in the console cannot set a source identity: people who use it are shut out of the role until they have another way in',
  'Services and service-linked roles set none: their own statements are left as they are',
  'A session that bears a source identity cannot take a role that does not allow sts:SetSourceIdentity: roles that were not collected may be among them',
]

const taking = ({ arn, account }: SnapshotRole): Pick<Manual, 'command' | 'account'> => ({
  command: [
    ...['aws', 'sts', 'assume-role', '--role-arn', arn],
    ...['--role-session-name', 'proof', '--source-identity', 'proof'],
  ],
  account,
})

const chainedFirst = (chained: readonly SnapshotRole[]): readonly Manual[] =>
  chained.flatMap((other) =>
    allowFirst(other, 'sessions that bear one can go on to it, and would fail there'),
  )

const noteFor = ({ account, arn }: SnapshotRole): Pick<Note, 'phase' | 'account' | 'region'> => ({
  phase: 'identities',
  account,
  region: globalRegionOfArn(arn),
})

/** What has to come before a role requires a source identity, in this order, and how to see that it does. */
export const requiredNote = (role: SnapshotRole, chained: readonly SnapshotRole[]): Note => ({
  ...noteFor(role),
  before: [
    ...allowFirst(role, 'it is required at the end'),
    ...chainedFirst(chained),
    ...settingIt(role),
  ],
  proof: [
    {
      text: `Role ${role.name} is taken with a source identity, and refused without one`,
      ...taking(role),
    },
  ],
  risks: RISKS,
})

/** A role that no person takes by himself lets a source identity come in, and requires none: nobody is shut out. */
export const allowedNote = (role: SnapshotRole, chained: readonly SnapshotRole[]): Note => ({
  ...noteFor(role),
  before: [
    {
      text: `Role ${role.name} of account ${role.account} is taken by other roles or services only: the step lets a source identity come with their sessions, and requires none. People set theirs where they come in first`,
    },
    ...chainedFirst(chained),
  ],
  proof: [
    {
      text: `A role that may take role ${role.name} takes it with a source identity`,
      ...taking(role),
    },
  ],
})
