import { LONGEST_SESSION } from '../clocks.ts'
import { isLasting } from '../key-kind.ts'
import { samePrincipal } from '../same-name.ts'
import { arnsOf, arnsOfUser } from './arns.ts'
import type { Credential } from './credential.ts'
import type { Graph } from './graph.ts'
import { type Causes, evidenceOf } from './ref.ts'
import { namesOfUsers, renamesThrough } from './renames.ts'
import type { Issue, Use } from './rows.ts'

type Conflicts = Causes['conflicts']

const NO_TEXTS: readonly string[] = []

const texts = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.flatMap((v) => (v === null || v === '' ? [] : [v])))].sort()

const listed = (values: readonly string[]): string =>
  values.length < 2
    ? (values[0] ?? '')
    : `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`

const hasSource = (use: Use): boolean =>
  use.sourceIdentity !== null || (use.leastSource ?? '') !== ''

/** Source identities that records of a credential bear, or the call that issued it asked for. */
export const sourceIdentitiesOf = (c: Credential): readonly string[] => {
  if (c.uses.length === 0) return texts([c.sourceIdentity])
  return c.uses.some(hasSource)
    ? texts(c.uses.flatMap((u) => [u.sourceIdentity, u.leastSource]))
    : NO_TEXTS
}

const isUser = ({ principalId }: Credential): boolean => principalId?.startsWith('AIDA') === true

const isUserOrRoot = (arn: string): boolean => arn.includes(':user/') || arn.endsWith(':root')

/** Whether calls that gave a user another name explain that his records bear several. */
const isRenamed = (graph: Graph, arns: readonly string[]): boolean => {
  const users = namesOfUsers(arns)
  return users !== undefined && renamesThrough(graph, users.account, users.names) !== undefined
}

const severalNames = (whose: string | null, arns: readonly string[]): Conflicts => [
  {
    sentence: `records of ${whose} bear several names, ${listed(arns)}: it was renamed, or some are forged`,
    evidence: [],
  },
]

/** A unique id that bears several names, and no call that gave them. */
export const namesOfUser = (graph: Graph, principalId: string | null): Conflicts => {
  const arns = principalId === null ? [] : arnsOfUser(graph, principalId)
  return arns.length < 2 || isRenamed(graph, arns) ? [] : severalNames(principalId, arns)
}

const names = (graph: Graph, c: Credential): Conflicts => {
  const { principalId } = c
  if (isUser(c)) return namesOfUser(graph, principalId)
  const arns = arnsOf(c.uses)
  if (arns.length > 1) return severalNames(principalId ?? c.key, arns)
  const [arn = ''] = arns
  return principalId?.includes(':') === true && isUserOrRoot(arn)
    ? [
        {
          sentence: `${principalId} is the session of a role, and its records bear the name ${arn}`,
          evidence: [],
        },
      ]
    : []
}

const sources = (c: Credential, fitting: readonly Issue[]): Conflicts => {
  if (!c.uses.some(hasSource) && fitting.every((i) => i.sourceIdentity === null)) return []
  const found = texts([...sourceIdentitiesOf(c), ...fitting.map((i) => i.sourceIdentity)])
  const isPartial = found.length === 1 && c.uses.some((u) => u.leastSource === '')
  if (found.length < 2 && !isPartial) return []
  return [
    {
      sentence: isPartial
        ? `only some records of this session bear the source identity ${found[0]}, which none could add later`
        : `records of this session bear several source identities, ${listed(found)}, and it can have but one`,
      evidence: [],
    },
  ]
}

const differ = (a: Pick<Use, 'principalId' | 'arn'>, b: Pick<Use, 'principalId' | 'arn'>) =>
  a.principalId !== null && b.principalId !== null
    ? a.principalId !== b.principalId
    : a.arn !== null && b.arn !== null && !samePrincipal(a.arn, b.arn)

const bearers = (graph: Graph, c: Credential): Conflicts => {
  const rows = c.key === null ? [] : graph.find.usesOfKey(c.key)
  if (rows.every((row) => c.uses.some((u) => u.row === row))) return []
  const strangers = rows.map(graph.uses.at).filter((u) => differ(u, c))
  const who = texts(strangers.map((u) => u.arn ?? u.principalId ?? ''))
  return who.length === 0
    ? []
    : [
        {
          sentence: `the key ${c.key} is also borne by ${listed(who)}, who is not joined to this one`,
          evidence: [],
        },
      ]
}

/**
 * Whether a call that gave this key to somebody else did so while it was in use: one that was handed out again so much
 * later is another session's.
 */
export const isRival =
  (c: Credential) =>
  ({ time }: Issue): boolean =>
    time === null ||
    c.createdAt === null ||
    (c.key !== null && isLasting(c.key)) ||
    Math.abs(time - c.createdAt) <= LONGEST_SESSION

const claimants = (c: Credential, misfits: readonly Issue[]): Conflicts => {
  const soon = misfits.filter(isRival(c))
  return soon.length === 0
    ? []
    : [
        {
          sentence: `the key ${c.key} was also handed out for another session, which is not joined to this one: a key is given once`,
          evidence: evidenceOf(soon),
        },
      ]
}

/**
 * Records of one credential that cannot all be true: several names or source identities, a key that others bear or
 * were given. Nothing that is said of it is more than possible then.
 */
export const contradictionsOf = (
  graph: Graph,
  c: Credential,
  { fitting, others }: { readonly fitting: readonly Issue[]; readonly others: readonly Issue[] },
): Conflicts => [
  ...names(graph, c),
  ...sources(c, fitting),
  ...bearers(graph, c),
  ...claimants(c, others),
]
