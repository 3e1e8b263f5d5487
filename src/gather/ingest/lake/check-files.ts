import { statSync } from 'node:fs'
import { join } from 'node:path'
import { WholetrailError } from '../../../model/error.ts'
import type { LakePaths } from './paths.ts'
import type { LakeFiles } from './state.ts'

/**
 * Throws `lake-damaged` where a file of a lake is not there or has another size than it was written with: read as it is,
 * it might lack events, and be made into a larger file that shows no damage.
 */
export const checkFiles = (
  { root }: LakePaths,
  { events, sightings }: Pick<LakeFiles, 'events' | 'sightings'>,
): void => {
  for (const { path, bytes } of [...events, ...sightings]) {
    const found = statSync(join(root, path), { throwIfNoEntry: false })?.size
    if (found !== undefined && found === (bytes ?? found)) continue
    const what = found === undefined ? 'missing from the lake' : 'not as it was written'
    throw new WholetrailError('lake-damaged', `${what}: ${path}`, {
      hint: 'ingest the sources into a new workspace',
    })
  }
}
