import { CommanderError } from 'commander'
import type { Effects } from '../../effects.ts'
import { exitCodeOf, WholetrailError } from '../../model/error.ts'
import type { ExitCode } from '../exit.ts'
import { safe } from '../format/safe.ts'
import { commands } from './list.ts'
import { programOf } from './program.ts'

const report = (error: WholetrailError, debug: boolean, effects: Effects): void => {
  effects.stderr(`wholetrail: ${safe(error.message)}\n`)
  if (error.hint !== undefined) effects.stderr(`  hint: ${safe(error.hint)}\n`)
  if (debug)
    effects.stderr(
      `${error.stack ?? ''}\n${error.cause instanceof Error ? error.cause.stack : ''}\n`,
    )
}

const asKnown = (error: unknown): WholetrailError =>
  error instanceof WholetrailError
    ? error
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
    if (effects.signal.aborted) return 130
    const known = asKnown(error)
    report(known, argv.includes('--debug'), effects)
    return exitCodeOf[known.code]
  }
}
