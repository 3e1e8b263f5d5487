import type { Instant } from '../../model/time.ts'
import type { RoleAttribution } from '../../model/trace.ts'

/** Facts that take long to draw, and are left out where no check wants them. */
export interface WantedFacts {
  readonly roles: boolean
  readonly keys?: boolean
}

/** A key that lasts, on the day when it was used from most addresses. */
export interface KeyUse {
  readonly key: string
  /** ARN of the user who bears it. */
  readonly user: string
  readonly account: string
  readonly addresses: number
  readonly day: Instant
}

/** What the logs themselves show, drawn from a lake once before the checks run. */
export interface LakeFacts {
  /** Accounts and regions that events were delivered for, with the time of the newest. */
  readonly delivered: readonly {
    readonly account: string
    readonly region: string
    readonly newest: Instant
    readonly events: number
  }[]
  /** Events of the newest week with two or more sightings, by the pair of places that hold their copies. */
  readonly copies: readonly {
    readonly account: string
    readonly region: string
    /** `bucket/prefix` of each copy, sorted. */
    readonly places: readonly string[]
    readonly events: number
  }[]
  /** Types of resource with data events that management events show to be in use. */
  readonly resourceTypes: readonly { readonly account: string; readonly type: string }[]
  /** Who is behind the sessions of each role; `undefined` where nobody asked, for it takes the whole graph. */
  readonly roles: readonly RoleAttribution[] | undefined
  /** From where keys that last were used; `undefined` where nobody asked. */
  readonly keys?: readonly KeyUse[] | undefined
}
