import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Simulated } from '../aws/simulate.ts'
import type { Answered } from '../judge/judge.ts'
import type { Question } from '../questions/types.ts'
import { DAWN, iso, LATE } from '../world/clock.ts'
import { DAYS } from '../world/time.ts'
import { folderOf, storeFiles } from './store.ts'

/** The built program. */
export const program = resolve('dist/src/show/cli/main.js')

/** Runs the program; an exit code above 3 or output that is no JSON is an error. */
const run = (args: readonly string[]): Promise<string> =>
  new Promise((done, fail) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code)
      if (code === 0 || code === 1 || code === 3) done(stdout)
      else fail(new Error(`wholetrail ${args.join(' ')} ended with ${code}: ${stderr}`))
    })
  })

const flags = (name: string, values: readonly string[] = []): string[] =>
  values.flatMap((value) => [`--${name}`, value])

const argumentsOf = (q: Question, workspace: string): string[] => [
  'ask',
  q.id,
  ...Object.entries(q.params).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : flags(name, [value]),
  ),
  ...flags('account', q.accounts),
  ...flags('region', q.regions),
  ...flags('part', q.parts),
  ...flags('from', [iso(q.window.from)]),
  ...flags('to', q.openEnded ? [] : [iso(q.window.to)]),
  ...flags('limit', ['1000']),
  ...flags('workspace', [workspace]),
  '--json',
]

/** A world in a workspace of its own, through `ingest` and `ask` as a user runs them. */
export const askOnCommandLine = async (
  s: Simulated,
  questions: readonly Question[],
): Promise<Answered[]> => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'wholetrail-truth-cli-')))
  const workspace = join(home, 'workspace')
  try {
    await storeFiles(home, s)
    await mkdir(join(workspace, 'snapshots'), { recursive: true })
    for (const [i, snapshot] of s.snapshots.entries()) {
      await writeFile(join(workspace, 'snapshots', `${i}.json`), JSON.stringify(snapshot))
    }
    await run([
      'ingest',
      folderOf(home, s),
      ...flags('workspace', [workspace]),
      ...flags('since', [iso(DAWN - 2 * DAYS)]),
      ...flags('until', [iso(LATE)]),
      ...(s.handover.completeness === 'partial' ? [] : ['--complete']),
    ])
    const answers: Answered[] = []
    for (const question of questions) {
      answers.push(JSON.parse(await run(argumentsOf(question, workspace))) as Answered)
    }
    return answers
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
