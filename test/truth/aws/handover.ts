import type { Random } from '../random.ts'
import type { World } from '../world/world.ts'
import { type Fault, faults, type LogFile } from './types.ts'

/** How the logs reach us (R16). */
export interface Handover {
  readonly completeness: 'listed' | 'asserted' | 'partial'
  /** Whether `verify` was run, so that there is a ledger of digests. */
  readonly ledger: boolean
  readonly files: readonly LogFile[]
}

const rewriting = new Set<Fault>(['record removed', 'record altered'])

const isTelling = (f: LogFile) => f.copies.some((c) => c.happening.planted)

/** Strikes a file, rather one with something that questions look for. */
const strike = (r: Random, files: readonly LogFile[], fate: Fault = r.pick(faults)): LogFile[] => {
  const read = files.filter((f) => f.fate === 'read')
  if (read.length === 0) return [...files]
  const telling = read.filter(isTelling)
  const target = r.pick(telling.length > 0 && r.chance(0.75) ? telling : read)
  const planted = target.copies.filter((c) => c.happening.planted)
  const victim = r.pick(planted.length > 0 ? planted : target.copies)
  return files.map((f) =>
    f === target ? { ...f, fate, ...(rewriting.has(fate) && { victim }) } : f,
  )
}

/** Strikes one file or several in the same way: what was done may lie in more than one. */
const strikeSome = (r: Random, files: readonly LogFile[], fate: Fault): LogFile[] => {
  let struck = [...files]
  for (let left = r.pick([1, 2, 4, 8]); left > 0; left--) struck = strike(r, struck, fate)
  return struck
}

/** A world with one trouble, or none: what reaches us is whole but for that. */
const handOverTidy = (w: World, delivered: readonly LogFile[], r: Random): Handover => {
  const partial = w.trouble === 'partial source'
  const completeness = partial ? 'partial' : r.pick(['listed', 'asserted'] as const)
  const kept = partial ? withhold(delivered, (f) => isTelling(f) && r.chance(0.5)) : delivered
  return {
    completeness,
    ledger: r.chance(0.6),
    files: w.trouble === 'file damaged' ? strikeSome(r, kept, r.pick(faults)) : kept,
  }
}

const withhold = (files: readonly LogFile[], isMissing: (f: LogFile) => boolean): LogFile[] =>
  files.map((f) => (f.fate === 'read' && isMissing(f) ? { ...f, fate: 'not handed over' } : f))

/** Decides what of the delivered files reaches us, and in which shape. */
export const handOver = (w: World, delivered: readonly LogFile[], r: Random): Handover => {
  if (w.profile !== 'wild') return handOverTidy(w, delivered, r)
  const completeness = r.pick(['listed', 'asserted', 'asserted', 'partial'] as const)
  const withheld = r.chance(0.12) ? r.pick(w.logBuckets).name : undefined
  let files = withhold(
    delivered,
    (f) => f.bucket === withheld || (completeness === 'partial' && r.chance(0.15)),
  )
  if (r.chance(0.5)) files = strike(r, files)
  if (r.chance(0.15)) files = strike(r, files)
  return { completeness, ledger: r.chance(0.4), files }
}
