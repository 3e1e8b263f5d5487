import { isProven, type SlotState, type VerifyReport } from '../../model/verification.ts'
import type { ExitCode } from '../exit.ts'

/** What a verification comes to: all proven, something is wrong, or something could not be proven. */
export const verifyResults = ['whole', 'broken', 'unproven'] as const
export type VerifyResult = (typeof verifyResults)[number]

/** Which ends of the window were asked for; the default reaches from the first digest to now. */
export interface Asked {
  readonly from: boolean
  readonly to: boolean
}

const BROKEN: ReadonlySet<SlotState> = new Set(['missing', 'invalid'])
const UNPROVEN: ReadonlySet<SlotState> = new Set(['unchecked', 'interrupted', 'after-stop'])

/** Hours before the first digest, or not over yet, were asked for only by whoever named that end of the window. */
const isUnproven = (state: SlotState, asked: Asked): boolean =>
  UNPROVEN.has(state) ||
  (state === 'before-enabling' && asked.from) ||
  (state === 'not-yet-due' && asked.to)

/** `whole` only where everything asked for was verified, and something was. */
export const resultOf = (report: VerifyReport, asked: Asked): VerifyResult => {
  const { chains, problems, unattested, counts } = report
  const states = (Object.keys(counts) as SlotState[]).filter((state) => counts[state] > 0)
  if (problems.some((p) => p.weight === 'failure') || states.some((s) => BROKEN.has(s)))
    return 'broken'
  const isOpen =
    problems.some((p) => p.weight === 'open') ||
    states.some((s) => isUnproven(s, asked)) ||
    unattested.some(({ why }) => why !== 'hour still open' || asked.to) ||
    chains.length === 0 ||
    !states.some((state) => isProven({ state }))
  return isOpen ? 'unproven' : 'whole'
}

/** Exit codes: tampered or missing is 1; not checked, not attested or no digests at all is 3. */
export const verifyExit = { whole: 0, broken: 1, unproven: 3 } as const satisfies Readonly<
  Record<VerifyResult, ExitCode>
>
