import type { Instant } from '../../../model/time.ts'
import { isMaskedKey } from '../masked.ts'
import type { Span, Wanted, Window } from './wanted.ts'

const sets = [
  'keys',
  'principals',
  'arns',
  'users',
  'downKeys',
  'downPrincipals',
  'downUsers',
] as const
type SetName = (typeof sets)[number]
const lists = ['windows', 'downWindows'] as const
type ListName = (typeof lists)[number]

const emptySets = () =>
  Object.fromEntries(sets.map((n) => [n, new Set<string>()])) as Record<SetName, Set<string>>
const emptyLists = () =>
  Object.fromEntries(lists.map((n) => [n, [] as Window[]])) as Record<ListName, Window[]>

/** What is looked for, and what was before: nothing is asked for twice. */
export const makeAsked = () => {
  const before = emptySets()
  const windows = { windows: new Map<string, Window[]>(), downWindows: new Map<string, Window[]>() }
  let next: Record<SetName, Set<string>> & Record<ListName, Window[]> = {
    ...emptySets(),
    ...emptyLists(),
  }
  const seen = new Map<string, Span>()
  let size = 0
  let renames: 'not needed' | 'needed' | 'asked' = 'not needed'

  const add = (part: SetName, text: string | null) => {
    if (text === null || before[part].has(text)) return
    before[part].add(text)
    next[part].add(text)
    size++
  }
  const has = (part: ListName, principalId: string | null, at: Instant | null): boolean =>
    principalId !== null &&
    at !== null &&
    (windows[part].get(principalId) ?? []).some((w) => w.from <= at && at <= w.to)
  const addWindow = (part: ListName, principalId: string, from: Instant, to: Instant) => {
    const all = windows[part].get(principalId) ?? []
    if (all.some((w) => w.from <= from && to <= w.to)) return
    const window = { principalId, from, to }
    windows[part].set(principalId, [...all, window])
    next[part].push(window)
    size++
  }
  const real = (key: string | null) => (key === null || isMaskedKey(key) ? null : key)
  return {
    /** `when`: the only time at which a temporary key can have been in use. */
    key: (key: string | null, down = false, when?: Span) => {
      const text = real(key)
      if (text !== null && when !== undefined && !before.keys.has(text)) seen.set(text, when)
      add('keys', text)
      if (down) add('downKeys', text)
    },
    session: (principalId: string | null, from: Instant | null, to = from, down = false) => {
      if (principalId === null || from === null || to === null) return
      addWindow('windows', principalId, from, to)
      if (down) addWindow('downWindows', principalId, from, to)
    },
    principal: (id: string | null, down = false) => {
      add('principals', id)
      if (down) add('downPrincipals', id)
    },
    arn: (arn: string | null) => add('arns', arn?.toLowerCase() ?? null),
    /** By account and name: `down` also looks for keys that anyone made for the user. */
    user: (key: string | undefined, down = false) => {
      add('users', key ?? null)
      if (down) add('downUsers', key ?? null)
    },
    /** Which users were renamed: asked for once, and for all. */
    renames: () => {
      if (renames === 'not needed') renames = 'needed'
    },
    hasKey: (key: string | null) => key !== null && before.keys.has(key),
    hasArn: (arn: string | null) => arn !== null && before.arns.has(arn.toLowerCase()),
    hasUser: (key: string | undefined) => key !== undefined && before.users.has(key),
    isUserBelow: (key: string) => before.downUsers.has(key),
    hasSession: (id: string | null, at: Instant | null) => has('windows', id, at),
    hasPrincipal: (id: string | null) => id !== null && windows.windows.has(id),
    isBelow: (key: string | null, id: string | null, at: Instant | null) =>
      (key !== null && before.downKeys.has(key)) ||
      (id !== null && before.downPrincipals.has(id)) ||
      has('downWindows', id, at),
    take: (): Wanted => {
      const taken = { ...next, seen: new Map(seen), renames: renames === 'needed' }
      if (taken.renames) renames = 'asked'
      next = { ...emptySets(), ...emptyLists() }
      seen.clear()
      return taken
    },
    size: () => size,
  }
}
export type Asked = ReturnType<typeof makeAsked>

export const isNothing = (w: Wanted): boolean =>
  !w.renames && sets.every((n) => w[n].size === 0) && lists.every((n) => w[n].length === 0)
