/**
 * A policy document of IAM, normalised: AWS takes one value where it takes a list, and condition keys and operators
 * in any case. Documents are kept in snapshots as they came.
 */
export interface Statement {
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  /** Absent where the document has none (identity policies). `*` alone is `{ AWS: ['*'] }`. */
  readonly principals: Principals | undefined
  readonly notPrincipals: Principals | undefined
  readonly actions: readonly string[] | undefined
  readonly notActions: readonly string[] | undefined
  readonly resources: readonly string[] | undefined
  readonly notResources: readonly string[] | undefined
  readonly conditions: readonly PolicyCondition[]
}

/** By kind: AWS, Service, Federated, CanonicalUser. */
export type Principals = Readonly<Record<string, readonly string[]>>

export interface PolicyCondition {
  /** In lower case, with its set prefix and IfExists suffix: `stringequals`, `forallvalues:stringlikeifexists`. */
  readonly operator: string
  /** In lower case: `aws:sourcearn`. */
  readonly key: string
  readonly values: readonly string[]
}

const list = (value: unknown): readonly string[] | undefined =>
  value === undefined || value === null ? undefined : [value].flat().map(String)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const principalsOf = (value: unknown): Principals | undefined => {
  if (value === undefined) return undefined
  if (!isObject(value)) return { AWS: list(value) ?? [] }
  return Object.fromEntries(Object.entries(value).map(([kind, names]) => [kind, list(names) ?? []]))
}

const conditionsOf = (value: unknown): readonly PolicyCondition[] =>
  !isObject(value)
    ? []
    : Object.entries(value).flatMap(([operator, keys]) =>
        !isObject(keys)
          ? []
          : Object.entries(keys).map(([key, values]) => ({
              operator: operator.toLowerCase(),
              key: key.toLowerCase(),
              values: list(values) ?? [],
            })),
      )

/** One statement as it came, normalised. An effect that is neither word is read as Deny, which grants nothing. */
export const statementOf = (value: unknown): Statement => {
  const s = isObject(value) ? value : {}
  return {
    sid: typeof s.Sid === 'string' ? s.Sid : undefined,
    effect: s.Effect === 'Allow' ? 'Allow' : 'Deny',
    principals: principalsOf(s.Principal),
    notPrincipals: principalsOf(s.NotPrincipal),
    actions: list(s.Action),
    notActions: list(s.NotAction),
    resources: list(s.Resource),
    notResources: list(s.NotResource),
    conditions: conditionsOf(s.Condition),
  }
}

/** The statements of a policy document, in order. */
export const statementsOf = (document: Readonly<Record<string, unknown>>): readonly Statement[] =>
  [document.Statement ?? []].flat().map(statementOf)
