import { type ScopeField, scopeFields } from '../../../model/scope.ts'
import type { Operator, Selectors } from '../../../model/selector.ts'
import { normalise } from '../../selectors/normalise.ts'

/** The texts that selectors compare a field with, by the place where each must stand. */
export interface Literals {
  readonly exact: readonly string[]
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
}

const kindOf = {
  Equals: 'exact',
  NotEquals: 'exact',
  StartsWith: 'prefixes',
  NotStartsWith: 'prefixes',
  EndsWith: 'suffixes',
  NotEndsWith: 'suffixes',
} as const satisfies Readonly<Record<Operator, keyof Literals>>

const clausesOf = (selectors: readonly Selectors[]) =>
  selectors.flatMap((s) => {
    const { must, may } = normalise(s)
    return [...must, ...may]
  })

/** Every literal that some selectors hold for a field, each once, in whatever way they are read (R2). */
export const literalsOf = (selectors: readonly Selectors[], field: ScopeField): Literals => {
  const found = {
    exact: new Set<string>(),
    prefixes: new Set<string>(),
    suffixes: new Set<string>(),
  }
  for (const clause of clausesOf(selectors))
    for (const constraint of clause[field] ?? [])
      for (const [operator, values] of Object.entries(constraint))
        for (const value of values) found[kindOf[operator as Operator]].add(value)
  return {
    exact: [...found.exact],
    prefixes: [...found.prefixes],
    suffixes: [...found.suffixes],
  }
}

/** The fields that some selectors name at all: no other can tell two events apart. */
export const namedFields = (selectors: readonly Selectors[]): ReadonlySet<ScopeField> => {
  const clauses = clausesOf(selectors)
  return new Set(scopeFields.filter((field) => clauses.some((c) => c[field] !== undefined)))
}
