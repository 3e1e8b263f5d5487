import type { Asked } from './asked.ts'
import { userKey } from './user-key.ts'

/**
 * What users around a subject were called: who bears several names, or is named by a call, may have been renamed, and
 * is then looked for under each of his names.
 */
export const makeNames = (asked: Asked) => {
  const names = new Map<string, string | null>()
  const pairs: (readonly [string, string])[] = []
  return {
    /** A record bears this name of a unique id. */
    seen: (id: string, arn: string | null) => {
      if (names.has(id) && names.get(id) !== arn) asked.renames()
      names.set(id, arn)
    },
    renamed: (account: string | null, from: string | null, to: string | null) => {
      if (account !== null && from !== null && to !== null)
        pairs.push([userKey(account, from), userKey(account, to)])
    },
    /** Asks for the other names of everyone who is asked for by now. */
    spread: () => {
      let size = -1
      while (size !== asked.size()) {
        size = asked.size()
        for (const [from, to] of pairs) {
          if (asked.hasUser(from)) asked.user(to, asked.isUserBelow(from))
          if (asked.hasUser(to)) asked.user(from, asked.isUserBelow(to))
        }
      }
    },
  }
}
export type Names = ReturnType<typeof makeNames>
