import type { Filter } from '../../../model/scope.ts'
import type { Asked, Part } from '../question.ts'
import { calls } from './common.ts'
import { both, didNotSucceed, narrowed, succeeded } from './filters.ts'
import { ofWhom } from './place.ts'

/** The part "management writes" of a question about named calls of one service, by anyone or by somebody (R8, R10). */
export const callsPart = (
  asked: Asked,
  title: string,
  source: string,
  names: readonly string[],
  filter?: Filter,
): Part => {
  const scope = calls(source, names, both(filter, asked.who))
  return {
    name: 'management-writes',
    title,
    default: true,
    pieces: ofWhom(narrowed(scope, succeeded), asked),
    attempts: narrowed(scope, didNotSucceed),
  }
}
