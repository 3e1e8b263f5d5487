import type { Scope } from '../../model/scope.ts'
import type { Result } from './check.ts'
import { type Judged, resultsFor } from './per-account.ts'
import { accountsOf, type Place } from './places.ts'
import { type Judgement, judge } from './recording/judge.ts'
import { missedBy } from './recording/missed-by.ts'
import type { Recorder } from './recording/recorder.ts'
import { recordersAt } from './recording/recorders.ts'
import type { World } from './world.ts'

/** A class of events, and the larger class whose loss another check reports already. */
interface Part {
  readonly scope: Scope
  readonly unless?: { readonly scope: Scope; readonly is: readonly Judgement['status'][] }
}

interface Missed {
  /** A plural, for the beginning of a sentence. */
  readonly what: string
  readonly parts: readonly Part[]
  /** The only region in which such events are recorded; any by default. */
  readonly region?: string
}

/** A recorder that was seen and is not surely off: a place without one is reported by the checks on recorders. */
export const hasRecorder = (world: World, place: Place): boolean =>
  recordersAt(world, place).some((r) => r.kind !== 'unseen' && r.state !== 'not-recording')

const worst = ['missed', 'unknown', 'covered'] as const

/** What is judged of the recorders of one place. */
type Of = Pick<Judged, 'judgement' | 'missed'>

const judgePlace = (world: World, place: Place, parts: readonly Part[]): Of | undefined => {
  const judged = parts
    .filter(({ unless }) => !unless?.is.includes(judge(world, place, unless.scope).status))
    .map(({ scope }) => ({ scope, judgement: judge(world, place, scope) }))
  const found = worst
    .map((status) => judged.find(({ judgement }) => judgement.status === status))
    .find((j) => j !== undefined)
  if (found === undefined) return undefined
  const { scope, judgement } = found
  return judgement.status === 'missed'
    ? { judgement, missed: missedBy(world, place, scope) }
    : { judgement }
}

/**
 * Whether every event of a class is recorded, for each account, over its regions that have a recorder at all: one
 * that has none is one fault, which `account-without-recorder` and `region-not-recorded` report.
 */
export const missedEvents =
  ({ what, parts, region: only }: Missed) =>
  (world: World): readonly Result[] =>
    accountsOf(world).flatMap((view) => {
      const lists = new Map<readonly Recorder[], Of | undefined>()
      const judged = view.regions
        .filter((region) => only === undefined || region === only)
        .flatMap((region): readonly Judged[] => {
          const place = { account: view.account, region }
          const recorders = recordersAt(world, place)
          if (!lists.has(recorders))
            lists.set(
              recorders,
              hasRecorder(world, place) ? judgePlace(world, place, parts) : undefined,
            )
          const of = lists.get(recorders)
          return of === undefined ? [] : [{ region, ...of }]
        })
      return resultsFor(view, judged, what)
    })
