import { parsePrincipalArn } from '../arn.ts'
import type { Graph } from './graph.ts'
import type { Ref } from './ref.ts'
import type { Issue } from './rows.ts'
import { userOf } from './strangers.ts'
import { userKey, userKeyOfArn } from './user-key.ts'

const partitionOf = (region: string | null): string =>
  region?.startsWith('us-gov-') === true
    ? 'aws-us-gov'
    : region?.startsWith('cn-') === true
      ? 'aws-cn'
      : 'aws'

/** Everyone who bore a name, told apart by unique id: who is made again under a name is another (facts/aws.md 6.1). */
const usersNamed = (graph: Graph, account: string, name: string, arn: string): Ref[] => {
  const uses = graph.find.usesOfUser(userKey(account, name)).map(graph.uses.at)
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
      )

/** Those whom an ARN names. */
export const usersOfArn = (graph: Graph, arn: string): Ref[] => {
  const user = parsePrincipalArn(arn)
  return user?.kind === 'user' ? usersNamed(graph, user.account, user.name, arn) : []
}

/** Keys made for a user of this account and name. */
export const issuesFor = (graph: Graph, arn: string | null): Issue[] => {
  const key = userKeyOfArn(arn)
  return key === undefined
    ? []
    : graph.find
        .issuesForUser(key.slice(key.indexOf('/') + 1))
        .map(graph.issues.at)
        .filter((i) => i.account === null || key.startsWith(`${i.account}/`))
}
