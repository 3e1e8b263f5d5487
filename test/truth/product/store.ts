import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stored } from '../aws/damage.ts'
import type { Simulated } from '../aws/simulate.ts'
import { random } from '../random.ts'

/** The folder of a world below a root: one source for `ingest`, with a folder for each log bucket. */
export const folderOf = (root: string, s: Simulated): string => join(root, `w${s.world.seed}`)

/** Writes what reached us of a world's log files, as they would lie in a copy of the buckets. */
export const storeFiles = async (root: string, s: Simulated): Promise<void> => {
  const folder = folderOf(root, s)
  const r = random(`damage ${s.world.seed}`)
  await mkdir(folder, { recursive: true })
  const files = s.handover.files.flatMap((f) =>
    stored(f, r).map(({ path, bytes }) => ({ path: join(folder, f.bucket, path), bytes })),
  )
  await Promise.all(
    files.map(async ({ path, bytes }) => {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    }),
  )
}
