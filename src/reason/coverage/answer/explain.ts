import { contains } from '../../../model/intervals.ts'
import type { Box, Scope } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Instant } from '../../../model/time.ts'
import { isCovered } from '../../selectors/covers.ts'
import { limitedTo, placesFor } from '../places/named-places.ts'
import { ANY, type Cell } from '../read/location.ts'
import type { Recorder, Recorders } from '../recorders.ts'
import { selectorsKey } from '../trails/selectors-key.ts'
import type { Decision } from './decide.ts'
import type { Why } from './reason.ts'
import { whyNot } from './why.ts'

type Left = Extract<Decision, { covered: false }>

/** A cell in the place of those of one box: the recorder's own account and region where the box has them. */
const cellIn = (recorders: Recorders, { trail }: Recorder, box: Box): Cell => {
  const scope: Scope = { boxes: [box] }
  const own = (values: readonly string[] | undefined, mine: string) =>
    values?.includes(mine) === true ? mine : values?.[0]
  const named = placesFor(recorders.ground, scope)
  const excluded = box.fields.region?.NotEquals ?? []
  return {
    account: own(limitedTo(scope, 'account'), trail.account) ?? trail.account,
    region:
      own(limitedTo(scope, 'region'), trail.region) ??
      named.regions.find((r) => r === ANY || !excluded.includes(r)) ??
      ANY,
  }
}

/** More boxes than these are not looked at. */
const LOOKED_AT = 16

/** The cells to look at in the place of all those that are left: in the recorder's own account, else in the first. */
const cellsOf = (recorders: Recorders, recorder: Recorder, { boxes }: Scope): readonly Cell[] => {
  const all = boxes.slice(0, LOOKED_AT).map((box) => cellIn(recorders, recorder, box))
  const own = all.filter((cell) => cell.account === recorder.trail.account)
  const cells = own.length > 0 ? own : all.slice(0, 1)
  return [...new Map(cells.map((cell) => [`${cell.account} ${cell.region}`, cell])).values()]
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
      recorders.decided(`would ${selectorsKey(selectors)} ${JSON.stringify(residual)}`, () =>
        isCovered([{ id: '', limits: everywhere, selectors }], residual, 'must'),
      ),
    )
  )
}

const accountsText = (scope: Scope): string =>
  (limitedTo(scope, 'account') ?? ['every account']).slice(0, 3).join(', ')

/** A snapshot is what `collect` writes. */
const COLLECT = 'wholetrail collect [--org]'

const nothingKnown = (scope: Scope, known: readonly Recorder[]): Why => ({
  reason: 'configuration unknown',
  detail:
    known.length === 0
      ? `no trail is known that could have recorded ${accountsText(scope)}: no snapshot lists its trails, and no CreateTrail was found in the logs`
      : `no snapshot lists the trails of ${accountsText(scope)}: others than ${known.map((r) => r.trail.arn).join(', ')} may have recorded these events`,
  remedy: `collect ${accountsText(scope)}, then ask again: ${COLLECT}`,
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

/** Of equals the first. */
const furthest = (reasons: readonly Why[]): Why | undefined =>
  reasons.toSorted((a, b) => b.stage - a.stage)[0]

/** Recorders of whole organisations before those of one account, those of all regions before those of one. */
const widestFirst = <T extends { readonly recorder: Recorder }>(
  looked: readonly T[],
  time: Instant,
): readonly T[] => {
  const width = ({ recorder }: T): number => {
    const config = recorder.state.pieces.find((p) => p.from <= time && time < p.to)?.config
    return (config?.isOrganization === true ? 2 : 0) + (config?.isMultiRegion === true ? 1 : 0)
  }
  return looked.toSorted((a, b) => width(b) - width(a))
}

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
    const cells = cellsOf(recorders, recorder, residual)
    const why = furthest(cells.flatMap((c) => whyNot(recorders.ground, recorder, c, time) ?? []))
    const placed = cells.some((cell) => contains(recorder.cell(cell).placed, time))
    return {
      recorder,
      why,
      placed,
      would: wouldCover(recorders, recorder, residual, time),
    }
  })
  const widest = widestFirst(looked, time)
  const best = furthest(widest.flatMap((l) => (l.would && l.why !== undefined ? [l.why] : [])))
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
  const other = furthest(widest.flatMap((l) => l.why ?? []))
  const told = best ?? other
  return told !== undefined && (told.stage > 3 || isTold(recorders))
    ? told
    : nothingKnown(
        residual,
        looked.map((l) => l.recorder),
      )
}
