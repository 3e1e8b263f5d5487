import { HOUR } from '../../../model/time.ts'
import { parsePrincipalArn } from '../arn.ts'
import { samePrincipal } from '../same-name.ts'
import { isLasting } from './calls.ts'
import type { Credential } from './credential.ts'
import type { Graph } from './graph.ts'
import { type Causes, evidenceOf } from './ref.ts'
import type { Issue, Use } from './rows.ts'

type Conflicts = Causes['conflicts']

const texts = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.flatMap((v) => (v === null || v === '' ? [] : [v])))].sort()

const listed = (values: readonly string[]): string =>
  values.length < 2
    ? (values[0] ?? '')
    : `${values.slice(0, -1).join(', ')} and ${values.at(-1) ?? ''}`

/** ARNs that rows bear, the same name once whatever its path. */
export const arnsOf = (uses: readonly Use[]): string[] =>
  texts(uses.flatMap((u) => [u.arn, u.otherArn])).filter(
    (arn, i, all) => !all.slice(0, i).some((other) => samePrincipal(other, arn)),
  )

/** Source identities that records of a credential bear, or the call that issued it asked for. */
export const sourceIdentitiesOf = (c: Credential): string[] =>
  c.uses.length === 0
    ? texts([c.sourceIdentity])
    : texts(c.uses.flatMap((u) => [u.sourceIdentity, u.leastSource]))

const isUser = ({ principalId }: Credential): boolean => principalId?.startsWith('AIDA') === true

const names = (graph: Graph, c: Credential): Conflicts => {
  const { principalId } = c
  const arns =
    isUser(c) && principalId !== null
      ? graph.once(`arns ${principalId}`, () =>
          arnsOf(graph.find.usesOfPrincipal(principalId).map(graph.uses.at)),
        )
      : arnsOf(c.uses)
  if (arns.length > 1)
    return [
      {
        sentence: `records of ${c.principalId ?? c.key} bear several names, ${listed(arns)}: it was renamed, or some are forged`,
        evidence: [],
      },
    ]
  const kind = parsePrincipalArn(arns[0] ?? '')?.kind
  return c.principalId?.includes(':') === true && (kind === 'user' || kind === 'root')
    ? [
        {
          sentence: `${c.principalId} is the session of a role, and its records bear the name ${arns[0]}`,
          evidence: [],
        },
      ]
    : []
}

const sources = (c: Credential, fitting: readonly Issue[]): Conflicts => {
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
  const strangers =
    c.key === null
      ? []
      : graph.find
          .usesOfKey(c.key)
          .map(graph.uses.at)
          .filter((u) => differ(u, c))
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

/** Longer than any session (R13): a key that was handed out again so much later is another session's. */
const LONGEST = 36 * HOUR

/** Whether a call that gave this key to somebody else did so while it was in use. */
export const isRival =
  (c: Credential) =>
  ({ time }: Issue): boolean =>
    time === null ||
    c.createdAt === null ||
    (c.key !== null && isLasting(c.key)) ||
    Math.abs(time - c.createdAt) <= LONGEST

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
