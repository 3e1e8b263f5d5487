import type { Covered, Recording } from '../../selectors/types.ts'
import { coversReal } from './covers.ts'
import type { Recordings } from './needs.ts'
import { recordedScope } from './recordings.ts'

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * A recording without the selectors that stay as they are: these lose nothing. (Of a prefix that is shut out, AWS does
 * not say whether case counts: such a selector does not surely record all that it surely selects.)
 */
export const changing = (was: Recording, after: readonly Recording[]): readonly Recording[] => {
  const is = after.find(({ id, limits }) => id === was.id && isSame(limits, was.limits))
  const { AdvancedEventSelectors: had, EventSelectors: basic = [] } = was.selectors
  const has = is?.selectors.AdvancedEventSelectors ?? []
  if (had === undefined || basic.length > 0 || has.length === 0) return [was]
  const left = had.filter((one) => !has.some((h) => isSame(h.FieldSelectors, one.FieldSelectors)))
  return left.length === 0 ? [] : [{ ...was, selectors: { AdvancedEventSelectors: left } }]
}

/**
 * What of the recordings of some recorders is surely recorded now and would not surely be by anything then: the residual,
 * seen or not. `touched` are the ids of the recorders that change; the others cannot lose anything.
 */
export const lostScope = (
  was: Recordings,
  is: Recordings,
  touched: ReadonlySet<string>,
): Covered => {
  const own = was.must.filter(({ id }) => touched.has(id)).flatMap((r) => changing(r, is.must))
  return coversReal(is.must, recordedScope(own, 'must'), 'must')
}
