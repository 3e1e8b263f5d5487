import { isProven, type SlotState, type VerifyReport } from '../../model/verification.ts'
import type { ExitCode } from '../exit.ts'
import { plural } from '../format/quantity.ts'

/** What a verification comes to: all proven, something is wrong, or something could not be proven. */
export const verifyResults = ['whole', 'broken', 'unproven'] as const
export type VerifyResult = (typeof verifyResults)[number]

/** Which ends of the window were asked for; the default reaches from the first digest to now. */
export interface Asked {
  readonly from: boolean
  readonly to: boolean
}

const BROKEN: ReadonlySet<SlotState> = new Set(['missing', 'invalid'])

/** Why nothing is proven of an hour. Before the first digest and not over yet count where that end was asked for. */
const UNPROVEN: Readonly<Partial<Record<SlotState, { end?: keyof Asked; says: string }>>> = {
  unchecked: { says: 'hours could not be checked' },
  interrupted: { says: 'a chain of digests was interrupted' },
  'after-stop': { says: 'logging or validation was stopped for a time' },
  'before-enabling': { end: 'from', says: 'the time asked for begins before the first digest' },
  'not-yet-due': { end: 'to', says: 'the time asked for ends after the newest digest that is due' },
}

/** Goes on from "nothing was found altered, but". Empty where nothing is open. */
export const openReasons = (report: VerifyReport, asked: Asked): readonly string[] => {
  const { chains, problems, unattested, counts } = report
  const states = (Object.keys(counts) as SlotState[]).filter((state) => counts[state] > 0)
  const ofStates = states.flatMap((state) => {
    const why = UNPROVEN[state]
    return why === undefined || (why.end !== undefined && !asked[why.end]) ? [] : [why.says]
  })
  const strays = unattested.filter(({ why }) => why !== 'hour still open' || asked.to).length
  const reasons = [
    ...(chains.length === 0 ? ['no digest was verified'] : ofStates),
    ...(strays === 0
      ? []
      : [`${plural(strays, 'log file')} ${strays === 1 ? 'is' : 'are'} named by no digest`]),
  ]
  const open = new Set(problems.filter((p) => p.weight === 'open').map((p) => p.kind))
  if (reasons.length === 0 && open.size > 0)
    return [`this is open: ${[...open].map((kind) => kind.replaceAll('-', ' ')).join(', ')}`]
  return reasons.length > 0 || states.some((state) => isProven({ state }))
    ? reasons
    : ['no hour was verified']
}

/** `whole` only where everything asked for was verified, and something was. */
export const resultOf = (report: VerifyReport, asked: Asked): VerifyResult => {
  const { problems, counts } = report
  const states = (Object.keys(counts) as SlotState[]).filter((state) => counts[state] > 0)
  if (problems.some((p) => p.weight === 'failure') || states.some((s) => BROKEN.has(s)))
    return 'broken'
  return openReasons(report, asked).length > 0 ? 'unproven' : 'whole'
}

/** Exit codes: tampered or missing is 1; not checked, not attested or no digests at all is 3. */
export const verifyExit = { whole: 0, broken: 1, unproven: 3 } as const satisfies Readonly<
  Record<VerifyResult, ExitCode>
>
