import type { Loss } from './losses.ts'

const configuration = /configuration|unchanged|witness|selector/i
const files = /digest|complete|listed|asserted|missing|altered|every (log )?file/i
const delivery = /deliver|backlog|digest/i

/** What an assumption must speak of so that it owns up to a loss without trace. */
const speaksOf: Partial<Record<Loss['cause'], RegExp>> = {
  'not selected': configuration,
  'not recording': configuration,
  'slow to follow': configuration,
  deleted: files,
  'renamed garbage': files,
  'record removed': files,
  'record altered': files,
  'delivery failed': delivery,
}

export const namesCause = (
  assumptions: readonly { readonly id: string; readonly sentence: string }[],
  cause: Loss['cause'],
): boolean => {
  const pattern = speaksOf[cause]
  return pattern !== undefined && assumptions.some((a) => pattern.test(`${a.id} ${a.sentence}`))
}
