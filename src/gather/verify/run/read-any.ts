import type { ObjectName } from '../../../model/digest.ts'
import type { Hidden, Read, Store } from '../store/store.ts'

/** How much a status tells: what one store denies another may have. */
const isAbsent = (read: Read): boolean => read.status === 'absent' || read.status === 'no-bucket'

/** Reads an object from the first store that has it; a store that may have it and cannot tell is heard before one that has it not. */
export const readAny = async (stores: readonly Store[], name: ObjectName): Promise<Read> => {
  let told: Read | undefined
  for (const store of stores) {
    const read = await store.read(name)
    if (read.status === 'read') return read
    if (told === undefined || (isAbsent(told) && !isAbsent(read))) told = read
  }
  return told ?? { status: 'absent', detail: `there is no ${name.key}` }
}

/** The version that a delete marker hides, in whichever store keeps versions. */
export const hiddenIn = async (
  stores: readonly Store[],
  name: ObjectName,
): Promise<Hidden | null> => {
  for (const store of stores) {
    const hidden = await store.hidden(name)
    if (hidden !== null) return hidden
  }
  return null
}
