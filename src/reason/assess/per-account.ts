import { groupBy } from '../../model/group-by.ts'
import type { Result } from './check.ts'
import type { AccountView } from './places.ts'
import type { Judgement } from './recording/judge.ts'
import { type MissedBy, restartOf } from './recording/missed-by.ts'
import { counted, some } from './words.ts'

/** What was judged of one region of an account. */
export interface Judged {
  readonly region: string
  readonly judgement: Judgement
  /** Where something is missed: by whom. */
  readonly missed?: MissedBy
}

/** Regions in words; `in any of its 17 regions` where it is all of them. */
export const inRegions = (regions: readonly string[], all: readonly string[]): string =>
  regions.length > 1 && regions.length === all.length
    ? `in any of its ${all.length} regions`
    : `in ${some(regions, 4)}`

const SHOWN = 20

/** Regions that fare alike share a line. */
const evidenceOf = (judged: readonly Judged[]): readonly string[] => {
  const alike = groupBy(judged, ({ judgement: { left, why } }) =>
    left.length === 0 ? why : left.join(' or '),
  )
  const lines = [...alike].map(([text, list]) => `${list.map((j) => j.region).join(', ')}: ${text}`)
  const left = lines.length - SHOWN
  return left > 0 ? [...lines.slice(0, SHOWN), `and ${counted(left, 'more line')}`] : lines
}

/** One result for several regions of an account: one fault is one finding. */
export const resultFor = (
  { account }: AccountView,
  regions: readonly string[],
  result: Pick<Result, 'status' | 'reason' | 'evidence' | 'settle' | 'severity' | 'remedy' | 'fix'>,
): Result => ({
  ...result,
  resource: account,
  account,
  region: regions.length === 1 ? (regions[0] ?? 'global') : 'global',
  ...(regions.length > 1 && result.status !== 'pass' ? { regions, facet: regions.join() } : {}),
})

/**
 * What was judged of the regions of an account as results: one for those that miss something, one for those where
 * that is not known, one pass where there are none of both. `what` is a plural: `reads of the control plane`.
 */
export const resultsFor = (
  view: AccountView,
  judged: readonly Judged[],
  what: string,
): readonly Result[] => {
  if (judged.length === 0) return []
  const all = judged.map((j) => j.region)
  const of = (status: Judgement['status']) => judged.filter((j) => j.judgement.status === status)
  const missed = of('missed')
  const unknown = of('unknown')
  const say = (some: readonly Judged[], verb: string, status: 'fail' | 'unknown'): Result[] => {
    const [first] = some
    if (first === undefined) return []
    const regions = some.map((j) => j.region)
    const { why, settle } = first.judgement
    const by = some.flatMap((j) => (j.missed === undefined ? [] : [j.missed]))
    return [
      resultFor(view, regions, {
        status,
        reason: `${what} ${verb} ${inRegions(regions, all)}: ${first.missed?.why ?? why}`,
        evidence: evidenceOf(some),
        ...(status === 'unknown' && settle !== undefined ? { settle } : {}),
        ...(by.length === some.length ? restartOf(by) : {}),
      }),
    ]
  }
  if (missed.length + unknown.length === 0)
    return [
      resultFor(view, all, {
        status: 'pass',
        reason: `${what} are recorded in all ${counted(all.length, 'region')} looked at`,
        evidence: evidenceOf(judged.slice(0, 1)),
      }),
    ]
  return [
    ...say(missed, 'are not recorded', 'fail'),
    ...say(unknown, 'may not be recorded', 'unknown'),
  ]
}
