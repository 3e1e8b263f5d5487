import type { Finding } from '../../../model/finding.ts'
import type { Cannot } from '../../../model/plan.ts'
import { newlyFailing, open, sameThing } from '../../../reason/assess/standing.ts'
import type { PlanInput } from './input.ts'
import { isLeftBehind, type Settled } from './settle.ts'

type Why = Pick<Cannot, 'why' | 'instead' | 'needs'>

const sentence = (text: string): string => (/[.:]$/.test(text) ? text : `${text}.`)

const ofUnknown = (finding: Finding): Why => ({
  why: `It is not known whether anything is wrong: ${finding.reason}`,
  ...(finding.settle === undefined ? {} : { instead: finding.settle }),
})

const whyNot = ({ draft, blocked }: Settled, input: PlanInput, finding: Finding): Why => {
  const { fingerprint, status, remedy } = finding
  if (status === 'unknown') return ofUnknown(finding)
  if (remedy === undefined)
    return {
      why: 'No code closes this: somebody has to decide',
      ...(finding.fix === undefined ? {} : { instead: finding.fix }),
    }
  if (input.wanted !== undefined && !input.wanted(finding)) return { why: 'It was not asked for' }
  if (!input.remedies.some((r) => r.id === remedy))
    return { why: `Remedy ${remedy} is not among those of this plan` }
  const harm = blocked.get(remedy)?.get(fingerprint)
  if (harm !== undefined)
    return { why: `What would close it brings about something else: ${sentence(harm)}` }
  const refusal = draft.refused.get(fingerprint)
  if (refusal !== undefined)
    return {
      why: refusal.why,
      ...(refusal.instead === undefined ? {} : { instead: refusal.instead }),
      ...(refusal.needs === undefined ? {} : { needs: refusal.needs }),
    }
  const still = open(draft.findings).find(
    (f) => f.fingerprint === fingerprint || sameThing(f) === sameThing(finding),
  )
  return {
    why: `The check is not settled by what the plan does: ${sentence(still?.reason ?? finding.reason)}`,
  }
}

const cannotOf = (finding: Finding, why: Why, isNew: boolean): Cannot => ({
  isNew,
  fingerprint: finding.fingerprint,
  check: finding.check,
  status: finding.status === 'unknown' ? 'unknown' : 'fail',
  account: finding.account,
  region: finding.region,
  resource: finding.resource,
  ...why,
})

const leftBehind = (finding: Finding): Why => ({
  why: `The plan deletes nothing: ${finding.resource} is left without its trail, or its users`,
  instead: 'Look through it, keep what has to be kept, and only then delete it by hand',
})

const isRefused = ({ draft }: Settled, { fingerprint }: Finding): boolean =>
  draft.refused.has(fingerprint)

const ofLeft = (finding: Finding): Why => ({
  why: `The plan takes the trail away from what lies there, and mends nothing of that: ${sentence(finding.reason)}`,
  instead: finding.fix ?? 'Mend the bucket or key by hand; the files in it stay as they are',
})

/** What stays open, each with its reason: what is open now and not closed, and what fails that did not fail before. */
export const cannots = (
  settled: Settled,
  input: PlanInput,
  found: readonly Finding[],
  closed: ReadonlySet<string>,
  left: ReadonlySet<string>,
): readonly Cannot[] => [
  ...open(found)
    .filter((f) => !closed.has(f.fingerprint))
    .map((f) => {
      const isLeft = f.status === 'fail' && left.has(f.fingerprint) && !isRefused(settled, f)
      return cannotOf(f, isLeft ? ofLeft(f) : whyNot(settled, input, f), false)
    }),
  ...newlyFailing(found, settled.draft.findings).map((f) =>
    cannotOf(f, isLeftBehind(f) ? leftBehind(f) : whyNot(settled, input, f), true),
  ),
]
