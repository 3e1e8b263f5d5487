import { type Instant, SECOND } from '../../../model/time.ts'
import { parsePrincipalArn } from '../arn.ts'
import { CLOCKS } from '../clocks.ts'
import { arnsOfUser } from './arns.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './ref.ts'
import { boreThen, namesOfUsers, type OtherName, otherNames } from './renames.ts'
import type { Issue, Use } from './rows.ts'
import { userOf } from './strangers.ts'
import { userKey, userKeyOfArn } from './user-key.ts'

const partitionOf = (region: string | null): string =>
  region?.startsWith('us-gov-') === true
    ? 'aws-us-gov'
    : region?.startsWith('cn-') === true
      ? 'aws-cn'
      : 'aws'

/** Those among the bearers of another name who were called by the one that is meant before, or after. */
const underOtherName = (
  graph: Graph,
  account: string,
  { name, before, after }: OtherName,
): readonly Use[] =>
  graph.find
    .usesOfUser(userKey(account, name))
    .map(graph.uses.at)
    .filter(
      (u) =>
        (before === undefined || (u.first ?? 0) <= before + CLOCKS * SECOND) &&
        (after === undefined || (u.last ?? after) >= after - CLOCKS * SECOND),
    )

/** Whether one who bore a name can have borne it at that time: names are given again. */
const isThen = (graph: Graph, account: string, name: string, at: Instant | undefined) => {
  return ({ principalId }: Use): boolean =>
    at === undefined ||
    principalId === null ||
    boreThen(graph, account, namesOfUsers(arnsOfUser(graph, principalId))?.names ?? [], name, at)
}

/**
 * Everyone who bore a name, at a time where one is meant, told apart by unique id: who is made again under a name is
 * another (facts/aws.md 6.1), and who is renamed is the same.
 */
const usersNamed = (
  graph: Graph,
  account: string,
  name: string,
  arn: string,
  at?: Instant,
): Ref[] => {
  const uses = [
    ...graph.find
      .usesOfUser(userKey(account, name))
      .map(graph.uses.at)
      .filter(isThen(graph, account, name, at)),
    ...otherNames(graph, account, name, at).flatMap((o) => underOtherName(graph, account, o)),
  ]
  const byId = new Map(
    uses.flatMap((u) => (u.principalId?.startsWith('AIDA') === true ? [[u.principalId, u]] : [])),
  )
  return byId.size === 0
    ? [userOf(graph, { arn, principalId: null, account })]
    : [...byId]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([principalId, u]) => userOf(graph, { arn: u.arn, principalId, account }))
}

/** Those for whom a call was made that names a user: none where it names nobody. */
export const namedUsers = (graph: Graph, issue: Issue, account = issue.account): Ref[] =>
  issue.userName === null || account === null
    ? []
    : usersNamed(
        graph,
        account,
        issue.userName,
        `arn:${partitionOf(issue.region)}:iam::${account}:user/${issue.userName}`,
        issue.time ?? undefined,
      )

/** Those whom an ARN names. */
export const usersOfArn = (graph: Graph, arn: string): Ref[] => {
  const user = parsePrincipalArn(arn)
  return user?.kind === 'user' ? usersNamed(graph, user.account, user.name, arn) : []
}

/** Calls that were made for a user of this account and name. */
export const issuesFor = (graph: Graph, arn: string | null): Issue[] => {
  const key = userKeyOfArn(arn)
  return key === undefined
    ? []
    : graph.find
        .issuesForUser(key.slice(key.indexOf('/') + 1))
        .map(graph.issues.at)
        .filter((i) => i.account === null || key.startsWith(`${i.account}/`))
}

/** Whether a name was given to somebody by a call that was recorded. */
export const wasGiven = (graph: Graph, arn: string): boolean => {
  const user = parsePrincipalArn(arn)
  return (
    user?.kind === 'user' &&
    (issuesFor(graph, arn).length > 0 || otherNames(graph, user.account, user.name).length > 0)
  )
}
