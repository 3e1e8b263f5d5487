import { CommanderError } from 'commander'
import type { Effects } from '../../effects.ts'
import { exitCodeOf, WholetrailError } from '../../model/error.ts'
import type { ExitCode } from '../exit.ts'
import { safe } from '../format/safe.ts'
import { commands } from './list.ts'
import { programOf } from './program.ts'

const report = (error: WholetrailError, debug: boolean, effects: Effects): void => {
  effects.stderr(`wholetrail: ${error.message.split('\n').map(safe).join('\n  ')}\n`)
  if (error.hint !== undefined) effects.stderr(`  hint: ${safe(error.hint)}\n`)
  if (!debug) return
  const stacks = [error, error.cause].map((e) => (e instanceof Error ? (e.stack ?? '') : ''))
  effects.stderr(`${stacks.flatMap((stack) => stack.split('\n').map(safe)).join('\n')}\n`)
}

/** What the machine refuses is no defect of ours. */
const REFUSED: Readonly<Record<string, string>> = {
  EACCES: 'permission denied: check the folder and its rights',
  EPERM: 'permission denied: check the folder and its rights',
  ENOTDIR: 'a file lies where a folder is needed: check --workspace',
  EEXIST: 'a file lies where a folder is needed: check --workspace',
  EISDIR: 'a folder lies where a file is needed',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many open files: raise the limit (ulimit -n)',
}

const refusal = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? REFUSED[String(error.code)] : undefined

const asKnown = (error: unknown): WholetrailError =>
  error instanceof WholetrailError
    ? error
    : refusal(error) !== undefined
      ? new WholetrailError('configuration', (error as Error).message, {
          hint: refusal(error) ?? '',
          cause: error,
        })
      : new WholetrailError('internal', error instanceof Error ? error.message : String(error), {
          hint: 'this is a defect of wholetrail; run again with --debug and report what it prints',
          cause: error,
        })

/** Runs one command line to its exit code; `argv` is without the node and script names. */
export const run = async (argv: readonly string[], effects: Effects): Promise<ExitCode> => {
  let code: ExitCode = 0
  const program = programOf(commands, effects, (c) => {
    code = c
  })
  if (argv.length === 0) {
    program.outputHelp()
    return 0
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return effects.signal.aborted ? 130 : code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const known = asKnown(error)
    report(known, argv.includes('--debug'), effects)
    if (effects.signal.aborted) return 130
    return exitCodeOf[known.code]
  }
}
