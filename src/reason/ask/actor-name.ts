import { isHimself } from './himself.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A key that lasts may be in anyone's hands: who made it is named as that, so that nobody is accused of a theft. */
const madeBy = (through: Readonly<Record<string, unknown>>, label: string): string =>
  `a lasting key${typeof through.bearer === 'string' ? ` of ${through.bearer}` : ''}, made by ${label}`

/**
 * Who is behind the session of a shown event, in a few words: `dana@example.com`, `ci-runner (likely)`, `a lasting key
 * of ci-runner, made by dana@example.com (likely)`, `not known`; nothing where no session had to be followed. Text is raw.
 */
export const actorName = ({ who, actor }: Readonly<Record<string, unknown>>): string | null => {
  if (!isObject(actor)) return null
  const label = String(actor.label ?? '')
  if (actor.known !== true) return 'not known'
  if (isHimself(who, label)) return null
  const name = isObject(actor.through) ? madeBy(actor.through, label) : label
  const sure = actor.confidence === 'certain' ? name : `${name} (${actor.confidence})`
  const claim = actor.sourceIdentity
  return typeof claim === 'string' && claim !== label ? `${sure}, source identity ${claim}` : sure
}
