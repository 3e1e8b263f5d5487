import type { Observed } from '../../../../model/observed.ts'
import type { Instant } from '../../../../model/time.ts'

/** That something is not known, and why. */
export type Unknown = Exclude<Observed<never>, { readonly known: unknown }>

/** What is known, changed; what is unknown stays so with its reason. */
export const mapKnown = <T, U>(answer: Observed<T>, map: (value: T) => U): Observed<U> =>
  'known' in answer ? { known: map(answer.known) } : answer

/** As `mapKnown`, where the answer may turn out not to say it after all. */
export const readKnown = <T, U>(
  answer: Observed<T>,
  read: (value: T) => Observed<U>,
): Observed<U> => ('known' in answer ? read(answer.known) : answer)

/** As `readKnown`, where `null` is AWS's word that there is none. */
export const noneOr = <T, U>(
  answer: Observed<T | null>,
  read: (value: T) => Observed<U>,
): Observed<U | null> =>
  readKnown<T | null, U | null>(answer, (value) => (value === null ? { known: null } : read(value)))

/** An answer that lacks what AWS always gives: emulators answer so to calls that they do not know (facts/aws.md 9). */
export const withoutMember = (member: string): Unknown => ({
  unknown: 'not-supported',
  detail: `the answer has no ${member}`,
})

/** As `withoutMember`, of a list: `not-supported` of a list would say that there is nothing to list. */
export const withoutList = (list: string): Unknown => ({
  unknown: 'error',
  detail: `the answer has no ${list}`,
})

/** A member that AWS always gives; `null` is its word that there is nothing. */
export const member = <T>(value: T | null | undefined, name: string): Observed<T> =>
  value === undefined || value === null ? withoutMember(name) : { known: value }

/** A time of the SDK as an instant; `undefined` where there is none. */
export const instantOf = (date: Date | undefined): Instant | undefined => {
  const millis = date?.getTime()
  return millis === undefined || Number.isNaN(millis) ? undefined : millis * 1000
}

/** The members that have a value: snapshots leave out what AWS left out. */
export const given = <T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
