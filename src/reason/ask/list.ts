import type { Question } from './question.ts'
import { keyActivity } from './questions/key-activity.ts'

/** Every question that can be asked, in the order in which they are listed. */
export const questions: readonly Question[] = [keyActivity]
