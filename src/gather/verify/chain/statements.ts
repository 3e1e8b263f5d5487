import type { PreviousDigest } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Examined } from './examined.ts'

/** What a digest states of the one before it. */
export interface Statement {
  readonly by: Examined
  readonly previous: PreviousDigest
}

/** Statements by the digest that they are about, `bucket/key` as it states itself. */
export type Statements = ReadonlyMap<string, readonly Statement[]>

export const statementsOf = (all: readonly Examined[]): Statements => {
  const statements: Statement[] = []
  for (const by of all) {
    const previous = by.parsed?.digest.previous
    if (previous) statements.push({ by, previous })
  }
  return groupBy(statements, (s) => nameKey(s.previous))
}

export const statementsAbout = (e: Examined, statements: Statements): readonly Statement[] =>
  e.parsed === null ? [] : (statements.get(nameKey(e.parsed.digest)) ?? [])
