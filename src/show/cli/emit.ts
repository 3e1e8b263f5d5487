import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Effects } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import type { OptionValues } from './command.ts'
import { flag, text } from './read-options.ts'

/** Writes the result: to stdout, or to `--output`, which is never overwritten without `--force`. */
export const emit = async (
  result: string,
  options: OptionValues,
  effects: Effects,
): Promise<void> => {
  const content = result.endsWith('\n') ? result : `${result}\n`
  const output = text(options, 'output')
  if (output === undefined) {
    effects.stdout(content)
    return
  }
  try {
    await writeFile(resolve(effects.cwd, output), content, {
      flag: flag(options, 'force') ? 'w' : 'wx',
    })
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw new WholetrailError('usage', exists ? `${output} exists` : `cannot write ${output}`, {
      hint: exists ? 'add --force to overwrite it' : 'check the folder and its permissions',
      cause,
    })
  }
}

/** A line for the person at the terminal, on stderr. */
export const say = (line: string, options: OptionValues, effects: Effects): void => {
  if (!flag(options, 'quiet')) effects.stderr(`${line}\n`)
}

/** The chosen format of a verb; `--json` is `--format json`. */
export const formatOf = <F extends string>(
  options: OptionValues,
  fallback: F,
  allowed: readonly F[],
): F => {
  if (flag(options, 'json')) return 'json' as F
  const wanted = text(options, 'format') as F | undefined
  if (wanted === undefined) return fallback
  if (allowed.includes(wanted)) return wanted
  throw new WholetrailError('usage', `no such format here: ${wanted}`, {
    hint: `one of: ${allowed.join(', ')}`,
  })
}
