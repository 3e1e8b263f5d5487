import { basename, resolve } from 'node:path'
import { parse } from 'yaml'
import { type Effects, readText } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Goal, OptimisedTrail } from '../../../model/goal.ts'
import type { Proposal } from '../../../model/proposal.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { count } from '../../format/quantity.ts'
import { jsonText } from '../../format/safe.ts'
import { optimisePart } from '../../price/optimise-document.ts'
import { optimiseText } from '../../price/optimise-text.ts'
import { questionNeeds } from '../../price/question-needs.ts'
import { checkChanges, checksWorsened, sensitiveBuckets } from '../../price/standing.ts'
import type { OptionValues } from '../command.ts'
import { flag, text } from '../read-options.ts'
import type { PriceInput, PriceResult } from './mode.ts'
import { optimiseNext } from './next.ts'
import { readingsOf } from './readings.ts'

/** The goal of the file, before anything is opened. Throws `not-found` and `configuration`. */
export const goalOf = async (
  options: OptionValues,
  effects: Effects,
): Promise<Goal | undefined> => {
  const file = text(options, 'goal')
  if (file === undefined) return undefined
  const [{ readGoal, GOAL_HINT }] = await Promise.all([
    import('../../../reason/price/optimise/goal.ts'),
  ])
  const content = await readText(resolve(effects.cwd, file)).catch((cause: unknown) => {
    throw new WholetrailError('not-found', `cannot read ${file}`, { hint: GOAL_HINT, cause })
  })
  let value: unknown
  try {
    value = parse(content)
  } catch (cause) {
    throw new WholetrailError('configuration', `${file} is neither YAML nor JSON`, {
      hint: GOAL_HINT,
      cause,
    })
  }
  return readGoal(value, basename(file))
}

/** US dollars a month below which nothing is given up, unless `--least-saving` says otherwise. */
const LEAST_SAVING = 1

/** Throws `usage`. */
export const leastSavingOf = (options: OptionValues): number => {
  const given = text(options, 'leastSaving')
  if (given === undefined) return LEAST_SAVING
  const usd = Number(given.replace(/^\$/, ''))
  if (given.trim() !== '' && Number.isFinite(usd) && usd >= 0) return usd
  throw new WholetrailError('usage', `not a sum of US dollars: ${given}`, {
    hint: 'write it as --least-saving 0.5',
  })
}

/** The optimised trails as a proposal: what `--propose` would read. */
const proposalOf = (trails: readonly OptimisedTrail[]): Proposal => ({
  source: 'optimised',
  format: 'aws-json',
  recorders: trails.map((t) => ({
    kind: 'trail',
    name: t.trail,
    isNamed: true,
    place: t.trail,
    selectors: t.after,
    settings: t.recursiveLogging === false ? { recursiveLogging: false } : {},
  })),
  removed: [],
  notes: [],
})

const requests = (trails: readonly OptimisedTrail[]): string =>
  jsonText({ Trails: trails.map((t) => ({ TrailName: t.trail, ...t.after })) }, 2)

/** The cheapest selectors that still record what must be recorded. */
export const optimiseResult = async (
  input: PriceInput,
  given: Goal | undefined,
): Promise<PriceResult> => {
  const { sources, options, effects, window, progress } = input
  const { query, evidence } = sources
  const { snapshots } = evidence
  const leastSaving = leastSavingOf(options)
  const [{ optimise }, { applyProposal }, { defaultGoal, withDefaults }] = await Promise.all([
    import('../../../reason/price/optimise/optimise.ts'),
    import('../../../reason/price/propose/apply.ts'),
    import('../../../reason/price/optimise/goal.ts'),
  ])
  const { readings, notes } = await readingsOf(options, effects, snapshots, window, 'bill')
  const defaults = defaultGoal(snapshots, sensitiveBuckets(snapshots, evidence.now))
  const changed = (trails: readonly OptimisedTrail[]): readonly Snapshot[] =>
    applyProposal(proposalOf(trails), snapshots).snapshots
  const worsened = checksWorsened(snapshots, evidence.now)
  const found = await optimise(query, evidence, {
    readings,
    needsOf: (buckets) => questionNeeds(evidence, buckets),
    worsened: (trails) => worsened(changed(trails)),
    goal: given === undefined ? defaults : withDefaults(given, defaults),
    leastSaving,
    onTried: (tried, of) => progress.show(`noise judged: ${count(tried)} of ${count(of)}`),
    ...(window === undefined ? {} : { window }),
  })
  const result = { ...found, notes: [...found.notes, ...notes] }
  const checks = checkChanges(snapshots, changed(result.trails), evidence.now)
  const lacks =
    snapshots.length === 0 ? 'snapshot' : result.before.window === null ? 'events' : null
  const next = optimiseNext(options, { isChanged: result.trails.length > 0, lacks })
  return {
    verb: 'price-optimise',
    window: result.before.window,
    exit: lacks !== null || result.before.total.high === null ? 3 : 0,
    text: (terminal) => optimiseText(result, { ...terminal, checks, next, lacks }),
    part: () => optimisePart(result, checks, next),
    ...(flag(options, 'selectors') ? { raw: () => requests(result.trails) } : {}),
  }
}
