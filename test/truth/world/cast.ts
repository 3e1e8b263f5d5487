import { accessKey } from '../ids.ts'
import type { Random } from '../random.ts'
import { createAccessKey, createRole, createUser } from './actions/iam.ts'
import type { Caller, Role, User } from './caller.ts'
import { LONG_AGO, MORNING } from './clock.ts'
import type { Happening } from './happening.ts'
import { role, user, withKey } from './principals.ts'
import { HOURS, MINUTES, type Second } from './time.ts'

/** Who acts in a world. */
export interface Cast {
  readonly users: User[]
  readonly roles: Role[]
  readonly keys: { id: string; user: User; createdAt: Second }[]
  readonly admins: ReadonlyMap<string, Caller>
  /** Has the key that leaks. */
  readonly mallory: Caller
  readonly bob: Caller
  /** Assumed by mallory, perhaps in another account. */
  readonly deploy: Role
  /** Assumed from `deploy`. */
  readonly vault: Role
  /** Assumed by a service. */
  readonly app: Role
  /** How they came to be, as far as it was lately. */
  readonly prelude: Happening[]
}

/**
 * `recent`: everyone but the admins was made after the first snapshot, so that all of their keys can be known (R13).
 * `home`: where mallory is; anywhere when not given.
 */
export const cast = (
  r: Random,
  accounts: readonly string[],
  recent: boolean,
  home?: string,
): Cast => {
  const prelude: Happening[] = []
  const users: User[] = []
  const roles: Role[] = []
  const keys: Cast['keys'] = []
  let second = MORNING + HOURS
  const soon = () => {
    second += r.int(1, 10 * MINUTES)
    return second
  }
  const lasting = (owner: User, createdAt: Second): string => {
    const id = accessKey(r, 'AKIA', owner.account)
    users.push(owner)
    keys.push({ id, user: owner, createdAt })
    return id
  }
  const admins = new Map(
    accounts.map((account) => {
      const admin = user(r, account, 'admin', LONG_AGO)
      return [account, withKey(admin, lasting(admin, LONG_AGO))] as const
    }),
  )
  const adminOf = (account: string) => admins.get(account) as Caller
  const person = (account: string, name: string): Caller => {
    if (!recent && r.chance(0.5)) {
      const old = user(r, account, name, LONG_AGO)
      return withKey(old, lasting(old, LONG_AGO))
    }
    const made = user(r, account, name, soon())
    prelude.push(createUser(made.createdAt, adminOf(account), made))
    const id = lasting(made, soon())
    prelude.push(createAccessKey(second, adminOf(account), made, id))
    return withKey(made, id, adminOf(account))
  }
  const job = (account: string, name: string): Role => {
    const lately = recent || r.chance(0.5)
    const made = role(r, account, name, r.pick(['/', '/', '/team/']), lately ? soon() : LONG_AGO)
    roles.push(made)
    if (lately) prelude.push(createRole(made.createdAt, adminOf(account), made))
    return made
  }
  const first = home ?? r.pick(accounts)
  return {
    users,
    roles,
    keys,
    admins,
    prelude,
    mallory: person(first, 'Mallory'),
    bob: person(r.pick(accounts), 'bob'),
    deploy: job(r.chance(0.5) ? first : r.pick(accounts), 'Deploy'),
    vault: job(r.pick(accounts), 'vault'),
    app: job(r.pick(accounts), 'app'),
  }
}
