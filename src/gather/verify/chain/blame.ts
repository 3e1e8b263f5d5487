import { digestAltered } from '../problems/kinds/digest-altered.ts'
import type { Examined } from './examined.ts'
import { type Statement, type Statements, statementsAbout } from './statements.ts'

/** Whether the digest found is the one that its successor names: same content, same signature. */
export const isAsStated = (e: Examined, { previous }: Statement): boolean =>
  e.parsed !== null &&
  e.parsed.sha256 === previous.sha256 &&
  (e.parsed.signature === null || e.parsed.signature === previous.signature.toLowerCase())

const fault = (e: Examined, about: string): void => {
  e.faults.push({ kind: digestAltered, about })
  if (e.standing === 'unproven') e.standing = 'untrue'
}

const OLDER = 'is not the one that the digest after it names: hash or signature differ'
const NEWER = 'names another hash or signature than the digest before it has'

const judge = (e: Examined, statement: Statement): void => {
  const { by } = statement
  if (by === e) return
  const unfitting = by.standing !== 'authentic' && e.open?.kind.id === 'unsigned'
  if (isAsStated(e, statement) && !unfitting) return
  if (by.standing === 'authentic') {
    if (!e.faults.some((f) => f.kind.id === 'digest-metadata-altered')) fault(e, OLDER)
  } else if (e.standing === 'authentic') {
    if (by.faults.length === 0) fault(by, NEWER)
  } else if (by.faults.length === 0 && e.faults.length === 0) {
    fault(by, NEWER)
    fault(e, OLDER)
  }
}

/**
 * Compares each digest with what its successors state of it: `previousDigestHashValue` and `previousDigestSignature`, which
 * the AWS command-line tool never does (peers.md 4.2). The older one is to blame if its successor is authentic, the
 * newer if only the older is; where neither is proven, one of both was altered and neither can be believed.
 */
export const blame = (all: readonly Examined[], statements: Statements): void => {
  const newestFirst = all.toSorted(
    (a, b) => b.found.name.time - a.found.name.time || (a.found.uri < b.found.uri ? -1 : 1),
  )
  for (const e of newestFirst)
    for (const statement of statementsAbout(e, statements)) judge(e, statement)
}
