import type { Constraint, Filter } from '../../model/scope.ts'
import { parsePrincipalArn, sessionPrefix } from './arn.ts'
import type { Closure } from './closure.ts'
import { isTemporary } from './key-kind.ts'

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov']

const switchedFrom = (is: Constraint, missing: 'unknown' | 'no'): Filter => ({
  column: 'additional_event_data',
  path: ['SwitchFrom'],
  is,
  missing,
  ignoreCase: true,
})

const fromUser = (
  { account, name }: Closure['consoleUsers'][number],
  missing: 'unknown' | 'no',
): Filter => ({
  all: [
    switchedFrom({ StartsWith: PARTITIONS.map((p) => `arn:${p}:iam::${account}:user/`) }, missing),
    switchedFrom({ EndsWith: [`/${name}`] }, missing),
  ],
})

/** Bearers of sessions that may be a console's: by name alone they cannot be told from another of that name. */
const sessionsInConsole = ({ keys, subject }: Closure): string[] => {
  const isUser = (arn: string) => parsePrincipalArn(arn)?.kind === 'user'
  return keys.flatMap(({ id, bearer }) =>
    bearer?.startsWith('arn:') === true &&
    isTemporary(id) &&
    (!isUser(bearer) || id === subject.text || subject.kind === 'principal')
      ? [bearer]
      : [],
  )
}

/**
 * Which SwitchRole records came from the closure, by the ARN of whom they were switched from (facts/aws.md 6.1):
 * `sure` those of its users and names, `any` those of its sessions and of nobody who is named too; `undefined` where
 * nobody of it can have opened a console
 */
export const switchedBy = (
  c: Closure,
): { readonly sure: Filter; readonly any: Filter } | undefined => {
  const arns = c.names.map((n) => n.arn)
  const sessions = sessionsInConsole(c)
  const prefixes = arns.flatMap((arn) => {
    const parsed = parsePrincipalArn(arn)
    return parsed?.kind === 'role' ? [sessionPrefix(parsed)] : []
  })
  if (arns.length + sessions.length + c.consoleUsers.length === 0) return undefined
  const named = (Equals: readonly string[], missing: 'unknown' | 'no') =>
    switchedFrom({ Equals, ...(prefixes.length > 0 ? { StartsWith: prefixes } : {}) }, missing)
  const by = (missing: 'unknown' | 'no', equals: readonly string[]): Filter => ({
    any: [
      ...(equals.length + prefixes.length > 0 ? [named(equals, missing)] : []),
      ...c.consoleUsers.map((user) => fromUser(user, missing)),
    ],
  })
  return { sure: by('no', arns), any: by('unknown', [...arns, ...sessions]) }
}
