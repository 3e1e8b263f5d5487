import { existsSync } from 'node:fs'
import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { simulate } from './aws/simulate.ts'
import { judge } from './judge/judge.ts'
import { askOnCommandLine, program } from './product/command-line.ts'
import { questionsAbout } from './questions/ask.ts'
import { LATE } from './world/clock.ts'
import { generate } from './world/generate.ts'

const WORLDS = 30

/** The program reads the clock of the machine, so only worlds that are long settled can be asked this way. */
const worlds = Array.from({ length: 3 * WORLDS }, (_, i) => simulate(generate(i + 1)))
  .filter((s) => s.world.now === LATE)
  .slice(0, WORLDS)

// Needs the built program: `npm test` and `npm run truth` build it first.
test.skipIf(!existsSync(program))(`${WORLDS} worlds through the command line`, async () => {
  const limit = pLimit(2)
  const faults = await Promise.all(
    worlds.map((s) =>
      limit(async () => {
        const asked = questionsAbout(s, 1)
        // The command line has no ledger of digests yet, and its clock is the machine's.
        const known = { ...s, ledger: [] }
        const answers = await askOnCommandLine(
          s,
          asked.map((a) => a.question),
        )
        return asked.map((a, i) => {
          const answer = answers[i]
          const fault = answer === undefined ? 'no answer' : judge(known, a, answer).fault
          return { seed: s.world.seed, question: a.question.id, verdict: answer?.verdict, fault }
        })
      }),
    ),
  )
  const all = faults.flat()
  expect(all).toHaveLength(WORLDS)
  expect(all.filter((x) => x.fault !== undefined)).toEqual([])
  expect(new Set(all.map((x) => x.verdict)).size).toBeGreaterThan(1)
})
