import type { UnknownGroup } from '../../model/collect.ts'
import type { UnknownReason } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { compare } from './canonical.ts'
import { listNames } from './merge/identity.ts'
import type { Thing } from './merge/thing.ts'
import { isObserved } from './merge/values.ts'

interface Unread {
  readonly what: string
  readonly account: string
  readonly reason: UnknownReason
  readonly detail: string | undefined
}

const accountOf = (thing: Thing): string => {
  const { account, arn } = thing
  if (typeof account === 'string') return account
  return typeof arn === 'string' ? (arn.split(':')[4] ?? '') : ''
}

const nameOf = (list: string, thing: Thing): string =>
  list === 'listings' ? `list of ${thing.what}` : list

/** The members of a thing that are unknown, also one level down: the rows of a trail's status. */
const unreadIn = (thing: Thing, name: string, account: string): readonly Unread[] =>
  Object.entries(thing).flatMap(([member, value]) => {
    const what = member === 'listed' ? name : `${name}.${member}`
    if (Array.isArray(value))
      return value.flatMap((row) =>
        typeof row === 'object' && row !== null && Object.hasOwn(row, 'status')
          ? unreadIn(row as Thing, name, accountOf(row as Thing) || account)
          : [],
      )
    if (!isObserved(value) || !('unknown' in value)) return []
    return [{ what, account, reason: value.unknown, detail: value.detail }]
  })

const unreadOrganization = ({ organization }: Snapshot): readonly Unread[] =>
  'known' in organization
    ? unreadIn(
        organization.known ?? {},
        'organization',
        organization.known?.managementAccount ?? '',
      )
    : unreadIn({ organization }, 'snapshot', '')

/** Everything in a snapshot that stayed unknown, by reason and kind, the most frequent first. */
export const unknownGroups = (snapshot: Snapshot): readonly UnknownGroup[] => {
  const all = [
    ...unreadOrganization(snapshot),
    ...listNames.flatMap((list) =>
      (snapshot[list] as readonly Thing[]).flatMap((thing) =>
        unreadIn(thing, nameOf(list, thing), accountOf(thing)),
      ),
    ),
  ]
  const groups = new Map<string, { first: Unread; count: number; accounts: Set<string> }>()
  for (const unread of all) {
    const key = `${unread.reason} ${unread.what}`
    const group = groups.get(key) ?? { first: unread, count: 0, accounts: new Set<string>() }
    group.count += 1
    if (unread.account !== '') group.accounts.add(unread.account)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ first, count, accounts }) => ({
      reason: first.reason,
      what: first.what,
      count,
      accounts: [...accounts].sort(compare),
      detail: first.detail ?? null,
    }))
    .sort((a, b) => b.count - a.count || compare(a.reason + a.what, b.reason + b.what))
}
