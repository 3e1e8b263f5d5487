import type { AskSources } from '../../../src/pipeline.ts'
import { ask } from '../../../src/reason/ask/ask.ts'
import { type Simulated, simulate } from '../aws/simulate.ts'
import { type Answered, type Judgement, judge } from '../judge/judge.ts'
import { type Judged, recordOf } from '../judge/tally.ts'
import { type Asked, questionsAbout } from '../questions/ask.ts'
import { generate } from '../world/generate.ts'
import { requestOf } from './request.ts'
import { openShard } from './shard.ts'

/** Of each world: two in `npm test`, which has ten minutes for everything; three in `npm run truth`. */
const QUESTIONS = Number(process.env.WHOLETRAIL_TRUTH_QUESTIONS ?? 2)
const WORLDS_IN_A_LAKE = 500

const crash = (error: unknown): Judgement => ({
  verdict: 'crash',
  assurance: null,
  complete: false,
  missed: false,
  blind: [],
  fault: `the product failed: ${error instanceof Error ? error.stack : String(error)}`,
})

const judged = async (s: Simulated, asked: Asked, sources: AskSources): Promise<Judgement> => {
  let answer: Answered
  try {
    answer = await ask(requestOf(asked.question), sources)
  } catch (error) {
    return crash(error)
  }
  return judge(s, asked, answer)
}

const runShard = async (seeds: readonly number[]): Promise<Judged[]> => {
  const worlds = seeds.map((seed) => simulate(generate(seed)))
  const shard = await openShard(worlds)
  const all: Judged[] = []
  try {
    for (const simulated of worlds) {
      const sources = await shard.sourcesOf(simulated)
      for (const asked of questionsAbout(simulated, QUESTIONS)) {
        all.push(recordOf(simulated, asked, await judged(simulated, asked, sources)))
      }
    }
  } finally {
    await shard.close()
  }
  return all
}

/** Asks the product about worlds, and judges its answers. `each` receives a lake's judgements, and the worlds so far. */
export const runWorlds = async (
  seeds: readonly number[],
  each: (judged: readonly Judged[], worlds: number) => void,
): Promise<void> => {
  for (let i = 0; i < seeds.length; i += WORLDS_IN_A_LAKE) {
    const some = seeds.slice(i, i + WORLDS_IN_A_LAKE)
    each(await runShard(some), i + some.length)
  }
}
