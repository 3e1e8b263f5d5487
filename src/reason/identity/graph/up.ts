import { issuingNames } from '../../../model/catalogue/issuing.ts'
import { SECOND } from '../../../model/time.ts'
import { CLOCKS } from '../clocks.ts'
import { isLasting } from '../key-kind.ts'
import { type Act, actsOf, byKey, byTime, confidenceOf, isSure } from './acts.ts'
import { refOf } from './caller.ts'
import { kindOfCall } from './calls.ts'
import { contradictionsOf, isRival, namesOfUser } from './contradictions.ts'
import { type Credential, credentialOfUse } from './credential.ts'
import type { Graph } from './graph.ts'
import { byPattern, bySourceIdentity, isAssumedRoot } from './marks.ts'
import {
  type Cause,
  type Causes,
  CLAIM,
  evidenceOf,
  idOf,
  type Lost,
  NO_CAUSES,
  type Ref,
} from './ref.ts'
import type { Issue } from './rows.ts'
import { rootOf, userOf } from './strangers.ts'
import { namedUsers } from './users.ts'

const firstOf = ({ issues }: Act) =>
  issues.length === 1
    ? issues[0]
    : [...issues].sort((a, b) => ((a.eventId ?? '') < (b.eventId ?? '') ? -1 : 1))[0]

const causeOf = (act: Act, confidence: Cause['confidence'], because: string): Cause => ({
  from: act.caller,
  how: firstOf(act)?.name ?? '',
  at: firstOf(act)?.time ?? null,
  confidence,
  because,
  evidence: evidenceOf(act.issues),
  address: firstOf(act)?.address ?? null,
})

/** A session is not its own cause: a sign-in to the console is told in the name of the session that it opens. */
const others = (c: Credential, acts: readonly Act[]): Act[] =>
  acts.filter((a) => idOf(a.caller) !== c.id && !isSelfLogin(c, a))

const isSelfLogin = (c: Credential, act: Act): boolean =>
  act.issues.every((i) => kindOfCall(i.name ?? '').toldBy === 'session') &&
  act.caller.credential !== undefined &&
  act.caller.credential.key === null &&
  act.caller.credential.principalId === c.principalId

const isOwnKey = (c: Credential, act: Act): boolean =>
  c.principalId !== null &&
  (act.caller.credential?.principalId === c.principalId ||
    act.caller.node.principalId === c.principalId)

const keyedBecause = (c: Credential, act: Act, alone: boolean): string => {
  const call = firstOf(act)?.name ?? 'a call'
  if (!alone)
    return `${call} says that it issued this key to this session, and so does another caller's`
  if (c.key !== null && isLasting(c.key) && !isOwnKey(c, act))
    return `${call} handed out this key; who holds it since is not recorded`
  return `${call} issued this very key`
}

const timedBecause = (act: Act, confidence: Cause['confidence']): string => {
  const call = firstOf(act)?.name ?? 'a call'
  if (confidence === 'certain')
    return `the records of the session bear this name; ${call} opened a session of it in the same moment`
  return confidence === 'likely'
    ? `no record names this key; ${call} opened a session of this principal in the same moment`
    : `no record names this key; ${call} opened a session of this principal in the same moment, or another did`
}

/** Whether nothing that could contradict is missing: whose a session is and when it began, that a lasting key is his own. */
const isWhole = (c: Credential, act: Act): boolean =>
  c.key !== null && isLasting(c.key)
    ? isOwnKey(c, act)
    : c.uses.length === 0 || (c.principalId !== null && c.createdAt !== null)

const keyed = (c: Credential, acts: readonly Act[]): Cause[] =>
  acts.map((act) => {
    if (act.issues.every((i) => i.time === null))
      return causeOf(act, 'possible', 'a record without a time says that it issued this key')
    return causeOf(
      act,
      confidenceOf(acts, isWhole(c, act) ? 'certain' : 'likely'),
      keyedBecause(c, act, acts.length === 1),
    )
  })

const isOfUser = (c: Credential): boolean =>
  c.type === 'IAMUser' || c.arn?.includes(':user/') === true

/** The user or root whose name the records of a credential bear. */
const bearers = (graph: Graph, c: Credential, because: string): Cause[] => {
  const bears = (from: Ref): Cause => ({
    from,
    how: 'bears',
    at: null,
    confidence: 'certain',
    because,
    evidence: [],
  })
  if (isOfUser(c)) return [bears(userOf(graph, c))]
  if (isAssumedRoot(c)) return []
  if (c.type === 'Root') return [bears(rootOf(c.account))]
  if (c.key === null || !isLasting(c.key) || c.issue === undefined) return []
  const users = namedUsers(graph, c.issue, c.account)
  return users.length === 1
    ? users.map(bears)
    : users.map((from) => ({
        ...bears(from),
        confidence: 'possible',
        because: 'several users bore the name for which the key was made, one after the other',
      }))
}

/** What a service does for a user carries a key that no call issued: it was asked for with one of the user's own. */
const served = (graph: Graph, c: Credential): Cause[] => {
  const { principalId, createdAt } = c
  if (principalId === null || createdAt === null || c.direct || principalId.includes(':')) return []
  const near = new Map(
    graph.find
      .usesOfPrincipal(principalId)
      .map(graph.uses.at)
      .filter((u) => u.direct && u.key !== null)
      .filter((u) => u.first !== null && u.first <= createdAt + CLOCKS * SECOND)
      .map((u) => {
        const one = credentialOfUse(graph, u)
        return [one.id, one]
      }),
  )
  return [...near.values()].map((one) => ({
    from: refOf(one),
    how: 'served',
    at: createdAt,
    confidence: near.size === 1 ? 'likely' : 'possible',
    because: `${c.uses[0]?.invokedBy ?? 'a service'} made these calls for the user, and a credential of his had asked it to`,
    evidence: [],
  }))
}

