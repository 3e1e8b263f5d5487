import { join } from 'node:path'
import type { Effects } from '../../../effects.ts'
import type { PublicKey } from '../../../model/digest.ts'
import { WholetrailError } from '../../../model/error.ts'
import { type Intervals, subtract, union } from '../../../model/intervals.ts'
import { HOUR, type Instant } from '../../../model/time.ts'
import type { VerifyOptions } from '../../../model/verification.ts'
import { unknownOf } from '../../aws/failure.ts'
import type { Asker } from '../store/asker.ts'
import { askKeys } from './ask.ts'
import { keysGiven, keysInFolder } from './given.ts'
import { heldKeys } from './held.ts'
import { isKeptFor, keepKeys, keptPath, readKept } from './kept.ts'
import type { KeyRing } from './key-ring.ts'

/** A key may sign a little after its time: keys of so much more are asked for (facts/aws.md 2.3). */
const MARGIN = 2 * HOUR

/** No digest is older than CloudTrail. */
const FIRST = Date.UTC(2013, 10) * 1000

const REGION = /^[a-z0-9-]+$/

/** Why AWS did not give keys. Throws `interrupted`. */
const whyNot = (error: unknown, region: string, asker: Asker): string => {
  if (error instanceof WholetrailError) {
    if (error.code === 'interrupted') throw error
    return `ListPublicKeys of ${region} cannot be asked: ${error.message}`
  }
  const isEmulated = asker.endpoint !== null
  const { unknown, detail = unknown } = unknownOf(error, { region, isEmulated })
  return `ListPublicKeys of ${region} was not answered (cloudtrail:ListPublicKeys): ${detail}`
}

/** One after the other for the same name. */
const inTurn = () => {
  const turns = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work, work)
    turns.set(name, turn)
    return turn
  }
}

/**
 * Keys of `--keys` and of the workspace's `keys/`; what they lack is asked of AWS (ListPublicKeys, facts/aws.md 2.3) and
 * kept. Throws `configuration` where a path of `--keys` cannot be read or holds no public key.
 */
export const openKeyRing = async (
  { keys: given = [], workspace }: Pick<VerifyOptions, 'keys' | 'workspace'>,
  asker: Asker,
  effects: Pick<Effects, 'now'>,
): Promise<KeyRing> => {
  const held = heldKeys()
  held.add(await keysGiven(given))
  const isOfEndpoint = (path: string) => isKeptFor(path, asker.endpoint)
  held.add(await keysInFolder(join(workspace, 'keys'), isOfEndpoint).catch(() => []))
  const asked = new Map<string, Intervals>()
  const refused = new Map<string, string>()
  const used = new Map<string, PublicKey>()
  const turn = inTurn()

  const missing = (wanted: readonly string[]): readonly string[] =>
    wanted.filter((fingerprint) => held.get(fingerprint) === undefined)

  /** Asks for what was never asked for; gives why it was not answered. */
  const ask = async (region: string, from: Instant, to: Instant): Promise<string | null> => {
    const path = keptPath(workspace, region, asker.endpoint)
    const now = effects.now()
    const before = asked.get(region) ?? (await readKept(path)).asked
    asked.set(region, before)
    const range = { from: Math.max(from, FIRST), to: Math.min(to + MARGIN, now) }
    for (const part of subtract(range.from < range.to ? [range] : [], before)) {
      const earlier = refused.get(region)
      if (earlier !== undefined) return earlier
      try {
        const keys = await askKeys(asker, region, part)
        held.add(keys)
        asked.set(region, union(asked.get(region) ?? [], [part]))
        // A workspace that cannot be written to only means that AWS is asked again next time.
        await keepKeys(path, region, { asked: [part], keys }).catch(() => {})
      } catch (error) {
        const why = whyNot(error, region, asker)
        refused.set(region, why)
        return why
      }
    }
    return null
  }

  return {
    prepare: (region, from, to, fingerprints) =>
      turn(region, async () => {
        const wanted = fingerprints === undefined ? undefined : [...fingerprints]
        if (wanted !== undefined && missing(wanted).length === 0) return null
        if (asker.isOffline) return 'AWS was not asked for public keys (--offline)'
        if (!REGION.test(region)) return `${region} is no region to ask for public keys`
        const why = await ask(region, from, to)
        if (why !== null) return why
        const [still] = missing(wanted ?? [])
        return still === undefined
          ? null
          : `ListPublicKeys of ${region} has no key ${still} for that time`
      }),
    key: (fingerprint) => {
      const key = held.get(fingerprint)
      if (key !== undefined) used.set(key.fingerprint, key)
      return key
    },
    used: () => [...used.values()].map(({ fingerprint, source }) => ({ fingerprint, source })),
  }
}
