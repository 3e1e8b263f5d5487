import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Effects } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import type { OptionValues } from './command.ts'
import { flag, text } from './read-options.ts'

const BATCH = 1 << 16

/** The same text in pieces that are worth a write each, with a line break at its end. */
function* batched(pieces: Iterable<string>): Generator<string> {
  let batch = ''
  for (const piece of pieces) {
    if (batch.length >= BATCH) {
      yield batch
      batch = ''
    }
    batch += piece
  }
  yield batch.endsWith('\n') ? batch : `${batch}\n`
}

/**
 * Writes the result, a text or the pieces of one: to stdout, or to `--output`, which is never overwritten without
 * `--force`.
 */
export const emit = async (
  result: string | Iterable<string>,
  options: OptionValues,
  effects: Effects,
): Promise<void> => {
  const content = batched(typeof result === 'string' ? [result] : result)
  const output = text(options, 'output')
  if (output === undefined) {
    for (const piece of content) effects.stdout(piece)
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
  const wanted = text(options, 'format') as F | undefined
  if (flag(options, 'json')) {
    if (wanted === undefined || wanted === 'json') return 'json' as F
    throw new WholetrailError('usage', `--json and --format ${wanted} ask for two formats`, {
      hint: 'leave one of them out',
    })
  }
  if (wanted === undefined) return fallback
  if (allowed.includes(wanted)) return wanted
  throw new WholetrailError('usage', `no such format here: ${wanted}`, {
    hint: `one of: ${allowed.join(', ')}`,
  })
}
