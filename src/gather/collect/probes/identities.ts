import type { AccessKeyMetadata, User } from '@aws-sdk/client-iam'
import { isKnown } from '../../../model/observed.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import type { Place, Probe } from '../probe.ts'
import { listAll } from './list-all.ts'
import { given, instantOf } from './map/answer.ts'

type Identity = Snapshot['identities'][number]

const read = async (place: Place, user: User): Promise<Identity[]> => {
  if (user.Arn === undefined) return []
  const keys = await listAll<AccessKeyMetadata>(
    place,
    ['iam', 'ListAccessKeys', 'AccessKeyMetadata'],
    { UserName: user.UserName },
  )
  return [
    {
      account: place.account,
      arn: user.Arn,
      ...given({ id: user.UserId, createdAt: instantOf(user.CreateDate) }),
      accessKeys: (isKnown(keys) ? keys.known : []).flatMap(({ AccessKeyId, CreateDate }) =>
        AccessKeyId === undefined
          ? []
          : [{ id: AccessKeyId, ...given({ createdAt: instantOf(CreateDate) }) }],
      ),
    },
  ]
}

/** Which users and keys exist, so that a question about a mistyped one is not answered with "no" (R28). */
export const identities = {
  id: 'identities',
  reads:
    'Users and the ids of their access keys, never a secret: who is known to exist, and since when.',
  step: 'lists',
  reach: 'account',
  calls: [
    { service: 'iam', operation: 'ListUsers', action: 'iam:ListUsers' },
    { service: 'iam', operation: 'ListAccessKeys', action: 'iam:ListAccessKeys' },
  ],
  run: async (place) => {
    const users = await listAll<User>(place, ['iam', 'ListUsers', 'Users'], {})
    if (!isKnown(users)) return {}
    return { identities: (await Promise.all(users.known.map((u) => read(place, u)))).flat() }
  },
} as const satisfies Probe
