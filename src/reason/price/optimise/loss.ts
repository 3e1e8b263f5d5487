import type { Exclusion, GoalPart } from '../../../model/goal.ts'
import type { Need, NeedChange } from '../../../model/proposal.ts'
import type { Range } from '../../../model/range.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { Mode } from '../../selectors/types.ts'
import { coversReal } from '../kept/covers.ts'
import { changing, lostScope } from '../kept/lost-scope.ts'
import { needChanges, type Recordings } from '../kept/needs.ts'
import { recordedScope } from '../kept/recordings.ts'
import type { Candidate } from './candidate.ts'

const loses = (
  part: GoalPart,
  was: Recordings,
  is: Recordings,
  arn: string,
  mode: Mode,
): boolean => {
  const own = was[mode].filter(({ id }) => id === arn).flatMap((r) => changing(r, is[mode]))
  const asked = intersect(part.scope, recordedScope(own, mode))
  return asked.boxes.length > 0 && !coversReal(is[mode], asked, mode).covered
}

/** The first part of a goal of which something is recorded, surely or possibly, and would no longer be. */
export const touched = (
  parts: readonly GoalPart[],
  was: Recordings,
  is: Recordings,
  arn: string,
): GoalPart | undefined =>
  parts.find((part) => loses(part, was, is, arn, 'must') || loses(part, was, is, arn, 'may'))

/** What one trail alone would no longer record. */
const dropped = (was: Recordings, is: Recordings, arn: string) => {
  const [before, after] = [was, is].map(({ must }) => must.filter(({ id }) => id === arn))
  return coversReal(after ?? [], recordedScope(before ?? [], 'must'), 'must')
}

const keepers = (was: Recordings, is: Recordings, arn: string): readonly string[] => {
  const gone = dropped(was, is, arn)
  if (gone.covered || gone.more > 0 || gone.tooComplex) return []
  const others = is.must.filter(({ id }) => id !== arn)
  return others
    .filter((other) => coversReal([other], { boxes: gone.residual }, 'must').covered)
    .map(({ id }) => id)
}

const isWorse = ({ change }: NeedChange): boolean =>
  change !== 'becomes-answerable' && change !== 'wider'

const named = (arns: readonly string[]): string =>
  arns.map((arn) => arn.replace(/^.*\//, '')).join(', ')

/** What would be lost with an exclusion, proven by what of the trail's recording no recorder would surely cover. */
export const lossOf = (
  candidate: Candidate,
  was: Recordings,
  is: Recordings,
  needs: readonly Need[],
  events: Range,
): Exclusion['loss'] => {
  const { arn } = candidate.trail.arn
  const residual = lostScope(was, is, new Set([arn]))
  const keptBy = residual.covered ? keepers(was, is, arn) : []
  const own = 'setting' in candidate ? [candidate.excluded] : []
  return {
    scope: residual.covered ? own : residual.residual,
    more: residual.covered ? 0 : residual.more,
    keptBy,
    events,
    sentence:
      residual.covered && keptBy.length > 0
        ? `Nothing: ${named(keptBy)} records the same events`
        : candidate.loss,
    needs: needChanges(needs, was, is).filter(isWorse),
  }
}
