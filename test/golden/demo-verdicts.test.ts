import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { formatInstant } from '../../src/model/time.ts'
import { askIn, runCli } from '../fixtures/cli.ts'
import type { DemoSummary } from '../fixtures/demo/generate.ts'
import { moreQuestions } from '../fixtures/demo/questions/more.ts'
import { demoTrace } from '../fixtures/demo/questions/trace.ts'
import { demoStory } from '../fixtures/demo/story.ts'
import { demoLakeIn, demoOnce } from '../fixtures/demo-once.ts'

let root: string
let workspace: string
let made: DemoSummary

beforeAll(async () => {
  const demo = await demoOnce()
  ;({ root, workspace, made } = demo)
  expect(demo.ingested.events).toMatchObject({ read: made.records, new: made.events })
}, 300_000)

const questions = [...demoStory(), ...moreQuestions()]

test.each(questions.map((q) => [q.title, q] as const))('%s', async (_, question) => {
  const now = formatInstant(made.to + 6 * 3_600_000_000)
  const { answer } = await askIn(workspace, question.argv, { now })
  if (answer.verdict === 'no') expect(question.truth, 'a wrong no').toBe('no')
  expect(answer.verdict).toBe(question.verdict)
  if (answer.verdict === 'yes') expect(answer.found.events.length).toBeGreaterThan(0)
  if (answer.verdict === 'no') expect(answer.assumptions.length).toBeGreaterThan(0)
  if (answer.verdict === 'cannot-know') expect(answer.blindSpots.length).toBeGreaterThan(0)
})

interface Traced {
  readonly verdict: string
  readonly roots: readonly { node: string }[]
  readonly nodes: readonly { id: string; kind: string; label: string }[]
}

const traced = async (argv: readonly string[]) => {
  const { code, stdout } = await runCli([...argv, '--json', '--workspace', workspace])
  const { verdict, roots, nodes } = JSON.parse(stdout) as Traced
  const ends = roots.flatMap((r) => nodes.find((n) => n.id === r.node) ?? [])
  return { code, verdict, people: ends.filter((n) => n.kind === 'person').map((n) => n.label) }
}

test('the incident ends at the person who leaked the key, as the truth names her', async () => {
  const story = demoTrace()
  const truth = JSON.parse(await readFile(join(root, 'truth.json'), 'utf8')) as {
    incident: { leakedBy: string }
    trace: { person: string }
  }
  expect([story.person, truth.trace.person]).toEqual(Array(2).fill(truth.incident.leakedBy))
  for (const argv of [story.argv, ['trace', made.leakedKey]])
    expect(await traced(argv), argv.join(' ')).toEqual({
      code: 0,
      verdict: story.verdict,
      people: [story.root],
    })
})

interface Named {
  readonly check: string
  readonly account: string
  readonly resource: string
}
const named = (f: Named): string => `${f.check} ${f.account} ${f.resource}`

test('assess finds each planted mistake, with the logs beside the snapshot, and nothing else', async () => {
  const { code, stdout } = await runCli(['assess', '--workspace', workspace, '--json'])
  const { findings, inputs } = JSON.parse(stdout) as {
    findings: (Named & { status: string })[]
    inputs: { lake: boolean }
  }
  const truth = JSON.parse(await readFile(join(root, 'truth.json'), 'utf8')) as {
    mistakes: { findings: Named[] }[]
  }
  expect([code, inputs.lake]).toEqual([1, true])
  expect(
    findings
      .filter((f) => f.status === 'fail')
      .map(named)
      .sort(),
  ).toEqual(truth.mistakes.flatMap((m) => m.findings.map(named)).sort())
  expect(findings.filter((f) => f.status === 'unknown').map(named)).toEqual([])
})

test('without its snapshots no question of the demo is answered with no', async () => {
  const bare = await mkdtemp(join(tmpdir(), 'wholetrail-bare-'))
  onTestFinished(() => rm(bare, { recursive: true, force: true }))
  await demoLakeIn(bare)
  for (const question of questions) {
    const { answer } = await askIn(bare, question.argv)
    expect(answer.verdict, question.title).not.toBe('no')
  }
}, 120_000)
