import type { SessionOf } from '../../model/scope.ts'
import type { Instant } from '../../model/time.ts'
import type { Subject } from './subject.ts'

/** An account in which identities of a closure exist, and since when at the earliest (`undefined`: not known). */
export interface ClosureAccount {
  readonly id: string
  readonly since: Instant | undefined
}

/** An access key of the closure: whose it is, as far as that is known. */
export interface ClosureKey {
  readonly id: string
  readonly principalId: string | undefined
  /** ARN of the user or session that bears it, or `/name` where only a user's name is known. */
  readonly bearer: string | undefined
}

/** A user, role, session, federated user or root by ARN, with its unique ids as far as they are known. */
export interface ClosureName {
  readonly arn: string
  readonly ids: readonly string[]
}

/** A session of which only the request is known: its role, its name, and when it was asked for. */
export interface OpenSession {
  readonly role: string
  readonly name: string
  readonly createdAt: Instant
}

/** Everyone that a key or principal acts as: itself and all identities derived from it (R12). */
export interface Closure {
  readonly subject: Subject
  /** Whether the subject itself was seen in a snapshot or in the lake (R28). */
  readonly seen: boolean
  readonly keys: readonly ClosureKey[]
  readonly sessions: readonly SessionOf[]
  readonly names: readonly ClosureName[]
  /** Unique ids (AIDA..., AROA...) that were given as the subject: every call of theirs counts. */
  readonly ids: readonly string[]
  /** Users for whom a console password was made: their console sessions count. */
  readonly consoleUsers: readonly { readonly account: string; readonly name: string }[]
  /** Consoles that were opened with a session (GetSigninToken): calls of the same principal id, from then on. */
  readonly consoles: readonly SessionOf[]
  readonly openSessions: readonly OpenSession[]
  /** Ids of SwitchRole records of the closure: they bear the name of the session that they open. */
  readonly switches: readonly string[]
  readonly accounts: readonly ClosureAccount[]
  /** Ids of the events that issued the derived identities. */
  readonly evidence: readonly string[]
  /** What keeps the closure from being whole, one sentence each. */
  readonly missing: readonly string[]
  /** ARNs that the subject is, where it was given by name. */
  readonly bearers: readonly string[]
  /** Accounts in which a bare name could not be looked up, so that somebody there may bear it as well. */
  readonly notLookedUp: readonly string[]
  /** Accounts of one key that its id and the log name differently (R15). */
  readonly conflicts: readonly string[]
  readonly perhaps?: Perhaps
}

/** What would derive from the subject too, were it the caller of calls that do not show theirs (R14). */
export interface Perhaps {
  readonly closure: Closure
  /** Those calls, each named in a sentence. */
  readonly because: readonly string[]
}
