import { isHimself } from '../reason/ask/himself.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * Who is behind the session of a shown event, in a few words: `Dana Whitfield`, `ci-runner (likely)`, `not known`;
 * nothing where no session has to be followed. Text is raw.
 */
export const actorText = ({ who, actor }: Readonly<Record<string, unknown>>): string | null => {
  if (!isObject(actor)) return null
  const label = String(actor.label ?? '')
  if (actor.known !== true) return 'not known'
  if (isHimself(who, label)) return null
  return actor.confidence === 'certain' ? label : `${label} (${actor.confidence})`
}
