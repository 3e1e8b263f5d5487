import { isKnown } from '../../model/observed.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Collection } from './collection.ts'
import { mergeParts, type Part } from './merge/merge.ts'
import type { AccountPlan } from './plan.ts'
import type { Probe, Step } from './probe.ts'
import type { Run, RunResult } from './run.ts'
import { runStep, runUntilKnown, type StepProgress } from './step.ts'

const runsOf = (
  probe: Probe,
  plans: readonly AccountPlan[],
  { holderOf, region }: Collection,
): readonly Run[] =>
  plans.flatMap(({ account, asked }) =>
    (probe.reach === 'region' ? asked : [region]).map((r) => ({
      probe,
      holder: holderOf(account),
      region: r,
    })),
  )

/** The organisation is asked with the caller's own account first, then with every other that was entered. */
const triesOf = (probe: Probe, reached: readonly AccountPlan[], c: Collection): readonly Run[] => {
  const accounts = new Set([c.session.caller.account, ...reached.map((p) => p.account)])
  return [...accounts].map((account) => ({ probe, holder: c.holderOf(account), region: c.region }))
}

/** Runs the probes of the wanted steps, each step on what those before it found. */
export const probeAll = async (
  wanted: readonly Step[],
  plans: readonly AccountPlan[],
  entered: readonly Part[],
  collection: Collection,
  onProgress: (step: Step, progress: StepProgress) => void,
): Promise<readonly RunResult[]> => {
  const { startedAt, session } = collection
  const foundIn = (parts: readonly Part[]): Snapshot =>
    mergeParts(startedAt, session.caller.partition, parts).snapshot
  const inside = foundIn(entered).accounts.filter((a) => isKnown(a.reached))
  const reached = plans.filter((plan) => inside.some((a) => a.account === plan.account))
  const results: RunResult[] = []
  for (const step of wanted) {
    const found = foundIn([...entered, ...results.map((r) => r.part)])
    const now = collection.probes.filter((p) => p.step === step)
    const ofOrganization: RunResult[] = []
    for (const probe of now.filter((p) => p.reach === 'organization'))
      ofOrganization.push(
        ...(await runUntilKnown(triesOf(probe, reached, collection), found, collection)),
      )
    const runs = now
      .filter((p) => p.reach !== 'organization')
      .flatMap((probe) => runsOf(probe, reached, collection))
    const others = await runStep(runs, found, collection, (p) => onProgress(step, p))
    results.push(...ofOrganization, ...others)
  }
  return results
}
