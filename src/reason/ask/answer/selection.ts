import type { AskRequest } from '../../../model/ask.ts'
import { WholetrailError } from '../../../model/error.ts'
import { nearNames } from '../../identity/near.ts'
import type { Part } from '../question.ts'

/** A part, and whether it is asked; one that is not is still searched where no part was named (R8). */
export interface Selected {
  readonly part: Part
  readonly asked: boolean
}

/** The parts that are asked: those named, all, or the question's own default (R8). Throws `usage`. */
export const selectParts = (parts: readonly Part[], wanted: AskRequest['parts']): Selected[] => {
  if (wanted === undefined) return parts.map((part) => ({ part, asked: part.default }))
  if (wanted === 'all' || wanted.includes('all'))
    return parts.map((part) => ({ part, asked: true }))
  const names = parts.map((p) => p.name)
  for (const name of wanted)
    if (!names.includes(name))
      throw new WholetrailError('usage', `the question has no part ${name}`, {
        hint: `did you mean ${[...nearNames(name, names), ...names].slice(0, 3).join(' or ')}?`,
      })
  return parts.map((part) => ({ part, asked: wanted.includes(part.name) }))
}
