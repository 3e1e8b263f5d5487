import type { Effects } from '../../effects.ts'
import { quoted } from '../../model/quoted.ts'
import type { ExitCode } from '../exit.ts'
import { askCommand } from './commands/ask.ts'
import { assessCommand } from './commands/assess.ts'
import { ingestCommand } from './commands/ingest.ts'
import { traceCommand } from './commands/trace.ts'
import { verifyCommand } from './commands/verify.ts'
import { programOf } from './program.ts'

/** A command line as a user would type it. */
export const commandOf = (argv: readonly string[]): string =>
  `wholetrail ${argv.map(quoted).join(' ')}`

/** Runs a verb as a user would; `effects` has the clock of the demo where a verdict depends on it. */
export const runVerb = async (argv: readonly string[], effects: Effects): Promise<ExitCode> => {
  let code: ExitCode = 0
  const verbs = [ingestCommand, verifyCommand, askCommand, traceCommand, assessCommand]
  const program = programOf(verbs, effects, (c) => {
    code = c
  })
  await program.parseAsync([...argv], { from: 'user' })
  return code
}

/** Runs a verb with `--json`, and brings the document that it prints. */
export const documentOf = async (argv: readonly string[], effects: Effects) => {
  let printed = ''
  const captured: Effects = {
    ...effects,
    stdout: (text) => {
      printed += text
    },
  }
  const code = await runVerb([...argv, '--json'], captured)
  const document: unknown = printed === '' ? {} : JSON.parse(printed)
  return { code, document }
}
