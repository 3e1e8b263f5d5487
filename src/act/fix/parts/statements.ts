import { isKnown, type Observed } from '../../../model/observed.ts'
import type { Context } from '../remedy.ts'
import type { Why } from './proposal.ts'

export type Document = Readonly<Record<string, unknown>>
export type RawStatement = Readonly<Record<string, unknown>>

/** The statements of a document as they came, in order. */
export const rawStatements = (document: Document): readonly RawStatement[] =>
  [document.Statement ?? []].flat().filter((s): s is RawStatement => typeof s === 'object')

const VERSION = '2012-10-17'

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A statement of a Sid that is taken by another gets a number after it. */
const named = (statement: RawStatement, taken: ReadonlySet<unknown>): RawStatement => {
  const sid = statement.Sid
  if (typeof sid !== 'string' || !taken.has(sid)) return statement
  const free = Array.from({ length: taken.size + 1 }, (_, i) => `${sid}${i + 2}`).find(
    (name) => !taken.has(name),
  )
  return { ...statement, Sid: free ?? sid }
}

/** A document with statements added; all that is there is kept as it came, and what is there already is not added. */
export const withStatements = (
  document: Document | null,
  added: readonly RawStatement[],
): Record<string, unknown> => {
  const had = document === null ? [] : rawStatements(document)
  const all: RawStatement[] = [...had]
  for (const statement of added)
    if (!all.some((s) => isEqual(s, statement)))
      all.push(named(statement, new Set(all.map((s) => s.Sid))))
  return { Version: VERSION, ...(document ?? {}), Statement: all }
}

/** A policy that can be added to; a policy that was not read would be replaced unseen. */
export const policyBefore = (
  policy: Observed<Document | null> | undefined,
  of: string,
): { readonly document: Document | null } | Why =>
  policy !== undefined && isKnown(policy)
    ? { document: policy.known }
    : {
        why: `The policy of ${of} was not read, and would be replaced unseen`,
        instead: `Let the collecting role read the policy of ${of}, and collect again`,
      }

/** Letters and digits of a name: what a Sid may have. */
export const sidOf = (prefix: string, name: string): string =>
  `${prefix}${name.replaceAll(/[^A-Za-z0-9]/g, '')}`

/** A bucket without a policy is given a new one. */
export const stateOfPolicy = ({ collected }: Context, bucket: string): 'new' | 'existing' =>
  collected.buckets.some(
    ({ name, policy }) =>
      name === bucket && policy !== undefined && isKnown(policy) && policy.known !== null,
  )
    ? 'existing'
    : 'new'
