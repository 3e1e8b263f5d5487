import { type Effects, writeAtomically } from '../../effects.ts'
import type { CollectOptions, CollectProgress, CollectReport } from '../../model/collect.ts'
import { WholetrailError } from '../../model/error.ts'
import { SECOND } from '../../model/time.ts'
import { clockOf } from '../aws/clock.ts'
import { type Collection, type CollectTools, openCollection } from './collection.ts'
import { enterAll } from './enter-all.ts'
import { mergeParts } from './merge/merge.ts'
import { orderSnapshot } from './order.ts'
import { checkRegions, planOf } from './plan.ts'
import { steps } from './probe.ts'
import { probeAll } from './probe-all.ts'
import { probes } from './probes/list.ts'
import type { StepProgress } from './step.ts'
import { targetsOf } from './targets.ts'
import { unknownGroups } from './unknown.ts'
import { unlistedPart, unreadPart } from './unlisted.ts'
import { writeSnapshot } from './write-snapshot.ts'

type OnProgress = (progress: CollectProgress) => void

const collectIn = async (
  collection: Collection,
  options: CollectOptions,
  onProgress: OnProgress,
): Promise<CollectReport> => {
  const { session, startedAt, region, clock } = collection
  const { account, partition } = session.caller
  const began = clock.now()
  const targets = await targetsOf(options, account, collection.engineAsks(account))
  const tell = (step: string, progress: StepProgress) =>
    onProgress({ ...progress, ...session.count, accounts: targets.length, step })

  const entered = await enterAll(targets, collection, (p) => tell('accounts', p))
  const { snapshot: outline } = mergeParts(startedAt, partition, entered)
  checkRegions(options.regions, outline)
  const plans = planOf(outline, options.regions, region)
  const wanted = steps.filter((step) => step !== 'history' || options.history !== false)
  const known = [...entered, unreadPart(plans, outline)]
  const results = await probeAll(wanted, plans, known, collection, tell)

  const failed = results.flatMap((r) => r.failed ?? [])
  const found = [...known, ...results.map((r) => r.part)]
  const listed = mergeParts(startedAt, partition, found).snapshot
  const unlisted = unlistedPart(plans, listed, failed)
  const merged = mergeParts(startedAt, partition, [...found, unlisted])
  const snapshot = orderSnapshot(merged.snapshot)
  const file = await writeSnapshot(collection.workspace, snapshot, collection.write)
  await collection.journal.remove()
  return {
    snapshot,
    file,
    ...session.count,
    seconds: (clock.now() - began) / SECOND,
    runs: results.length,
    reused: results.filter((r) => r.isReused).length,
    failed,
    notes: merged.notes,
    unknown: unknownGroups(snapshot),
  }
}

/** As `collect`, on given tools. */
export const collectWith = async (
  options: CollectOptions,
  effects: Effects,
  tools: CollectTools,
  onProgress: OnProgress,
): Promise<CollectReport> => {
  const probes = tools.probes.filter((p) => p.isCharged !== true || options.costExplorer === true)
  const collection = await openCollection(options, effects, { ...tools, probes })
  try {
    return await collectIn(collection, options, onProgress)
  } catch (error) {
    if (!effects.signal.aborted) throw error
    throw new WholetrailError('interrupted', 'interrupted; what was read is kept for a day', {
      hint: 'run the same command again: it goes on from here',
      cause: error,
    })
  } finally {
    collection.session.close()
  }
}

/**
 * Reads the set-up of one account, a list, or an organisation into one snapshot, by calls that only read. What cannot be
 * read is unknown in it, with the reason. Interrupted, it goes on where it stopped when it is run again within a day.
 * Throws `aws` without usable credentials, `interrupted`, `usage`.
 */
export const collect = (
  options: CollectOptions,
  effects: Effects,
  onProgress: OnProgress = () => {},
): Promise<CollectReport> =>
  collectWith(
    options,
    effects,
    { clock: clockOf(effects), write: writeAtomically, probes },
    onProgress,
  )
