import type { JudgeChain } from './judge.ts'

/** To come: says what each hour of the window is. */
export const judgeChain: JudgeChain = () => ({ slots: [], backfill: [], problems: [] })
