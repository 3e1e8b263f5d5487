import type { FoundDigest, ParsedDigest } from '../digest/found.ts'
import type { Cell } from '../ledger/paths.ts'
import { openSeen, type Seen } from '../ledger/seen.ts'

/** What is remembered of an object in a bucket: a digest as it was parsed, or the hash of a log file. */
export type Remembered =
  | { readonly kind: 'digest'; readonly content: ParsedDigest }
  | { readonly kind: 'file'; readonly sha256: string; readonly trailing: number }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Only what this program wrote is in the workspace; this tells a file of another version. */
const accept = (value: unknown): Remembered | undefined => {
  if (!isObject(value)) return undefined
  const isFile =
    value.kind === 'file' && typeof value.sha256 === 'string' && typeof value.trailing === 'number'
  const { content } = value
  const isDigest =
    value.kind === 'digest' &&
    isObject(content) &&
    content.status === 'parsed' &&
    isObject(content.digest) &&
    Array.isArray(content.digest.files)
  return isFile || isDigest ? (value as Remembered) : undefined
}

export type Memory = Seen<Remembered>

/** The memory of a cell. `fresh`: what is remembered is not believed, and is written anew. */
export const openMemory = async (
  workspace: string,
  cell: Cell,
  fresh: boolean,
): Promise<Memory> => {
  const memory = await openSeen(workspace, cell, accept)
  return fresh ? { ...memory, get: () => undefined } : memory
}

/** What was parsed is worth remembering; what failed may succeed next time. */
export const isWorthKeeping = (content: FoundDigest['content']): content is ParsedDigest =>
  content.status === 'parsed'
