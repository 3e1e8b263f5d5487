import type { Scope } from '../../model/scope.ts'
import type { Result } from './check.ts'
import { type Judged, resultsFor } from './per-account.ts'
import { accountsOf, type Place } from './places.ts'
import { type Judgement, judge } from './recording/judge.ts'
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

const judgePlace = (world: World, place: Place, parts: readonly Part[]): Judgement | undefined => {
  const judged = parts
    .filter(({ unless }) => !unless?.is.includes(judge(world, place, unless.scope).status))
    .map(({ scope }) => judge(world, place, scope))
  return worst.map((status) => judged.find((j) => j.status === status)).find((j) => j !== undefined)
}

/**
 * Whether every event of a class is recorded, for each account, over its regions that have a recorder at all: one
 * that has none is one fault, which `account-without-recorder` and `region-not-recorded` report.
 */
export const missedEvents =
  ({ what, parts, region: only }: Missed) =>
  (world: World): readonly Result[] =>
    accountsOf(world).flatMap((view) => {
      const lists = new Map<readonly Recorder[], Judgement | undefined>()
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
          const judgement = lists.get(recorders)
          return judgement === undefined ? [] : [{ region, judgement }]
        })
      return resultsFor(view, judged, what)
    })
