import type { Ternary } from '../../../model/scope.ts'
import { some } from '../../../model/ternary.ts'

/** Whether something reaches someone, by whom, and where the chain breaks. */
export interface Hearing {
  readonly status: Ternary
  /** The chains that work, in words. */
  readonly by: readonly string[]
  /** Where other chains break, or what is not known of them. */
  readonly gaps: readonly string[]
}

export const heard = (by: string): Hearing => ({ status: 'yes', by: [by], gaps: [] })
export const unheard = (gap: string): Hearing => ({ status: 'no', by: [], gaps: [gap] })
export const unsure = (gap: string): Hearing => ({ status: 'unknown', by: [], gaps: [gap] })

/** Several chains side by side: one that works will do. */
export const anyHears = (hearings: readonly Hearing[]): Hearing => ({
  status: some(hearings.map((h) => h.status)),
  by: [...new Set(hearings.flatMap((h) => h.by))],
  gaps: [...new Set(hearings.flatMap((h) => h.gaps))],
})

/** A chain that goes on: it works no better than its rest. */
export const through = (link: string, rest: Hearing): Hearing => ({
  status: rest.status,
  by: rest.by.map((by) => `${link}, ${by}`),
  gaps: rest.gaps.map((gap) => `${link}: ${gap}`),
})
