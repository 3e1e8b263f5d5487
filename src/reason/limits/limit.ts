import type { Box, EventCategory, Scope } from '../../model/scope.ts'

/** Something that CloudTrail never records, or that no trail can be made to show (R11). */
export interface Limit {
  readonly id: string
  readonly class: 'never recorded' | 'recorded elsewhere' | 'hidden identity' | 'partly recorded'
  /** What is not checked, said so that it can stand alone. */
  readonly sentence: string
  /** Questions that it touches: those about these categories and, where given, these services. */
  readonly touches: readonly {
    readonly category: EventCategory
    readonly sources?: readonly string[]
  }[]
  readonly source: string
}

const overlaps = (
  box: Box,
  category: EventCategory,
  sources: readonly string[] | undefined,
): boolean => {
  const asked = box.fields.eventCategory?.Equals
  const services = box.fields.eventSource?.Equals
  const sameCategory = asked === undefined || asked.includes(category)
  const sameService =
    services === undefined || sources === undefined || services.some((s) => sources.includes(s))
  return sameCategory && sameService
}

/** Whether a limit touches any event of a scope. */
export const touchesScope = (limit: Limit, scope: Scope): boolean =>
  scope.boxes.some((box) =>
    limit.touches.some(({ category, sources }) => overlaps(box, category, sources)),
  )
