import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { writeAtomically } from '../../../effects.ts'
import type { PublicKey } from '../../../model/digest.ts'
import { type Intervals, intervals, union } from '../../../model/intervals.ts'
import { formatInstant, tryParseInstant } from '../../../model/time.ts'
import { keysIn } from './parse.ts'

/** What AWS was asked for one region, and what it answered: keys are published for a time only (facts/aws.md 2.3). */
export interface KeptKeys {
  readonly asked: Intervals
  readonly keys: readonly PublicKey[]
}

const SCHEMA = 'wholetrail/keys/1'

const nothing: KeptKeys = { asked: [], keys: [] }

const apartOf = (endpoint: string | null): string =>
  endpoint === null ? '' : `@${endpoint.replace(/[^A-Za-z0-9.]+/g, '-')}`

/** `keys/<region>.json` in the workspace; what another endpoint than AWS's own answered lies apart. */
export const keptPath = (workspace: string, region: string, endpoint: string | null): string =>
  join(workspace, 'keys', `${region}${apartOf(endpoint)}.json`)

/** Whether a file of the workspace's `keys/` may be believed by a run that asks this endpoint: others lie apart. */
export const isKeptFor = (path: string, endpoint: string | null): boolean => {
  const name = basename(path)
  return !name.includes('@') || (endpoint !== null && name.endsWith(`${apartOf(endpoint)}.json`))
}

const instantsIn = (value: unknown): Intervals =>
  intervals(
    (Array.isArray(value) ? value : []).flatMap(
      (entry: { from?: unknown; to?: unknown } | null) => {
        const [from, to] = [entry?.from, entry?.to].map((t) =>
          typeof t === 'string' ? tryParseInstant(t) : undefined,
        )
        return from === undefined || to === undefined ? [] : { from, to }
      },
    ),
  )

/** A file that is missing, damaged or of another schema is as none: AWS is asked again. */
export const readKept = async (path: string): Promise<KeptKeys> => {
  try {
    const bytes = await readFile(path)
    const file = JSON.parse(bytes.toString()) as Record<string, unknown>
    if (file.schema !== SCHEMA) return nothing
    return { asked: instantsIn(file.asked), keys: keysIn(bytes, path) }
  } catch {
    return nothing
  }
}

const timeOf = (instant: number | null): string | undefined =>
  instant === null ? undefined : formatInstant(instant)

/** As ListPublicKeys answers, so that the folder can be given to `--keys` elsewhere. */
const textOf = (region: string, { asked, keys }: KeptKeys): string =>
  `${JSON.stringify(
    {
      schema: SCHEMA,
      region,
      asked: asked.map(({ from, to }) => ({ from: formatInstant(from), to: formatInstant(to) })),
      PublicKeyList: keys.map((key) => ({
        Value: key.der,
        ValidityStartTime: timeOf(key.from),
        ValidityEndTime: timeOf(key.to),
        Fingerprint: key.fingerprint,
      })),
    },
    null,
    2,
  )}\n`

/** Adds to what is kept, atomically; what another run kept meanwhile stays. Throws what the system throws. */
export const keepKeys = async (path: string, region: string, more: KeptKeys): Promise<void> => {
  const before = await readKept(path)
  const keys = new Map([...before.keys, ...more.keys].map((key) => [key.fingerprint, key]))
  const all = { asked: union(before.asked, more.asked), keys: [...keys.values()] }
  await writeAtomically(path, textOf(region, all))
}
