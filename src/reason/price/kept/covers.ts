import type { Scope } from '../../../model/scope.ts'
import { covers } from '../../selectors/covers.ts'
import type { Covered, Mode, Recording } from '../../selectors/types.ts'
import { isUnreal, literalsOf } from './unreal.ts'

/** `covers`, of events that AWS can record: boxes that no event of AWS lies in are left out of the residual. */
export const coversReal = (recordings: readonly Recording[], scope: Scope, mode: Mode): Covered => {
  const answer = covers(recordings, scope, mode)
  if (answer.covered || answer.tooComplex) return answer
  const literals = literalsOf(recordings)
  const residual = answer.residual.filter((box) => !isUnreal(box, literals))
  return residual.length + answer.more === 0 ? { covered: true } : { ...answer, residual }
}
