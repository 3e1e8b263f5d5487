import type { EventCategory } from '../scope.ts'

/** One form in which an event is recorded. A member that is left out may have any value. */
export interface EventVariant {
  readonly category: EventCategory
  readonly readOnly?: boolean
  /** Each record carries a resource of at least one of these types. */
  readonly resourceTypes?: readonly string[]
}

/** Events of one service that are recorded in the same forms (verdict.md R4). */
export interface EventGroup {
  readonly names: readonly string[]
  readonly variants: readonly EventVariant[]
  /**
   * As a management or data event it has these forms and no other, so that they may narrow a scope. Any call may
   * also leave a network activity event.
   */
  readonly exclusive: boolean
  readonly source: string
}

export interface ServiceEvents {
  readonly eventSource: string
  readonly groups: readonly EventGroup[]
}

export const MANAGEMENT_READ = [{ category: 'Management', readOnly: true }] as const
export const MANAGEMENT_WRITE = [{ category: 'Management', readOnly: false }] as const
