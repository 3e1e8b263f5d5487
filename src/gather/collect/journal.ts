import { createHash } from 'node:crypto'
import { rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import { formatInstant, HOUR, type Instant, tryParseInstant } from '../../model/time.ts'
import { canonical } from './canonical.ts'
import { decodePart, encodePart } from './fragment-file.ts'
import type { Part } from './merge/merge.ts'

/** Which run of a probe. */
export interface RunId {
  readonly probe: string
  readonly account: string
  readonly region: string
}

/** Finished runs on disk, so that an interrupted collection goes on where it stopped. */
export interface Journal {
  /** When the collection began that this one continues, or now. */
  readonly startedAt: Instant
  readonly read: (id: RunId) => Promise<Part | undefined>
  /** Throws what zod throws for a part that is not of the schema, `configuration` where the disk refuses. */
  readonly write: (id: RunId, part: Part) => Promise<void>
  /** Removes it: the snapshot is written. */
  readonly remove: () => Promise<void>
}

export interface JournalPlace {
  readonly workspace: string
  /** Everything that makes two collections ask the same. */
  readonly key: unknown
  readonly now: Instant
  readonly fresh: boolean
  /** Whole file or nothing. */
  readonly write: (path: string, content: string) => Promise<void>
  /** Whether the snapshot of a collection that began then is written already. */
  readonly isWritten: (startedAt: Instant) => Promise<boolean>
}

/** An interrupted collection older than this begins anew: its parts would be of different times. */
const KEPT = 24 * HOUR

const jsonOf = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readText(path))
  } catch {
    return undefined // not there, or not ours: read again
  }
}

const startOf = async (file: string): Promise<Instant | undefined> => {
  const run = (await jsonOf(file)) as { readonly startedAt?: unknown } | undefined
  return typeof run?.startedAt === 'string' ? tryParseInstant(run.startedAt) : undefined
}

const nameOf = ({ probe, account, region }: RunId): string =>
  join(account, `${[probe, region].map(encodeURIComponent).join('@')}.json`)

/** Opens the journal of a collection, or begins one. */
export const openJournal = async (place: JournalPlace): Promise<Journal> => {
  const { workspace, now, write } = place
  const hash = createHash('sha256').update(canonical(place.key)).digest('hex').slice(0, 16)
  const folder = join(workspace, 'collecting', hash)
  const remove = () => rm(folder, { recursive: true, force: true })
  const begun = await startOf(join(folder, 'run.json'))
  const isUsable =
    begun !== undefined &&
    !place.fresh &&
    begun <= now &&
    now - begun < KEPT &&
    !(await place.isWritten(begun))
  if (!isUsable) await remove()
  const startedAt = isUsable ? begun : now
  if (!isUsable)
    await write(join(folder, 'run.json'), `${JSON.stringify({ startedAt: formatInstant(now) })}\n`)
  return {
    startedAt,
    read: async (id) => {
      const json = await jsonOf(join(folder, nameOf(id)))
      try {
        return typeof json === 'object' && json !== null ? decodePart(json) : undefined
      } catch {
        return undefined // written by another version
      }
    },
    write: async (id, part) => {
      const content = JSON.stringify(encodePart(part))
      await write(join(folder, nameOf(id)), content).catch((cause: unknown) => {
        throw new WholetrailError('configuration', `cannot write below ${folder}`, {
          hint: 'check the disk and the rights of the folder; the same command goes on from here',
          cause,
        })
      })
    },
    remove: async () => {
      await remove()
      await rmdir(join(workspace, 'collecting')).catch(() => {}) // another collection is under way
    },
  }
}
