import { isProven, type SlotState } from '../../model/verification.ts'
import type { Style } from '../format/style.ts'
import type { Asked } from './result.ts'

/** How a state of an hour is drawn and named. `weight`: what a cell shows that several hours share, the worst of them. */
export interface StateSign {
  readonly unicode: string
  readonly ascii: string
  readonly means: string
  readonly weight: number
  readonly tone: keyof Omit<Style, 'unicode'>
}

export const stateSigns = {
  verified: { unicode: '█', ascii: '#', means: 'verified', weight: 1, tone: 'good' },
  'verified-empty': {
    unicode: '▄',
    ascii: '=',
    means: 'verified empty',
    weight: 0,
    tone: 'good',
  },
  missing: { unicode: 'M', ascii: 'M', means: 'missing', weight: 7, tone: 'bad' },
  invalid: { unicode: 'X', ascii: 'X', means: 'invalid', weight: 8, tone: 'bad' },
  unchecked: { unicode: '?', ascii: '?', means: 'not checked', weight: 5, tone: 'warn' },
  'before-enabling': {
    unicode: '·',
    ascii: '.',
    means: 'before validation was on',
    weight: 3,
    tone: 'dim',
  },
  'after-stop': { unicode: 's', ascii: 's', means: 'stopped', weight: 4, tone: 'warn' },
  interrupted: {
    unicode: '~',
    ascii: '~',
    means: 'interrupted',
    weight: 6,
    tone: 'warn',
  },
  'not-yet-due': { unicode: '-', ascii: '-', means: 'not yet due', weight: 2, tone: 'dim' },
} as const satisfies Readonly<Record<SlotState, StateSign>>

export const signOf = (state: SlotState): StateSign => stateSigns[state]

/** Nothing is wrong with such an hour: it was proven, or its digest may still arrive and its end was not asked for. */
export const isCalm = (state: SlotState, asked?: Asked): boolean =>
  isProven({ state }) || (state === 'not-yet-due' && asked?.to !== true)

const byWeight = (a: SlotState, b: SlotState): number => signOf(b).weight - signOf(a).weight

/** States, the worst first. */
export const worstFirst = (states: Iterable<SlotState>): readonly SlotState[] =>
  [...states].sort(byWeight)
