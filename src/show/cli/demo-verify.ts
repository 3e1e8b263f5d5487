import { join, relative } from 'node:path'
import { tamper } from '../../../test/fixtures/demo/tamper.ts'
import type { Effects } from '../../effects.ts'
import type { ExitCode } from '../exit.ts'
import { plural } from '../format/quantity.ts'
import { commandOf, documentOf, runVerb } from './demo-verb.ts'

/** A run of `verify` in the demo: how it begins, what it must end with, and what really happened. */
export interface VerifyChapter {
  readonly title: string
  readonly argv: readonly string[]
  readonly workspace: string
  readonly expected: ExitCode
  readonly happened: string
}

/** The one trail of the demo that has digests. */
const TRAIL = 'prod-s3-data'

/**
 * The log as it is, with its stopped hour, and a copy in which someone cut downloads out of one log file. Each has a
 * workspace of its own: what the copy shows must not be held against the log.
 */
export const verifyChapters = async (folder: string): Promise<readonly VerifyChapter[]> => {
  const { copy, key, removed } = await tamper(folder)
  const keys = ['--keys', join(folder, 'keys'), '--offline', '--trail', TRAIL]
  return [
    {
      title: `Is the log of ${TRAIL} whole?`,
      argv: ['verify', join(folder, 's3'), ...keys],
      workspace: join(folder, '.wholetrail'),
      expected: 3,
      happened:
        'An engineer stopped the trail for an hour on 12 October, to move its bucket. Nothing was altered.',
    },
    {
      title: 'And if someone had cut the downloads out of it?',
      argv: ['verify', copy, ...keys, '--from', '2026-10-22', '--to', '2026-10-23'],
      workspace: join(folder, 'tampered', '.wholetrail'),
      expected: 1,
      happened: `In a copy ${plural(removed, 'record')} of downloads were cut out of ${key.slice(key.lastIndexOf('/') + 1)}, and the file was compressed again.`,
    },
  ]
}

/** A command as it is typed where the demo was made. */
export const shownCommand = ({ argv, workspace }: VerifyChapter, cwd: string): string =>
  commandOf(
    [...argv, '--workspace', workspace].map((a) => (a.startsWith('/') ? relative(cwd, a) : a)),
  )

/** Runs a chapter with what is printed going to the terminal. */
export const tellChapter = (
  { argv, workspace }: VerifyChapter,
  more: readonly string[],
  effects: Effects,
): Promise<ExitCode> => runVerb([...argv, '--workspace', workspace, ...more], effects)

/** Runs a chapter for its document. */
export const chapterDocument = async (chapter: VerifyChapter, effects: Effects) => {
  const { argv, workspace, title, expected, happened } = chapter
  const { code, document } = await documentOf([...argv, '--workspace', workspace], effects)
  return {
    title,
    command: shownCommand(chapter, effects.cwd),
    expected: `exit code ${expected}`,
    happened,
    asExpected: code === expected,
    answer: document,
  }
}
