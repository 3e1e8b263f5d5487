import { groupBy } from '../../../model/group-by.ts'
import type { FoundDigest } from '../digest/found.ts'
import { unsigned } from '../problems/kinds/unsigned.ts'
import { blame } from './blame.ts'
import type { KeyContext } from './context.ts'
import { examine } from './examine.ts'
import type { Examined } from './examined.ts'
import { prove } from './prove.ts'
import { statementsOf } from './statements.ts'

/** The same bytes under the same name from two sources are one digest. */
const identity = ({ name, object, content, hidden }: FoundDigest): string =>
  content.status === 'parsed'
    ? [
        content.digest.bucket,
        content.digest.key,
        object.key.slice(object.key.lastIndexOf('/') + 1),
        content.sha256,
        content.trailing,
        content.signature,
        content.signatureAlgorithm,
        content.generatedAt,
        hidden?.deletedAt,
        hidden === null,
      ].join('\n')
    : [name.time, object.bucket, object.key, content.status].join('\n')

const once = (found: readonly FoundDigest[]): readonly FoundDigest[] => {
  const there = found
    .filter((d) => d.content.status !== 'absent')
    .toSorted((a, b) => a.name.time - b.name.time || (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0))
  return [...groupBy(there, identity).values()].flatMap((same) => same.slice(0, 1))
}

/** Why no digest after it states its signature. */
const whyNoSuccessor = ([next]: readonly Examined[]): string =>
  next?.parsed?.digest.previous === null
    ? 'the chain begins anew after it, so that no digest states its signature'
    : 'the digest after it is gone'

/** In the middle of a chain an unsigned digest is one whose successor is gone. */
const nameUnsigned = (all: readonly Examined[]): void => {
  const newest = all.at(-1)
  for (const [i, e] of all.entries())
    if (e.open?.kind.id === 'unsigned-offline' && e.found.name.time !== newest?.found.name.time)
      e.open = {
        kind: unsigned,
        about: `has no signature here: its metadata was not kept, and ${whyNoSuccessor(all.slice(i + 1))}`,
      }
}

/** The digests of a chain, oldest name first, each with its standing: what is authentic, what is not, what is not known. */
export const proveAll = (
  found: readonly FoundDigest[],
  context: KeyContext,
): readonly Examined[] => {
  const all = once(found).map(examine)
  const statements = statementsOf(all)
  for (const e of all) prove(e, statements, context)
  nameUnsigned(all)
  blame(all, statements)
  return all
}
