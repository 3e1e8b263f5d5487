import { test } from 'vitest'
import { type Judged, tally } from './judge/tally.ts'
import { together } from './judge/together.ts'
import { complaints, expectTruth, report } from './judge/verdict.ts'
import { runWorlds } from './product/run.ts'
import { replayed, seedsOf } from './seeds.ts'

/** Half of the worlds, so that two cores share them. The half that ends last prints the figures of both. */
export const truthOf = (half: 0 | 1): void => {
  const seeds = seedsOf(half)
  test.runIf(seeds.length > 0)(
    `no wrong no, no false yes, and decisive: ${half === 0 ? 'even' : 'odd'} worlds`,
    async () => {
      const all: Judged[] = []
      await runWorlds(seeds, (some, worlds) => {
        all.push(...some)
        process.stdout.write(`${complaints(some)}${worlds} of ${seeds.length} worlds asked\n`)
      })
      const groups = replayed === undefined ? together(half, tally(all)) : tally(all)
      if (groups !== undefined) process.stdout.write(report(groups))
      expectTruth(all, replayed === undefined)
    },
  )
}
