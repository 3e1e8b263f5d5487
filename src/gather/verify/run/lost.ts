import type { ObjectName } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import type { FoundFile } from '../digest/found.ts'
import type { CellChain } from './chains.ts'

/** Objects that are gone or hidden: who deleted them is worth asking. */
export const lostObjects = (
  chains: readonly CellChain[],
  named: readonly ObjectName[],
  files: ReadonlyMap<string, FoundFile>,
): readonly ObjectName[] => {
  const digests = chains.flatMap((c) => c.digests.map((d) => d.found))
  const there = new Set(digests.map((d) => nameKey(d.object)))
  const hidden = digests.filter((d) => d.hidden !== null).map((d) => d.object)
  const previous = digests.flatMap(({ content }) =>
    content.status === 'parsed' && content.digest.previous !== null
      ? [content.digest.previous]
      : [],
  )
  const gone = previous.filter((p) => !there.has(nameKey(p)))
  const lost = named.filter((name) => {
    const file = files.get(nameKey(name))
    return file?.status === 'absent' || (file?.status === 'found' && file.hidden !== null)
  })
  return [...hidden, ...gone, ...lost].map(({ bucket, key }) => ({ bucket, key }))
}
