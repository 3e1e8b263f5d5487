import type { Box, Scope } from '../../../model/scope.ts'
import { covers } from '../../selectors/covers.ts'
import { intersect } from '../../selectors/intersect.ts'
import type { Mode } from '../../selectors/types.ts'
import type { World } from '../world.ts'
import { isPossible } from './possible.ts'
import type { Limits, Recorder } from './recorder.ts'
import { contentOf, selection } from './selected.ts'

/** What two recorders of one place surely record both, and what each alone adds. Without places. */
export interface Overlap {
  readonly both: readonly Box[]
  readonly onlyFirst: readonly Box[]
  readonly onlySecond: readonly Box[]
}

/** A recorder reduced to what decides: what it selects, and its limits. */
type Selecting = Pick<Recorder, 'selectors' | 'limits'>

const NOTHING: Scope = { boxes: [] }

const recordedBy = ({ selectors, limits }: Selecting, mode: Mode): Scope => {
  if (selectors === undefined) return mode === 'must' ? NOTHING : { boxes: [{ fields: {} }] }
  const selected = selection(selectors, mode)
  const reading: keyof Limits = mode === 'must' ? 'sure' : 'possible'
  return limits.key === '' ? selected : intersect(selected, { boxes: limits[reading] })
}

/** What the first surely records and the second does not surely record. */
const added = (first: Selecting, second: Selecting): readonly Box[] => {
  const scope = recordedBy(first, 'must')
  if (second.selectors === undefined) return scope.boxes
  const recording = { id: '', limits: second.limits.sure, selectors: second.selectors }
  const covered = covers([recording], scope, 'must')
  return covered.covered ? [] : covered.residual.filter(isPossible)
}

const keyOf = (world: World, { selectors, limits }: Selecting): string =>
  `${selectors === undefined ? '?' : contentOf(world, selectors)}:${limits.key}`

/** By algebra, for two recorders that work in one place; computed once for equal selectors. */
export const overlapOf = (world: World, first: Selecting, second: Selecting): Overlap => {
  const keys = [keyOf(world, first), keyOf(world, second)]
  return world.once(`overlap ${keys.join(' ')}`, () => {
    const scope = recordedBy(first, 'must')
    if (keys[0] === keys[1]) return { both: scope.boxes, onlyFirst: [], onlySecond: [] }
    const both = intersect(scope, recordedBy(second, 'must')).boxes.filter(isPossible)
    if (both.length === 0)
      return { both, onlyFirst: scope.boxes, onlySecond: recordedBy(second, 'must').boxes }
    return { both, onlyFirst: added(first, second), onlySecond: added(second, first) }
  })
}

/** Whether a recorder that is not wholly known may record what another one surely does. */
export const mayRepeat = (world: World, unsure: Selecting, sure: Selecting): boolean =>
  world.once(`may repeat ${keyOf(world, unsure)} ${keyOf(world, sure)}`, () =>
    intersect(recordedBy(unsure, 'may'), recordedBy(sure, 'must')).boxes.some(isPossible),
  )
