import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consoleLimit, printConsole } from '../../src/act/fix/formats/console/print.ts'
import { shellWord } from '../../src/act/fix/formats/console/shell.ts'
import { textsIn } from '../../src/act/fix/formats/texts.ts'
import { arbitraryDesired, hostileTexts } from '../fixtures/arbitrary-desired.ts'

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0

/** Runs a script in which `aws` says its arguments, and is all that may run: the path of programs is empty. */
const argumentsOf = (script: string): readonly (readonly string[])[] => {
  const head = `PATH=/nonexistent\naws() { printf '%s\\0' "$@" >&3; printf '\\1\\0' >&3; echo made-id; }\n`
  const run = spawnSync('bash', ['-eu', '-c', head + script], {
    env: { LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  expect(run.stderr).toBe('')
  expect(run.status).toBe(0)
  const words = String(run.output[3]).split('\0').slice(0, -1)
  const calls: string[][] = [[]]
  for (const word of words)
    if (word === '\u0001') calls.push([])
    else calls.at(-1)?.push(word)
  return calls.slice(0, -1)
}

test.skipIf(!hasBash)(
  'a word of the shell is the text itself, whatever the text is (skipped without bash)',
  () => {
    const text = fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    fc.assert(
      fc.property(fc.array(text, { minLength: 100, maxLength: 200 }), (texts) => {
        const whole = texts.map((t) => t.replaceAll('\0', '')).filter((t) => t !== '\u0001')
        const [said] = argumentsOf(`aws ${whole.map(shellWord).join(' ')}`)
        expect(said).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  },
)

test.skipIf(!hasBash)(
  'no text of a thing breaks out of its command, and each arrives whole (skipped without bash)',
  () => {
    let calls = 0
    fc.assert(
      fc.property(
        fc.array(
          arbitraryDesired.filter((d) => consoleLimit(d) === undefined),
          { minLength: 20, maxLength: 60 },
        ),
        (desired) => {
          const steps = printConsole(desired)
          const said = argumentsOf(steps.map((s) => s.command).join('\n'))
          expect(said.length).toBe(steps.length)
          calls += said.length
          const options = new Set(said.flat().filter((w) => w.startsWith('--')))
          for (const option of options) expect(option).toMatch(/^--[a-z-]+$/)
          const documents = said.flatMap((words) =>
            words.filter((w) => w.startsWith('{')).map((w) => JSON.parse(w) as unknown),
          )
          const texts = new Set(textsIn(documents))
          const wanted = desired.flatMap((d) => ('policy' in d ? textsIn(d.policy) : []))
          expect(wanted.filter((t) => !texts.has(t))).toEqual([])
          const names = desired.flatMap((d) => (d.kind === 'trail' ? [d.name, d.s3Bucket] : []))
          expect(names.filter((t) => !texts.has(t))).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
    expect(calls).toBeGreaterThan(1000)
  },
)
