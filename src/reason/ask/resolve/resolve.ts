import type { AskRequest } from '../../../model/ask.ts'
import type { Interval } from '../../../model/time.ts'
import type { AskSources } from '../../../pipeline.ts'
import { logBuckets } from '../../coverage/read/log-buckets.ts'
import type { Closure } from '../../identity/closure.ts'
import { identityFilter } from '../../identity/filter.ts'
import { resolveClosure } from '../../identity/resolve.ts'
import { coarseFilter } from '../filter/coarse.ts'
import { passesSql } from '../filter/condition.ts'
import { closureObstacles } from '../prerequisites.ts'
import type { Asked, Obstacle, Params, Question } from '../question.ts'
import { vendedObstacles } from '../vended.ts'
import { knownAccounts } from './accounts.ts'
import { withoutDerived } from './alone.ts'
import { type ResolvedBucket, resolveBucket } from './bucket.ts'
import { speaksOfDirectoryBuckets } from './directory.ts'
import { partitionsOf } from './partitions.ts'
import { placeObstacles } from './place-names.ts'
import { doubtAboutPoints } from './points.ts'
import { prefixObstacles, resourceObstacles, roleObstacles, subjectObstacles } from './subject.ts'

/** A question with everything that its options name looked up, and what stands in the way of a no. */
export interface Resolved {
  readonly asked: Asked
  readonly obstacles: readonly Obstacle[]
}

const textOf = (question: Question, params: Params, kind: string): string | undefined => {
  const option = question.options.find((o) => o.kind === kind && params[o.name] !== undefined)
  const value = option === undefined ? undefined : params[option.name]
  return typeof value === 'string' ? value : undefined
}

/** `--key` and `--principal` name one another where both are given: the closure is the key's. */
const closureOf = async (
  question: Question,
  params: Params,
  window: Interval,
  { query, evidence }: AskSources,
): Promise<Closure | undefined> => {
  const key = textOf(question, params, 'key')
  const principal = textOf(question, params, 'principal')
  const text = key ?? principal
  if (text === undefined) return undefined
  const kind = key === undefined ? 'principal' : 'key'
  return resolveClosure(
    { kind, text },
    {
      query,
      snapshots: evidence.snapshots,
      compile: passesSql,
      coarse: coarseFilter,
      until: window.to,
    },
  )
}

/** Looks up whom and what a question is about (R12, R28). */
export const resolve = async (
  question: Question,
  params: Params,
  window: Interval,
  request: AskRequest,
  sources: AskSources,
): Promise<Resolved> => {
  const { evidence, query, settings } = sources
  const partitions = await partitionsOf(evidence, query)
  const named = textOf(question, params, 'bucket')
  const lookUp = (name: string): Promise<ResolvedBucket> =>
    resolveBucket(name, evidence, query, window.from)
  const logs =
    question.usesLogBuckets === true ? logBuckets(evidence.snapshots, evidence.events) : []
  const ofObjects =
    question.usesLogBuckets === true || question.options.some((o) => o.kind === 'bucket')
  const [whole, bucket, ofLogs, directoryBuckets, doubtOfPoints] = await Promise.all([
    closureOf(question, params, window, sources),
    named === undefined ? undefined : lookUp(named),
    Promise.all(logs.map(lookUp)),
    ofObjects && speaksOfDirectoryBuckets(evidence, query),
    named === undefined ? undefined : doubtAboutPoints(named, query),
  ])
  const alone =
    whole?.subject.kind === 'key' && params.derived === false
      ? await withoutDerived(whole, window, query)
      : undefined
  const closure = alone?.closure ?? whole
  const asked: Asked = {
    params,
    window,
    knownAccounts: knownAccounts(evidence),
    logBuckets: ofLogs,
    directoryBuckets,
    partitions,
    evidence,
    eachDataType:
      request.parts === 'all' || request.parts?.some((p) => p.startsWith('data:')) === true,
    ...(request.accounts === undefined ? {} : { accounts: request.accounts }),
    ...(request.regions === undefined ? {} : { regions: request.regions }),
    ...(closure === undefined ? {} : { closure, who: identityFilter(closure) }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(doubtOfPoints === undefined ? {} : { doubtOfPoints }),
    ...(alone === undefined ? {} : { leftOut: alone.leftOut }),
  }
  const resource = textOf(question, params, 'resource')
  const obstacles = [
    ...(await subjectObstacles(closure, bucket, evidence, query)),
    ...(resource === undefined ? [] : await resourceObstacles(resource, evidence, query)),
    ...(named === undefined || typeof params.prefix !== 'string'
      ? []
      : await prefixObstacles(named, params.prefix, query)),
    ...placeObstacles(evidence, request),
    ...closureObstacles(closure, alone !== undefined),
    ...(asked.who === undefined || alone !== undefined
      ? []
      : await vendedObstacles(query, asked.who, window, settings.sessionLength)),
    ...(typeof params.role === 'string' ? await roleObstacles(params.role, evidence, query) : []),
  ]
  return { asked, obstacles }
}
