import { formatInstant } from '../../../../model/time.ts'
import type { Check, Result } from '../../check.ts'
import { ACCOUNT, AT, snapshotOf } from '../../given.ts'
import { logsShowing } from '../../given-attributions.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed } from '../../inventory/say.ts'
import type { KeyUse } from '../../lake-facts.ts'
import { accountOf } from '../../places.ts'
import { withoutLogs } from '../../role-sessions.ts'

/** At home, at work, by telephone and over a VPN one person may come from four addresses on a day. */
const MANY = 5

const nameOf = (user: string): string => user.slice(user.indexOf(':user/') + 1)

const judge = ({ key, user, account, addresses, day }: KeyUse): Result => {
  const subject = { resource: `${user}/${key}`, account, region: 'global' }
  const most = `${addresses} on ${formatInstant(day).slice(0, 10)}`
  return addresses < MANY
    ? passed(subject, `Key ${key} of ${nameOf(user)} is used from few addresses a day`, [
        `most addresses: ${most}`,
      ])
    : {
        ...failed(
          subject,
          `Key ${key} of ${nameOf(user)} was used from ${addresses} addresses on one day: whoever has a copy acts as this user, and its records do not tell them apart`,
          [`most addresses: ${most}`],
        ),
        fix: `Find who uses ${key} (wholetrail trace ${key} --down), give each person and workload a role of its own, then deactivate it`,
      }
}

const example = (addresses: number) => ({
  ...logsShowing(),
  keys: [
    {
      key: 'AKIAQNZGKIQY56JQ7WML',
      user: `arn:aws:iam::${ACCOUNT}:user/ci`,
      account: ACCOUNT,
      addresses,
      day: AT,
    },
  ],
})

export const longTermKeyManyAddresses: Check = {
  id: 'long-term-key-many-addresses',
  group: 'roles',
  title: 'A key that lasts is used from few places',
  why: 'A key that lasts works wherever a copy of it is. Used from many addresses it is shared by several people or machines, or stolen: each record names its user, and nobody can tell which of them it was.',
  severity: 'low',
  references: { aws: [pages.accessKeys] },
  remedyText:
    'give each person and workload a role of its own with credentials that expire, then deactivate the key',
  needsKeyUse: true,
  note: 'Five addresses or more on one day. What services do for the user is not counted, nor are records that name a service instead of an address. A fleet behind one address is not seen, and one machine that changes its address often is.',
  run: (world) =>
    world.lake?.keys === undefined
      ? withoutLogs(
          world,
          'From where keys that last are used is not known, because no logs were ingested',
        )
      : world.lake.keys.filter((k) => accountOf(world, k.account) !== undefined).map(judge),
  examples: {
    pass: {
      says: 'a key is used from two addresses',
      snapshot: snapshotOf(),
      lake: example(2),
      expect: 'pass',
    },
    fail: {
      says: 'a key is used from twelve addresses on one day',
      snapshot: snapshotOf(),
      lake: example(12),
      expect: 'fail',
    },
    unknown: { says: 'no logs were ingested', snapshot: snapshotOf(), expect: 'unknown' },
  },
}
