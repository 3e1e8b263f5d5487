import type { Covered } from '../../selectors/types.ts'
import { coversReal } from './covers.ts'
import type { Recordings } from './needs.ts'
import { recordedScope } from './recordings.ts'

/**
 * What of the recordings of some recorders is surely recorded now and would not surely be by anything then: the residual,
 * seen or not. `touched` are the ids of the recorders that change; the others cannot lose anything.
 */
export const lostScope = (
  was: Recordings,
  is: Recordings,
  touched: ReadonlySet<string>,
): Covered => {
  const own = was.must.filter(({ id }) => touched.has(id))
  return coversReal(is.must, recordedScope(own, 'must'), 'must')
}