/** Calls of which one must have opened a session of this type. */
const missedBy = (type: string | null): readonly string[] => {
  const calls = issuingNames((c) => c.missedBy.includes(type ?? ''))
  return calls.length > 0 ? calls : issuingNames((c) => c.missedBy.includes('AssumedRole'))
}

const lostOf = (c: Credential): Lost => ({
  calls:
    c.key !== null && isLasting(c.key)
      ? ['CreateAccessKey']
      : isAssumedRoot(c)
        ? ['AssumeRoot']
        : missedBy(c.type),
  // AssumeRoot is recorded in the account of whoever called it, which the session does not tell.
  account: isAssumedRoot(c) ? null : c.account,
  around: c.createdAt,
  outside: null,
})

/** Several callers of whom each may have opened it, and calls that handed out its key long before or after. */
const conflictsOf = (
  c: Credential,
  { named, timed }: { readonly named: readonly Act[]; readonly timed: readonly Act[] },
  misfits: readonly Issue[],
): Causes['conflicts'] => {
  const evidence = (acts: readonly Act[]) => evidenceOf(acts.flatMap((a) => a.issues))
  return [
    ...(named.length > 1
      ? [
          {
            sentence: `${named.length} callers are each said to have been given the key ${c.key}: at most one record is true`,
            evidence: evidence(named),
          },
        ]
      : []),
    ...(timed.length > 1
      ? [
          {
            sentence: `${timed.length} callers opened a session of this name in the same moment, and no record tells which of them this one is`,
            evidence: evidence(timed),
          },
        ]
      : []),
    ...(misfits.length > 0
      ? [
          {
            sentence: `the key ${c.key} was also handed out for another session, which is not joined to this one`,
            evidence: evidenceOf(misfits),
          },
        ]
      : []),
  ]
}

const ofLasting = (graph: Graph, c: Credential, named: readonly Act[]): Cause[] => [
  ...keyed(c, named),
  ...bearers(graph, c, 'the records of the key bear this name'),
]

const byWhatItBears = (graph: Graph, c: Credential) => {
  const owners = bearers(graph, c, 'the records of the session bear this name')
  return {
    causes: [...served(graph, c), ...owners, ...byPattern(c)],
    isServed: !c.direct && owners.length > 0,
  }
}

/**
 * Calls that opened a session of this principal in the same moment. Whose name its records bear is behind it whatever
 * call it was: a record that is there must not make that less sure than one that is not.
 */
const timedCauses = (graph: Graph, c: Credential, timed: readonly Act[]): Cause[] => {
  const owners = bearers(graph, c, 'the records of the session bear this name')
  const isOwner = ({ caller }: Act) => owners.some((o) => idOf(o.from) === idOf(caller))
  const causes = timed.map((act) => {
    const isOne = timed.length === 1
    const confidence =
      isOne && isOwner(act) ? 'certain' : isOne && isSure(graph, c, act) ? 'likely' : 'possible'
    return causeOf(act, confidence, timedBecause(act, confidence))
  })
  return timed.some(isOwner) ? causes : [...causes, ...owners]
}

/** Where records contradict one another nothing is more than possible. */
const doubted = (causes: readonly Cause[], doubts: Causes['conflicts']): readonly Cause[] =>
  doubts.length === 0
    ? causes
    : causes.map((cause) =>
        cause.how === CLAIM
          ? cause
          : {
              ...cause,
              confidence: 'possible',
              because: `${cause.because}; other records contradict`,
            },
      )

const ofCredential = (graph: Graph, c: Credential): Causes => {
  const found = byKey(graph, c)
  const named = others(c, actsOf(graph, found.fitting))
  const isLong = c.key !== null && isLasting(c.key)
  const timed = isLong || named.length > 0 ? [] : others(c, actsOf(graph, byTime(graph, c)))
  const doubts = contradictionsOf(graph, c, found)
  const misfits = found.others.filter((i) => !isRival(c)(i))
  const conflicts = [...doubts, ...conflictsOf(c, { named, timed }, misfits)]
  const as = (causes: readonly Cause[], lost?: Lost): Causes => ({
    causes: doubted([...causes, ...(isLong ? [] : bySourceIdentity(c))], doubts),
    lost,
    conflicts,
  })
  if (isLong) return as(ofLasting(graph, c, named))
  if (named.length > 0) return as(keyed(c, named))
  if (timed.length > 0) return as(timedCauses(graph, c, timed))
  const { causes, isServed } = byWhatItBears(graph, c)
  return as(causes, isServed ? undefined : lostOf(c))
}

/** Whoever is known by a copy in another account alone is where the way ends: his own account's copy would tell more. */
const ofOutsider = ({ node }: Ref): Causes => ({
  causes: [],
  lost: { calls: ['AssumeRole'], account: node.account, around: null, outside: node.account },
  conflicts: [],
})

/** Who caused a node, and what is not known of it. The order and the copies of records change nothing. */
export const causesOf = (graph: Graph, ref: Ref): Causes => {
  const { credential } = ref
  if (credential !== undefined) return ofCredential(graph, credential)
  if (ref.node.kind === 'outside-account') return ofOutsider(ref)
  return ref.node.kind === 'user'
    ? { ...NO_CAUSES, conflicts: namesOfUser(graph, ref.node.principalId) }
    : NO_CAUSES
}
