import { basename, resolve } from 'node:path'
import { parse } from 'yaml'
import { type Effects, readText } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Goal, OptimisedTrail } from '../../../model/goal.ts'
import type { Proposal } from '../../../model/proposal.ts'
import { jsonText } from '../../format/safe.ts'
import { optimisePart } from '../../price/optimise-document.ts'
import { optimiseText } from '../../price/optimise-text.ts'
import { questionNeeds } from '../../price/question-needs.ts'
import { checkChanges } from '../../price/standing.ts'
import type { OptionValues } from '../command.ts'
import { flag, text } from '../read-options.ts'
import type { PriceInput, PriceResult } from './mode.ts'
import { optimiseNext } from './next.ts'
import { readingsOf } from './readings.ts'

const HINT = 'a goal names what must always be recorded: buckets: [payroll], services: [iam]'

const goalOf = async (options: OptionValues, effects: Effects): Promise<Goal | undefined> => {
  const file = text(options, 'goal')
  if (file === undefined) return undefined
  const [content, { readGoal }] = await Promise.all([
    readText(resolve(effects.cwd, file)).catch((cause: unknown) => {
      throw new WholetrailError('not-found', `cannot read ${file}`, { hint: HINT, cause })
    }),
    import('../../../reason/price/optimise/goal.ts'),
  ])
  let value: unknown
  try {
    value = parse(content)
  } catch (cause) {
    throw new WholetrailError('configuration', `${file} is neither YAML nor JSON`, {
      hint: HINT,
      cause,
    })
  }
  return readGoal(value, basename(file))
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
export const optimiseResult = async (input: PriceInput): Promise<PriceResult> => {
  const { sources, options, effects, window } = input
  const { query, evidence } = sources
  const { snapshots } = evidence
  const [{ optimise }, { applyProposal }, goal, { readings, notes }] = await Promise.all([
    import('../../../reason/price/optimise/optimise.ts'),
    import('../../../reason/price/propose/apply.ts'),
    goalOf(options, effects),
    readingsOf(options, effects, snapshots, window, 'bill'),
  ])
  const found = await optimise(query, evidence, {
    readings,
    needs: questionNeeds(evidence),
    ...(goal === undefined ? {} : { goal }),
    ...(window === undefined ? {} : { window }),
  })
  const result = { ...found, notes: [...found.notes, ...notes] }
  const { snapshots: after } = applyProposal(proposalOf(result.trails), snapshots)
  const checks = checkChanges(snapshots, after, evidence.now)
  const next = optimiseNext(options, result.trails.length > 0)
  return {
    verb: 'price-optimise',
    window: result.before.window,
    exit: result.before.total.high === null ? 3 : 0,
    text: (terminal) => optimiseText(result, { ...terminal, checks, next }),
    part: () => optimisePart(result, checks, next),
    ...(flag(options, 'selectors') ? { raw: () => requests(result.trails) } : {}),
  }
}
