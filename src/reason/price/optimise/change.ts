import type { GoalPart, Refused } from '../../../model/goal.ts'
import type { Box, BoxFields } from '../../../model/scope.ts'
import { SELECTOR_LIMITS, valuesIn } from '../../../model/selector.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { PricedTrail } from '../copies/recorder.ts'
import { givesWith } from '../copies/trails.ts'
import { asAdvanced } from './as-advanced.ts'
import type { Candidate } from './candidate.ts'
import { boxOfCut, type Cut, withoutCuts } from './cut.ts'

/** A trail as it was and what is left out of it by now. */
export interface Shaped {
  readonly base: PricedTrail
  readonly cuts: readonly Cut[]
  readonly now: PricedTrail
}

type Reason = Pick<Refused, 'reason' | 'sentence'>
type Changed = { readonly shaped: Shaped } | { readonly refused: Reason }

const refuse = (reason: Refused['reason'], sentence: string): Changed => ({
  refused: { reason, sentence },
})

/** Goals that are narrow enough for a selector of their own; one for a whole service would keep the noise as well. */
const isNarrow = ({ fields }: Box): boolean =>
  fields['userIdentity.arn'] !== undefined || fields['resources.ARN'] !== undefined

/** Boxes of a goal that meet a cut and may be kept beside it. */
const keptOf = (parts: readonly GoalPart[], cuts: readonly Cut[]): readonly BoxFields[] =>
  parts
    .flatMap((part) => part.scope.boxes)
    .filter(isNarrow)
    .filter((box) =>
      cuts.some((cut) => intersect({ boxes: [box] }, { boxes: [boxOfCut(cut)] }).boxes.length > 0),
    )
    .map((box) => box.fields)

const withoutRecursion = (shaped: Shaped): Changed => {
  const { now } = shaped
  if (now.config === undefined)
    return refuse('unknown', `The settings of trail ${now.arn.name} could not be read`)
  const config = { ...now.config, recursiveLogging: false }
  return { shaped: { ...shaped, now: { ...now, config, gives: givesWith(now.arn, config) } } }
}

const withCut = (shaped: Shaped, cut: Cut, parts: readonly GoalPart[]): Changed => {
  const { base, now } = shaped
  if (base.selectors === undefined || base.config === undefined)
    return refuse('unknown', `Trail ${base.arn.name} could not be read`)
  const advanced = asAdvanced(base.selectors)
  if (advanced === undefined)
    return refuse(
      'not-expressible',
      'Its basic selectors have no advanced form that is known to mean the same',
    )
  const cuts = [...shaped.cuts, cut]
  const selectors = withoutCuts(advanced, cuts, cut.category === 'Data' ? keptOf(parts, cuts) : [])
  if (selectors === undefined)
    return refuse('not-expressible', 'Its selectors cannot be narrowed in the language of AWS')
  const values = valuesIn(selectors)
  if (values > SELECTOR_LIMITS.values)
    return refuse(
      'limit',
      `It would take ${values} values, AWS allows ${SELECTOR_LIMITS.values} for a trail`,
    )
  return { shaped: { base, cuts, now: { ...now, selectors } } }
}

/** A trail that leaves out the noise of a candidate as well, and what a goal asks of it stays. */
export const changedBy = (
  candidate: Candidate,
  shaped: Shaped,
  parts: readonly GoalPart[],
): Changed => {
  if ('unsayable' in candidate) return refuse('not-expressible', candidate.unsayable)
  return 'setting' in candidate ? withoutRecursion(shaped) : withCut(shaped, candidate.cut, parts)
}
