import { resolve } from 'node:path'
import { z } from 'zod'
import type { Effects } from '../../effects.ts'
import { readText } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import type { BaselineFinding } from '../../reason/assess/baseline.ts'
import type { LakeFacts, WantedFacts } from '../../reason/assess/lake-facts.ts'
import { some } from '../../reason/assess/words.ts'
import { baselineSchema } from '../assess/document.ts'
import type { OptionValues } from './command.ts'
import { say } from './emit.ts'
import { text, workspaceOf } from './read-options.ts'
import { snapshotFile } from './snapshot-file.ts'
import { parseSnapshot, readSnapshots, type SnapshotOnDisk } from './workspace.ts'

const read = (path: string, hint: string): Promise<string> =>
  readText(path).catch((cause) => {
    throw new WholetrailError('not-found', `cannot read ${path}`, { hint, cause })
  })

/** What is to be judged, and the accounts that only older snapshots of the workspace speak of. */
export interface ToAssess extends SnapshotOnDisk {
  readonly onlyInOlder: readonly string[]
}

/** Accounts that a snapshot set out to read or found anything in. */
const accountsRead = ({ snapshot }: SnapshotOnDisk): ReadonlySet<string> =>
  new Set([...snapshot.accounts, ...snapshot.trailsListed].map((a) => a.account))

/**
 * The snapshot to judge: the one named by `--snapshot`, else the newest of the workspace. Snapshots are never merged:
 * what two of them say of one thing may both have been true. Throws `not-found`, `invalid-snapshot`.
 */
export const snapshotToAssess = async (
  options: OptionValues,
  effects: Effects,
): Promise<ToAssess> => {
  const named = text(options, 'snapshot')
  if (named !== undefined) {
    const file = snapshotFile(named, workspaceOf(options, effects), effects.cwd)
    const hint = 'a file, or a name in the folder snapshots/ of the workspace'
    return { file, snapshot: parseSnapshot(file, await read(file, hint)), onlyInOlder: [] }
  }
  const workspace = workspaceOf(options, effects)
  const all = (await readSnapshots(workspace)).toSorted(
    (a, b) => b.snapshot.collectedAt - a.snapshot.collectedAt,
  )
  const [newest, ...older] = all
  if (newest === undefined)
    throw new WholetrailError('not-found', `no snapshot in ${workspace}`, {
      hint: 'run `wholetrail collect` first, or name a file with --snapshot',
    })
  const here = accountsRead(newest)
  const elsewhere = [
    ...new Set(older.flatMap((s) => [...accountsRead(s)]).filter((a) => !here.has(a))),
  ].sort()
  if (elsewhere.length > 0)
    say(
      `Not judged: ${some(elsewhere, 10)}; only older snapshots speak of them. Collect all accounts in one run.`,
      options,
      effects,
    )
  return { ...newest, onlyInOlder: elsewhere }
}

const BASELINE_HINT = 'a baseline is what `wholetrail assess --json -o FILE` wrote'

/** Findings of an earlier `assess --json`. Throws `configuration` for anything else. */
export const readBaseline = async (
  options: OptionValues,
  effects: Effects,
): Promise<readonly BaselineFinding[] | undefined> => {
  const named = text(options, 'baseline')
  if (named === undefined) return undefined
  const content = await read(resolve(effects.cwd, named), BASELINE_HINT)
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch (cause) {
    throw new WholetrailError('configuration', `${named} is not JSON`, {
      hint: BASELINE_HINT,
      cause,
    })
  }
  const parsed = baselineSchema.safeParse(json)
  if (parsed.success) return parsed.data.findings
  throw new WholetrailError('configuration', `${named}: ${z.prettifyError(parsed.error)}`, {
    hint: BASELINE_HINT,
  })
}

/** What the logs of the workspace show; nothing where nothing was ever ingested. */
export const readLakeFacts = async (
  options: OptionValues,
  effects: Effects,
  wanted: WantedFacts,
): Promise<LakeFacts | undefined> => {
  const { openLake } = await import('../../gather/ingest/lake/open.ts')
  const { lakeFacts } = await import('../../reason/assess/lake-facts-query.ts')
  const lake = await openLake(workspaceOf(options, effects), { signal: effects.signal }).catch(
    (error: unknown) => {
      if (error instanceof WholetrailError && error.code === 'lake-missing') return undefined
      throw error
    },
  )
  if (lake === undefined) return undefined
  try {
    return await lakeFacts(lake.query, wanted)
  } finally {
    await lake.close()
  }
}
