import { test } from 'vitest'
import type { Judged } from './judge/tally.ts'
import { expectTruth, report } from './judge/verdict.ts'
import { runWorlds } from './product/run.ts'
import { replayed, seedsOf } from './seeds.ts'

/** Half of the worlds, so that two cores share them. Prints all figures. */
export const truthOf = (half: 0 | 1): void => {
  const seeds = seedsOf(half)
  test.runIf(seeds.length > 0)(
    `no wrong no, no false yes, and decisive: ${half === 0 ? 'even' : 'odd'} worlds`,
    async () => {
      const all: Judged[] = []
      await runWorlds(seeds, (some) => all.push(...some))
      process.stdout.write(`${report(all, seeds.length)}\n`)
      expectTruth(all, replayed === undefined)
    },
  )
}
