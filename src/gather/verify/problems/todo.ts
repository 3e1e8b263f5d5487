import { quoted } from '../../../model/quoted.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { ChainId } from '../../../model/verification.ts'

const WORD = /\b(?:TRAIL|HOME|ACCOUNT|REGION|FROM|TO)\b/g

/** What to do, with what is known of the place in it, as a shell takes it; words that nothing is known for stay. */
export const todoAt = (todo: string, chain: ChainId | null, when: Interval | null): string => {
  const known: Readonly<Record<string, string | undefined>> = {
    TRAIL: chain?.arn ?? chain?.trail,
    HOME: chain?.home,
    ACCOUNT: chain?.account,
    REGION: chain?.region,
    FROM: when === null ? undefined : formatInstant(when.from),
    TO: when === null ? undefined : formatInstant(when.to),
  }
  return todo.replace(WORD, (word) => {
    const value = known[word]
    return value === undefined ? word : quoted(value)
  })
}
