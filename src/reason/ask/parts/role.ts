import type { Filter } from '../../../model/scope.ts'
import { parsePrincipalArn } from '../../identity/arn.ts'
import { lower } from '../filter/case.ts'
import { literal } from '../filter/pattern.ts'

/**
 * A role by its ARN or name, where a record names it: one account has no two roles of a name, whatever their paths
 * are, and names are compared without case (R12).
 */
const named = (role: string) => {
  const parsed = parsePrincipalArn(role)
  const account = parsed?.account ?? '[0-9]+'
  const name = literal(lower(parsed?.name ?? role.split('/').at(-1) ?? role))
  return {
    arn: `:iam::${account}:role/(.+/)?${name}$`,
    session: `:sts::${account}:assumed-role/${name}/`,
  }
}

const found = (
  column: string,
  pattern: string,
  missing: 'unknown' | 'no',
  path?: readonly string[],
): Filter => ({
  column,
  pattern,
  missing,
  ignoreCase: true,
  ...(path === undefined ? {} : { path }),
})

/** The role that a call of STS asks for. */
export const asksForRole = (role: string): Filter =>
  found('request_parameters', named(role).arn, 'unknown', ['roleArn'])

/** The role that an answer hands out a session of. */
export const givesRole = (role: string): Filter =>
  found('response_elements', named(role).session, 'unknown', ['assumedRoleUser', 'arn'])

/** The role of whoever a record names as the caller. */
export const isRole = (role: string): Filter =>
  found('identity_arn', named(role).session, 'unknown')
