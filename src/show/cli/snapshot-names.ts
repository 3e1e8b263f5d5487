import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { WholetrailError } from '../../model/error.ts'

const SHOWN = 5

/** The error of a snapshot that is not there, with those that are, the newest first; any other error as it is. */
export const withNames = async (error: unknown, workspace: string): Promise<unknown> => {
  if (!(error instanceof WholetrailError) || error.code !== 'not-found') return error
  const folder = join(workspace, 'snapshots')
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, ''))
    .toSorted()
    .toReversed()
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return new WholetrailError('not-found', error.message, {
    hint:
      names.length === 0
        ? `there are no snapshots in ${folder}: wholetrail collect writes one`
        : `there are: ${names.slice(0, SHOWN).join(', ')}${more}`,
    cause: error,
  })
}
