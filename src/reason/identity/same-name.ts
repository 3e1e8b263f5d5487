import { type PrincipalArn, parsePrincipalArn } from './arn.ts'

/** IAM compares names without case, and a name is borne once in an account whatever its path. */
export const sameName = (a: string | null | undefined, b: string): boolean =>
  a?.toLowerCase() === b.toLowerCase()

const same = (a: PrincipalArn, b: PrincipalArn): boolean =>
  a.account === b.account &&
  a.kind === b.kind &&
  sameName(a.name, b.name) &&
  sameName(a.session ?? '', b.session ?? '')

/** Whether two ARNs name the same user, role or session. */
export const samePrincipal = (a: string | null, b: string): boolean => {
  if (a === null) return false
  if (sameName(a, b)) return true
  const [one, other] = [parsePrincipalArn(a), parsePrincipalArn(b)]
  return one !== undefined && other !== undefined && same(one, other)
}
