import type { SlotState, VerifiedChain } from '../../model/verification.ts'
import { type TimeByState, timeByState } from './hours.ts'
import type { Asked } from './result.ts'
import { isCalm, signOf } from './states.ts'

/** A chain without its slots: they are made anew whenever they are asked for, and all together fit no memory. */
export interface ChainSummary {
  readonly chain: VerifiedChain
  readonly asked: Asked | undefined
  /** Of the hours; backfill digests lie in hours that others cover. */
  readonly time: TimeByState
  readonly backfill: number
  /** States of backfill digests that are not verified. */
  readonly wrongBackfill: readonly SlotState[]
  readonly isWhole: boolean
  /** Of the worst slot. */
  readonly weight: number
}

export const summaryOf = (chain: VerifiedChain, asked?: Asked): ChainSummary => {
  const { slots } = chain
  const backfill = slots.filter((s) => s.chain === 'backfill')
  return {
    chain,
    asked,
    time: timeByState(slots.filter((s) => s.chain === 'standard')),
    backfill: backfill.length,
    wrongBackfill: backfill.map((s) => s.state).filter((s) => !isCalm(s, asked)),
    isWhole: slots.every((s) => isCalm(s.state, asked)),
    weight: slots.reduce((w, s) => Math.max(w, signOf(s.state).weight), 0),
  }
}

/** The time that is not verified and is due. */
export const wrongTime = ({ time, asked }: ChainSummary): TimeByState =>
  new Map([...time].filter(([state]) => !isCalm(state, asked)))
