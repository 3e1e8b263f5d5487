import { contains } from '../../../model/intervals.ts'
import type { Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Instant } from '../../../model/time.ts'
import { covers } from '../../selectors/covers.ts'
import { limitedTo, placesFor } from '../places/named-places.ts'
import { ANY, type Cell } from '../read/location.ts'
import type { Recorder, Recorders } from '../recorders.ts'
import { selectorsKey } from '../trails/selectors-key.ts'
import type { Decision } from './decide.ts'
import type { Why } from './reason.ts'
import { whyNot } from './why.ts'

type Left = Extract<Decision, { covered: false }>

/** A cell to look at in the place of all those that are left: the first account and region that the residual names. */
const cellOf = (recorders: Recorders, recorder: Recorder, residual: Scope): Cell => {
  const accounts = limitedTo(residual, 'account')
  const regions = limitedTo(residual, 'region')
  const named = placesFor(recorders.ground, residual)
  const excluded = residual.boxes[0]?.fields.region?.NotEquals ?? []
  return {
    account: accounts?.[0] ?? recorder.trail.account,
    region: regions?.[0] ?? named.regions.find((r) => r === ANY || !excluded.includes(r)) ?? ANY,
  }
}

/** What it selects then; where that is not known, what the nearest reading or change says. */
const selectorsNear = (
  { ground }: Recorders,
  { trail, periods }: Recorder,
  time: Instant,
): readonly Selectors[] => {
  const exact = periods.filter((p) => p.from <= time && time < p.to)
  if (exact.length > 0) return exact.map((p) => p.selectors)
  const anchors = ground.trails.find((t) => t.trail.arn === trail.arn)?.anchors.selectors ?? []
  const nearest = anchors
    .filter((a) => a.after !== undefined)
    .toSorted((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time))[0]
  return nearest?.after === undefined ? [] : [nearest.after]
}

const wouldCover = (
  recorders: Recorders,
  recorder: Recorder,
  residual: Scope,
  time: Instant,
): boolean => {
  const choices = selectorsNear(recorders, recorder, time)
  const everywhere = [{ fields: {} }]
  return (
    choices.length > 0 &&
    choices.every((selectors) =>
      recorders.decided(
        `would ${selectorsKey(selectors)} ${JSON.stringify(residual)}`,
        () => covers([{ id: '', limits: everywhere, selectors }], residual, 'must').covered,
      ),
    )
  )
}

const accountsText = (scope: Scope): string =>
  (limitedTo(scope, 'account') ?? ['every account']).slice(0, 3).join(', ')

const nothingKnown = (scope: Scope, known: readonly Recorder[]): Why => ({
  reason: 'configuration unknown',
  detail:
    known.length === 0
      ? `no trail is known that could have recorded ${accountsText(scope)}: no snapshot lists its trails, and no CreateTrail was found in the logs`
      : `no snapshot lists the trails of ${accountsText(scope)}: others than ${known.map((r) => r.trail.arn).join(', ')} may have recorded these events`,
  remedy: `add a snapshot of ${accountsText(scope)} (docs/snapshot.md), then ask again`,
  stage: 0,
})

/** Without any snapshot a trail that is not known may have written the logs. */
const isTold = ({ ground }: Recorders): boolean => ground.snapshots.length > 0

const notSelected = (who: readonly Recorder[]): Why => ({
  reason: 'not selected',
  detail: `${who.map((r) => r.trail.arn).join(', ')} did not select these events`,
  remedy: 'select them from now on; what was not selected is nowhere to be had from CloudTrail',
  stage: 5,
})

const furthest = (reasons: readonly Why[]): Why | undefined =>
  reasons.toSorted((a, b) => b.stage - a.stage)[0]

/** The most telling reason for what is left at a time: which recorder would have recorded it, and why it did not. */
export const explain = (
  recorders: Recorders,
  scope: Scope,
  left: Left,
  time: Instant,
): Omit<Why, 'stage'> => {
  const residual: Scope = { boxes: left.residual.length === 0 ? scope.boxes : left.residual }
  if (left.tooComplex)
    return {
      reason: 'too complex',
      detail: 'the selectors and the question together are too many to compare',
      remedy: 'ask about fewer accounts, regions or resources at a time',
    }
  const looked = recorders.trails.map((recorder) => {
    const cell = cellOf(recorders, recorder, residual)
    const why = whyNot(recorders.ground, recorder, cell, time)
    const placed = contains(recorder.cell(cell).placed, time)
    return {
      recorder,
      why,
      placed,
      would: wouldCover(recorders, recorder, residual, time),
    }
  })
  const best = furthest(looked.flatMap((l) => (l.would && l.why !== undefined ? [l.why] : [])))
  if (left.undocumented)
    return {
      reason: 'undocumented behaviour',
      detail: `${looked
        .filter((l) => l.placed)
        .map((l) => l.recorder.trail.arn)
        .join(
          ', ',
        )} may have recorded these events: AWS does not document whether its selectors match them`,
      remedy: 'select them in a way that leaves no doubt: a whole bucket, with its slash',
    }
  if (best !== undefined && best.stage > 2 && (best.stage > 3 || isTold(recorders))) return best
  const selecting = looked.filter((l) => l.placed).map((l) => l.recorder)
  if (selecting.length > 0) return notSelected(selecting)
  const other = furthest(looked.flatMap((l) => l.why ?? []))
  const told = best ?? other
  return told !== undefined && (told.stage > 3 || isTold(recorders))
    ? told
    : nothingKnown(
        residual,
        looked.map((l) => l.recorder),
      )
}
