import type { Box } from '../../model/scope.ts'
import type { Selectors } from '../../model/selector.ts'

/**
 * What one recorder records: events that its selectors select, within its limits.
 * `limits` is a union of boxes over any scope fields (accounts, regions, global services): where the recorder works.
 */
export interface Recording {
  readonly id: string
  readonly limits: readonly Box[]
  readonly selectors: Selectors
}

/** `must`: surely recorded, whatever AWS does where it is silent. `may`: possibly recorded (R2). */
export type Mode = 'must' | 'may'

export type Covered =
  | { readonly covered: true }
  | {
      readonly covered: false
      /** Merged boxes, at most 50. */
      readonly residual: readonly Box[]
      readonly more: number
      /** The bound on nodes was reached: blind, which is sound (verdict.md 9). */
      readonly tooComplex: boolean
    }

/** The fields of one record that selectors can name; a value that the record lacks is `undefined` (R1). */
export interface SelectableEvent {
  readonly account?: string | undefined
  readonly region?: string | undefined
  readonly eventCategory?: string | undefined
  readonly eventSource?: string | undefined
  readonly eventName?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly eventType?: string | undefined
  /** `undefined`: the record has no resources[] although the event may have had some. */
  readonly resources?:
    | readonly {
        type?: string | undefined
        arn?: string | undefined
        arnPrefix?: string | undefined
      }[]
    | undefined
  readonly userIdentityArn?: string | undefined
  readonly sessionCredentialFromConsole?: string | undefined
  readonly errorCode?: string | undefined
  readonly vpcEndpointId?: string | undefined
}
