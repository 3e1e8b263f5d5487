import { isKnown } from '../../../model/observed.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Place } from '../places.ts'
import { counted, some } from '../words.ts'
import type { World } from '../world.ts'
import { judgeBy } from './judge.ts'
import type { Recorder } from './recorder.ts'
import { recordersAt } from './recorders.ts'
import { managementReads, managementWrites } from './scopes.ts'
import { trailsOf } from './trail-index.ts'

/** Who lets events of a scope go by, and which stopped trails would have them. */
export interface MissedBy {
  /** Words without a full stop. */
  readonly why: string
  /** ARNs of the trails that cover what is missed as soon as they are started again. */
  readonly restart: readonly string[]
}

/** Recorders that a sentence names. */
const SHOWN = 4

const alone = (recorder: Recorder): Recorder => ({ ...recorder, state: 'recording' })

/** What the selectors of one recorder leave out, by the algebra. */
const leavesOut = (world: World, recorder: Recorder, scope: Scope): string => {
  const only = [alone(recorder)]
  const reads = judgeBy(world, only, managementReads).status
  const writes = judgeBy(world, only, managementWrites).status
  if (writes === 'covered' && reads === 'missed') return 'selects only writes'
  if (reads === 'covered' && writes === 'missed') return 'selects only reads'
  const { status, left } = judgeBy(world, only, scope)
  return status === 'missed' ? `leaves out ${some(left, 2)}` : recorder.why
}

/** Whether a trail is stopped here, and so would work here once it is started. */
const isStopped = (world: World, { id }: Recorder, place: Place): boolean => {
  const view = world
    .once('trails by ARN', () => new Map(trailsOf(world).all.map((v) => [v.arn.arn, v])))
    .get(id)
  const status = view?.copy(place)?.status
  return status !== undefined && isKnown(status) && !status.known.isLogging
}

/** Regions of an account that fare alike share one list of recorders. */
type Known = Map<readonly Recorder[], Map<Scope, MissedBy>>

/**
 * Why events of a scope are missed in a place, by the name of each recorder: those that are on and leave them out,
 * then those that are off. A stopped trail is worth a restart where its own selectors, with those of what is on,
 * surely cover the scope.
 */
export const missedBy = (world: World, place: Place, scope: Scope): MissedBy => {
  const recorders = recordersAt(world, place)
  const known = world.once('missed by', (): Known => new Map())
  const scopes = known.get(recorders) ?? new Map<Scope, MissedBy>()
  known.set(recorders, scopes)
  const missed = scopes.get(scope) ?? judgeMissed(world, place, recorders, scope)
  scopes.set(scope, missed)
  return missed
}

const judgeMissed = (
  world: World,
  place: Place,
  recorders: readonly Recorder[],
  scope: Scope,
): MissedBy => {
  const seen = recorders.filter((r) => r.kind !== 'unseen')
  const off = seen.filter((r) => r.state === 'not-recording')
  const on = seen.filter((r) => r.state !== 'not-recording')
  const restart = off
    .filter((r) => isStopped(world, r, place))
    .filter((r) => {
      const started = recorders.map((other) => (other === r ? alone(r) : other))
      return judgeBy(world, started, scope).status === 'covered'
    })
    .map((r) => r.id)
  const said = [
    ...on.map((r) => `${r.name} ${leavesOut(world, r, scope)}`),
    ...off.map((r) => `${r.name}: ${r.why}`),
  ]
  const more = said.length - SHOWN
  return {
    why: [...said.slice(0, SHOWN), ...(more > 0 ? [`and ${counted(more, 'other')}`] : [])].join(
      '; ',
    ),
    restart,
  }
}

const nameOf = (arn: string): string => arn.slice(arn.indexOf('/') + 1)

/** A remedy in words, where starting one trail would do in every place that was looked at. */
export const restartOf = (
  places: readonly MissedBy[],
): { readonly remedy: 'start-logging'; readonly fix: string } | undefined => {
  const [first, ...others] = places
  const arn = first?.restart.find((id) => others.every((o) => o.restart.includes(id)))
  if (arn === undefined) return undefined
  const region = arn.split(':')[3]
  return {
    remedy: 'start-logging',
    fix: `start trail ${nameOf(arn)} again: aws cloudtrail start-logging --name ${arn} --region ${region}`,
  }
}
