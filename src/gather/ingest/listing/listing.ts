import type { Listed } from '../work/task.ts'
import { Numbers } from './numbers.ts'
import { Texts } from './texts.ts'

/** What many objects have in common. */
type Common = Omit<Listed, 'uri' | 'path' | 'source' | 'bytes' | 'etag' | 'claim'> & {
  readonly claim: Omit<Listed['claim'], 'named' | 'day'>
  readonly isLocal: boolean
  /** Whether its name ends as that of a gzip file. */
  readonly isGzip: boolean
  /** Every source that lists it; the last is the one that it is read from. */
  readonly sources: readonly string[]
}

/**
 * Everything that the sources list. A year of an organisation is half a million log files and more, of which each as
 * an object of JavaScript's takes a kilobyte: so they are columns, and what is the same for all files of an account
 * and region is there once.
 */
export class Listing {
  count = 0
  readonly #uris = new Texts()
  readonly #etags = new Texts()
  readonly #bytes = new Numbers()
  readonly #named = new Numbers()
  readonly #days = new Numbers()
  readonly #common = new Numbers()
  readonly #kinds: Common[] = []
  readonly #numbers = new Map<string, number>()

  add({ uri, path, source, bytes, etag, claim, ...rest }: Listed): void {
    const { named, day, ...claimed } = claim
    this.#uris.add(uri)
    this.#etags.add(etag ?? '')
    this.#bytes.add(bytes)
    this.#named.add(named)
    this.#days.add(day)
    const is = { isLocal: path !== undefined, isGzip: uri.endsWith('.gz') }
    this.#common.add(this.#numberOf({ ...rest, ...is, claim: claimed, sources: [source] }))
    this.count++
  }

  /** Object number `n`, in the order of listing. */
  at(n: number): Listed {
    const { claim, isLocal, isGzip: _, sources, ...rest } = this.common(n)
    const uri = this.#uris.at(n)
    return {
      ...rest,
      uri,
      ...(isLocal ? { path: uri } : {}),
      source: sources.at(-1) ?? '',
      bytes: this.bytes(n),
      etag: this.#etags.at(n) || null,
      claim: { ...claim, named: this.named(n), day: this.day(n) },
    }
  }

  uri(n: number): string {
    return this.#uris.at(n)
  }

  bytes(n: number): number {
    return this.#bytes.at(n) ?? 0
  }

  named(n: number): number | null {
    return this.#named.at(n)
  }

  day(n: number): number | null {
    return this.#days.at(n)
  }

  common(n: number): Common {
    return this.#kinds[this.commonNumber(n)] as Common
  }

  /** Objects with equal numbers have all in common that `common` says; numbers begin at 0. */
  commonNumber(n: number): number {
    return this.#common.at(n) ?? 0
  }

  get commons(): readonly Common[] {
    return this.#kinds
  }

  compareUris(a: number, b: number): number {
    return this.#uris.compare(a, b)
  }

  /** Object `n` is what the sources of `other` list too. */
  alsoFrom(n: number, other: number): void {
    const own = this.common(n)
    const sources = [...new Set([...this.common(other).sources, ...own.sources])]
    const last = own.sources.at(-1) ?? ''
    const inOrder = [...sources.filter((s) => s !== last), last]
    this.#common.set(n, this.#numberOf({ ...own, sources: inOrder }))
  }

  #numberOf(common: Common): number {
    const key = JSON.stringify(common)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#kinds.length)
    return this.#kinds.push(common) - 1
  }
}
