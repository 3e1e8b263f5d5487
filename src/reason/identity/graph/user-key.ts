import { parsePrincipalArn } from '../arn.ts'

/** A user by account and name: IAM compares names without case, and the path is no part of them. */
export const userKey = (account: string, name: string): string => `${account}/${name.toLowerCase()}`

/** The same from the ARN of a user, in any partition; undefined for anything else. */
export const userKeyOfArn = (arn: string | null): string | undefined => {
  // Nearly all callers are sessions: that is told without taking their ARNs apart.
  const user = arn?.includes(':user') === true ? parsePrincipalArn(arn) : undefined
  return user?.kind === 'user' ? userKey(user.account, user.name) : undefined
}
