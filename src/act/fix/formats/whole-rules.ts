import type { Limit } from './form.ts'
import { isWhole, objectsIn, textsIn } from './texts.ts'

/**
 * What no form says: lifecycle rules of which not all was read. Declaring the rules replaces the whole list, and a
 * rule without the tags that narrow it would delete more than it did.
 */
export const wholeRules: Limit = (desired) => {
  if (desired.kind !== 'bucket') return undefined
  const rule = (desired.lifecycle ?? []).find(
    (r) =>
      r.isNarrowed ||
      r.transitions.some((t) => t.days === undefined) ||
      (r.expirationDays === undefined &&
        r.expirationDate === undefined &&
        r.noncurrentExpirationDays === undefined &&
        r.transitions.length === 0),
  )
  return rule === undefined
    ? undefined
    : `the lifecycle rule ${rule.id ?? 'without an id'} of ${desired.name} was not read whole, and writing the rules anew would change it`
}

/** Half of a character stands in no file; a member of that name is lost by half of the readers of JSON. */
export const wholeTexts: Limit = (desired) =>
  !textsIn(desired).every(isWhole)
    ? 'a text in it is not valid Unicode'
    : objectsIn(desired).some((o) => Object.hasOwn(o, '__proto__'))
      ? 'a member in it is named __proto__'
      : undefined
