import type { Ternary } from '../../model/scope.ts'

/** Who asks, of the kinds that policies name. */
export type Requester =
  | { readonly kind: 'AWS'; readonly arn: string; readonly account: string }
  | {
      readonly kind: 'Service'
      readonly name: string
      /** Accounts that are surely not the service's own: old policies name it by an account (facts/aws.md 8.3). */
      readonly notOf?: ReadonlySet<string>
    }
  | { readonly kind: 'Federated'; readonly name: string }

/** How a condition operator compares. */
export type Comparison = 'equals' | 'equals-ignoring-case' | 'like' | 'arn' | 'bool' | 'number'

/** A condition key with one value that is only partly known: it can say of some literals that it is, or is not, them. */
export interface PartlyKnown {
  readonly resembles: (value: string, comparison: Comparison) => Ternary
  /** Whether the key is in the request at all; where it is left out, it is. */
  readonly isThere?: 'yes' | 'unknown'
}

/** Values of a condition key. An empty list: the key is known to be absent from the request. */
export type ContextValue = readonly string[] | PartlyKnown

export const isPartlyKnown = (value: ContextValue): value is PartlyKnown => 'resembles' in value

/** All resources whose ARN begins so: what is said of them must hold for each, whatever its name. */
export interface AllBelow {
  readonly below: string
}

/** A call to be judged. A condition key in lower case; one that is not there is not known. */
export interface Request {
  readonly requester: Requester
  readonly action: string
  readonly resource: string | AllBelow
  readonly context: Readonly<Record<string, ContextValue>>
}
