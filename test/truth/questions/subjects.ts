import type { Caller, User } from '../world/caller.ts'
import type { Happening } from '../world/happening.ts'
import type { World } from '../world/world.ts'
import type { Truth } from './types.ts'

/** A key, user or role that a question names, and whose deed a call was (R12). */
export interface Subject {
  readonly option: 'key' | 'principal'
  readonly value: string
  readonly account: string
  readonly aboutRole: boolean
  readonly did: (caller: Caller) => Truth
}

/**
 * What was surely done with a key or by somebody, or with what was issued to them. A service that acts for one of
 * their principals may act for them, since its own keys tell nothing (R12).
 */
const doneBy = (w: World, surely: (caller: Caller) => boolean): Subject['did'] => {
  const callers = w.happenings.map((h) => h.caller).filter(surely)
  const ids = new Set(callers.map((caller) => caller.principalId))
  return (caller) => {
    if (surely(caller)) return 'yes'
    return caller.invokedBy !== undefined && ids.has(caller.principalId) ? 'tolerated' : 'no'
  }
}

const keySubject = (w: World, value: string, account: string): Subject => ({
  option: 'key',
  value,
  account,
  aboutRole: false,
  did: doneBy(w, (caller) => caller.keys.includes(value)),
})

const principalSubject = (
  w: World,
  { arn, account }: User,
  aboutRole: boolean,
  value = arn,
): Subject => ({
  option: 'principal',
  value,
  account,
  aboutRole,
  did: doneBy(w, (caller) => caller.principals.includes(arn)),
})

export const keySubjects = (w: World): Subject[] => {
  const lasting = w.keys
    .filter((k) => k.user.name !== 'admin')
    .map((k) => keySubject(w, k.id, k.user.account))
  const sessions = w.happenings
    .map((h) => h.caller)
    .filter((c) => c.type === 'AssumedRole' && c.invokedBy === undefined)
    .map((c) => keySubject(w, c.keyId ?? '', c.account))
  const first = sessions.filter((s, i) => sessions.findIndex((t) => t.value === s.value) === i)
  return [...lasting, ...first]
}

/** IAM compares names without case (R12), so some are asked about in small letters. */
export const userSubjects = (w: World): Subject[] =>
  w.users
    .filter((u) => u.name !== 'admin')
    .map((u) => {
      const value = w.seed % 10 === 0 ? u.arn.replace(u.name, u.name.toLowerCase()) : u.arn
      return principalSubject(w, u, false, value)
    })

export const roleSubjects = (w: World): Subject[] =>
  w.roles.map((x) => principalSubject(w, x, true))

/** Whether something happened in one of the accounts asked about: surely where the caller is in one. */
export const concerns = (h: Happening, accounts: readonly string[]): Truth => {
  if (accounts.includes(h.caller.account)) return 'yes'
  return h.owner !== undefined && accounts.includes(h.owner) ? 'tolerated' : 'no'
}

/** Both must hold; what is tolerated in one is no more in both. */
export const both = (a: Truth, b: Truth): Truth => {
  if (a === 'no' || b === 'no') return 'no'
  return a === 'yes' && b === 'yes' ? 'yes' : 'tolerated'
}

export const when = (condition: boolean): Truth => (condition ? 'yes' : 'no')
