import type { Box, BoxFields, Constraint, ScopeField } from '../../model/scope.ts'
import { scopeFields } from '../../model/scope.ts'

/** A conjunction: for each field all of its constraints hold; a field without any is free. */
export type Clause = { readonly [F in ScopeField]?: readonly Constraint[] }

/** What surely records and what possibly records: two unions of clauses (R2). */
export interface Reading {
  readonly must: readonly Clause[]
  readonly may: readonly Clause[]
}

export const NOTHING: Reading = { must: [], may: [] }
export const UNKNOWN: Reading = { must: [], may: [{}] }
export const surely = (...clauses: Clause[]): Reading => ({ must: clauses, may: clauses })

export const unionOf = (readings: readonly Reading[]): Reading => ({
  must: readings.flatMap((r) => r.must),
  may: readings.flatMap((r) => r.may),
})

export const constrainedFields = (clause: Clause): readonly ScopeField[] =>
  scopeFields.filter((field) => (clause[field]?.length ?? 0) > 0)

export const both = (a: Clause, b: Clause): Clause => {
  const out: { [F in ScopeField]?: readonly Constraint[] } = { ...a }
  for (const field of constrainedFields(b)) out[field] = [...(a[field] ?? []), ...(b[field] ?? [])]
  return out
}

const clauseOfFields = (fields: BoxFields): Clause =>
  Object.fromEntries(Object.entries(fields).map(([field, constraint]) => [field, [constraint]]))

/** A box as a clause; its filter is left out (R3). */
export const clauseOf = (box: Box): Clause =>
  (box.also ?? []).map(clauseOfFields).reduce(both, clauseOfFields(box.fields))

/** A clause as a box: what does not fit one constraint a field goes to `also`. */
export const boxOf = (clause: Clause): Box => {
  const layers: { [F in ScopeField]?: Constraint }[] = [{}]
  for (const field of constrainedFields(clause))
    clause[field]?.forEach((constraint, i) => {
      layers[i] = { ...layers[i], [field]: constraint }
    })
  const [fields = {}, ...also] = layers
  return also.length === 0 ? { fields } : { fields, also }
}
