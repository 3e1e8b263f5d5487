import type { Happening } from '../world/happening.ts'
import type { Second } from '../world/time.ts'
import type { World } from '../world/world.ts'

/** Whether something that happened is an answer: surely, or by one reading of the rules only. */
export type Truth = 'yes' | 'tolerated' | 'no'

/** A question as the product is asked it. */
export interface Question {
  readonly id: string
  readonly params: Readonly<Record<string, string | true>>
  readonly accounts?: readonly string[]
  readonly regions?: readonly string[]
  /** Parts by name; absent: the question's own default. */
  readonly parts?: readonly string[]
  readonly window: { readonly from: Second; readonly to: Second }
  /** Asked without an end: the product answers as far as it can (R9), and is judged as far as it says. */
  readonly openEnded: boolean
}

export interface QuestionWithTruth extends Question {
  /** Of everything that happened in the window, recorded or not. */
  readonly truth: (h: Happening) => Truth
  /** The account of what is asked about, for telling what crosses accounts. */
  readonly account: string | undefined
  /** About a role, whose calls only its sessions make. */
  readonly aboutRole: boolean
}

/** A subject that a question of one kind can be asked about, in one world. */
export type Candidate = Omit<QuestionWithTruth, 'window' | 'openEnded'>

/** One kind of question: what it may ask in a world. */
export type Kind = (w: World, r: import('../random.ts').Random) => Candidate[]

export const inWindow = (h: Happening, window: { from: Second; to: Second }): boolean =>
  window.from <= h.second && h.second < window.to
