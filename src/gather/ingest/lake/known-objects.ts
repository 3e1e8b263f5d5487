import { hashText, wordsOf } from '../listing/hash.ts'
import type { KnownObject } from './commit.ts'
import { HashSet } from './hash-set.ts'

type Stored = Pick<KnownObject, 'uri' | 'bytes' | 'fingerprint'>

/** What is known of an object that was not ingested: hashes for what may be long. */
interface Doubtful {
  readonly outcome: KnownObject['outcome']
  readonly bytes: number
  readonly fingerprint: string | null
  readonly reason: string
}

/** How a stored object stands to the lake. */
export type Standing = 'ingested' | 'routed' | 'set-aside'

/**
 * The objects that a lake has accounted for, by hashes of what they are recognised by: for each that was ingested some
 * 50 bytes, where its line in the lake has 700. What was ingested once stays known; of the others the last word counts.
 */
export class KnownObjects {
  lastId = 0
  /** Place and size, and with them the content, of objects that were ingested. */
  readonly #ingested = new HashSet()
  readonly #doubtful = new Map<string, Doubtful>()

  /** Objects come in the order in which they were committed. */
  add({ id, uri, outcome, bytes, fingerprint, reason }: KnownObject): void {
    this.lastId = Math.max(this.lastId, id)
    const place = hashText(uri)
    if (outcome !== 'ingested') {
      this.#doubtful.set(place, {
        outcome,
        bytes,
        fingerprint: fingerprint === null ? null : hashText(fingerprint),
        reason: hashText(reason),
      })
      return
    }
    this.#doubtful.delete(place)
    if (fingerprint === null) return
    this.#ingested.add(...wordsOf(uri, bytes))
    this.#ingested.add(...wordsOf(uri, bytes, fingerprint))
  }

  get isEmpty(): boolean {
    return this.lastId === 0
  }

  /**
   * Whether the lake has this object: recognised by its place, its size and the hash (or ETag) of its stored bytes,
   * which is asked for only where it matters. One that was rejected is never recognised: it is tried again.
   */
  async standingOf(
    { uri, bytes }: Omit<Stored, 'fingerprint'>,
    fingerprintOf: () => Promise<string | null>,
  ): Promise<Standing | undefined> {
    const doubtful = this.#doubtful.get(hashText(uri))
    const candidate =
      doubtful?.outcome === 'rejected' || doubtful?.bytes !== bytes ? undefined : doubtful
    if (candidate?.fingerprint === null) return candidate.outcome as Standing
    const isPlace = this.#ingested.has(...wordsOf(uri, bytes))
    if (!isPlace && candidate === undefined) return undefined
    const fingerprint = await fingerprintOf()
    if (fingerprint === null) return undefined
    if (isPlace && this.#ingested.has(...wordsOf(uri, bytes, fingerprint))) return 'ingested'
    return candidate?.fingerprint === hashText(fingerprint)
      ? (candidate.outcome as Standing)
      : undefined
  }

  /** Whether an object was rejected before as it is now. */
  isRejectedAsBefore({ uri, bytes, reason, outcome }: KnownObject): boolean {
    if (outcome !== 'rejected') return false
    const before = this.#doubtful.get(hashText(uri))
    return (
      before?.outcome === 'rejected' && before.bytes === bytes && before.reason === hashText(reason)
    )
  }
}
