import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { DemoSummary } from '../../../../test/fixtures/demo/generate.ts'
import { demoStory } from '../../../../test/fixtures/demo/story.ts'
import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import { HOUR, type Instant } from '../../../model/time.ts'
import { type ExitCode, exitCodes } from '../../exit.ts'
import { count, plural } from '../../format/quantity.ts'
import { styleFor } from '../../format/style.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, OptionValues } from '../command.ts'
import { commandOf, documentOf, runVerb } from '../demo-verb.ts'
import { chapterDocument, shownCommand, tellChapter, verifyChapters } from '../demo-verify.ts'
import { emit } from '../emit.ts'
import { progressLine } from '../progress.ts'
import { colourOf, flag, text } from '../read-options.ts'

/** Written first, into a folder that was new or empty: only a folder that holds it is ever removed. */
const MARKER = '.wholetrail-demo'

/** A folder that is ours or new: nothing else is ever overwritten. */
const cleared = async (folder: string): Promise<void> => {
  const inside = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw new WholetrailError('usage', `cannot make the demo in ${folder}`, { cause: error })
  })
  if (inside.length > 0 && !inside.includes(MARKER))
    throw new WholetrailError('usage', `${folder} is not empty`, {
      hint: 'name another folder with --directory',
    })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, MARKER), '')
}

const generate = async (folder: string, options: OptionValues, effects: Effects) => {
  const { generateDemo } = await import('../../../../test/fixtures/demo/generate.ts')
  const progress = progressLine(effects, flag(options, 'quiet'))
  const summary = await generateDemo(folder, {
    signal: effects.signal,
    onProgress: (p) => progress.show(`making day ${p.day} of ${p.days}, ${count(p.events)} events`),
  }).finally(progress.end)
  await cp(join(folder, 'snapshots'), join(folder, '.wholetrail', 'snapshots'), { recursive: true })
  return summary
}

/** How long after the end of the demo's month its questions are asked. */
const ASKED_AFTER = 6 * HOUR

const codeOf = (verdict: string): ExitCode => (verdict === 'cannot-know' ? 3 : 0)

const tellStory = async (
  workspace: string,
  now: Instant,
  options: OptionValues,
  effects: Effects,
) => {
  const style = styleFor(effects, colourOf(options))
  const asIfThen: Effects = { ...effects, now: () => now }
  let surprises = 0
  for (const [i, question] of demoStory().entries()) {
    const argv = ['ask', ...question.argv]
    effects.stdout(
      `\n${style.strong(`${i + 1}. ${question.title}`)}\n${style.dim(`$ ${commandOf(argv)}`)}\n\n`,
    )
    const code = await runVerb(
      [...argv, '--workspace', workspace, '--limit', '5', '--color', colourOf(options)],
      asIfThen,
    )
    if (code !== codeOf(question.verdict)) surprises += 1
    effects.stdout(`\n${style.dim(`What really happened: ${question.sentence}`)}\n`)
  }
  return surprises
}

/** Before the questions: what the digests prove of the log, and what they show of a log that was altered. */
const tellVerify = async (
  folder: string,
  now: Instant,
  options: OptionValues,
  effects: Effects,
): Promise<number> => {
  const style = styleFor(effects, colourOf(options))
  let surprises = 0
  for (const chapter of await verifyChapters(folder)) {
    effects.stdout(
      `\n${style.strong(chapter.title)}\n${style.dim(`$ ${shownCommand(chapter, effects.cwd)}`)}\n\n`,
    )
    const quiet = flag(options, 'quiet') ? ['--quiet'] : []
    const code = await tellChapter(chapter, ['--color', colourOf(options), ...quiet], {
      ...effects,
      now: () => now,
    })
    if (code !== chapter.expected) surprises += 1
    effects.stdout(`\n${style.dim(`What really happened: ${chapter.happened}`)}\n`)
  }
  return surprises
}

/** The incident is made anew to find its session, which no other verb needs. */
const tracing = async (workspace: string, effects: Effects) => {
  const { traceDemo } = await import('../demo-trace.ts')
  return traceDemo(workspace, effects)
}

/** The sixth question, which has a person for an answer. Says how many surprises there were. */
const tellTrace = async (
  workspace: string,
  now: Instant,
  options: OptionValues,
  effects: Effects,
): Promise<number> => {
  const style = styleFor(effects, colourOf(options))
  const asIfThen: Effects = { ...effects, now: () => now }
  const { argv, title, command, happened, asExpected } = await tracing(workspace, asIfThen)
  effects.stdout(
    `\n${style.strong(`${demoStory().length + 1}. ${title}`)}\n${style.dim(`$ ${command}`)}\n\n`,
  )
  await runVerb([...argv, '--workspace', workspace, '--color', colourOf(options)], asIfThen)
  effects.stdout(`\n${style.dim(`What really happened: ${happened}`)}\n`)
  return asExpected ? 0 : 1
}

/** The last chapter: what was wrong with the set-up all along, so that the questions went as they did. */
const tellSetUp = async (
  workspace: string,
  now: Instant,
  options: OptionValues,
  effects: Effects,
): Promise<void> => {
  const style = styleFor(effects, colourOf(options))
  const argv = ['assess', '--summary']
  effects.stdout(
    `\n${style.strong('And how could it come to this?')}\n${style.dim(`$ wholetrail ${argv.join(' ')}`)}\n\n`,
  )
  await runVerb([...argv, '--workspace', workspace, '--color', colourOf(options)], {
    ...effects,
    now: () => now,
  })
}

interface Telling {
  readonly title: string
  readonly command: string
  readonly expected: string
  readonly happened: string
}

/** The whole story as one document. */
const storyDocument = async (
  argv: readonly string[],
  folder: string,
  workspace: string,
  made: DemoSummary,
  effects: Effects,
): Promise<{ readonly code: ExitCode; readonly surprises: number; readonly text: string }> => {
  const ingested = await documentOf(argv, effects)
  if (ingested.code !== 0) return { code: ingested.code, surprises: 0, text: '' }
  const asIfThen: Effects = { ...effects, now: () => made.to + ASKED_AFTER }
  const verified = []
  for (const chapter of await verifyChapters(folder))
    verified.push(await chapterDocument(chapter, asIfThen))
  const story: (Telling & { readonly asExpected: boolean; readonly answer: unknown })[] = []
  for (const { title, argv: asked, verdict, sentence } of demoStory()) {
    const { code, document } = await documentOf(
      ['ask', ...asked, '--workspace', workspace, '--limit', '5'],
      asIfThen,
    )
    const command = commandOf(['ask', ...asked])
    const told = { title, command, expected: verdict, happened: sentence }
    story.push({ ...told, asExpected: code === codeOf(verdict), answer: document })
  }
  const { argv: _, ...traced } = await tracing(workspace, asIfThen)
  const surprises = [...verified, ...story, traced].filter((s) => !s.asExpected).length
  const setUp = await documentOf(['assess', '--workspace', workspace], asIfThen)
  const { accounts, logFiles, records, events } = made
  const text = jsonDocument(
    { verb: 'demo', generatedAt: effects.now(), window: null, inputs: { workspace } },
    {
      made: { accounts, logFiles, records, events },
      ingest: ingested.document,
      verified,
      story,
      trace: traced,
      setUp: setUp.document,
      asExpected: surprises === 0,
    },
  )
  return { code: 0, surprises, text }
}

export const demoCommand: Command = {
  name: 'demo',
  group: 'Show',
  summary: 'make a small organisation with an incident, and investigate it',
  description: `Needs no AWS account. Makes four accounts, three regions and thirty days of CloudTrail log files with an
organisation trail without data events, a vendor's duplicate, a stopped hour and a leaked key, ingests them, verifies the
one trail that has digests and a copy in which an hour was tampered with, and asks five questions: a yes, a no and a cannot-know. It follows the session that stopped a trail back to the person who leaked the key, and in the end finds the mistakes in the set-up. Every byte is the same each time; truth.json says what really happened.`,
  options: [
    {
      flags: '--directory <dir>',
      description: 'where to make it (default: wholetrail-demo)',
      group: 'Output',
    },
  ],
  examples: [{ line: 'wholetrail demo', why: 'the whole story, in under a minute' }],
  run: async ({ options }, effects) => {
    const style = styleFor(effects, colourOf(options))
    const folder = resolve(effects.cwd, text(options, 'directory') ?? 'wholetrail-demo')
    const shown = relative(effects.cwd, folder) || '.'
    const started = effects.now()
    await cleared(folder)
    const made = await generate(folder, options, effects)
    const workspace = join(folder, '.wholetrail')
    const quiet = flag(options, 'quiet') ? ['--quiet'] : []
    const ingest = ['ingest', join(folder, 's3'), '--complete', '--workspace', workspace, ...quiet]
    if (flag(options, 'json')) {
      const {
        code,
        surprises,
        text: document,
      } = await storyDocument(ingest, folder, workspace, made, effects)
      if (code !== 0) return code
      await emit(document, options, effects)
      return surprises === 0 ? 0 : failed(surprises, effects)
    }
    effects.stdout(
      `${style.strong('An organisation')} in ${shown}: ${plural(made.accounts, 'account')}, ${plural(made.logFiles, 'log file')}, ${plural(made.events, 'event')} in ${plural(made.records, 'record')}, thirty days.\n`,
    )
    effects.stdout(
      `${style.dim(`$ wholetrail ingest ${join(shown, 's3')} --complete --workspace ${join(shown, '.wholetrail')}`)}\n\n`,
    )
    const ingested = await runVerb(ingest, effects)
    if (ingested !== 0) return ingested
    const then = made.to + ASKED_AFTER
    const unlike = await tellVerify(folder, then, options, effects)
    const surprises =
      unlike +
      (await tellStory(workspace, then, options, effects)) +
      (await tellTrace(workspace, then, options, effects))
    await tellSetUp(workspace, then, options, effects)
    const seconds = Math.round((effects.now() - started) / 1e6)
    effects.stdout(
      `\n${style.strong('Go on')} (made, ingested and asked in ${seconds} s):\n  cd ${shown}\n  wholetrail assess\n  wholetrail ask --list\n  wholetrail coverage --from 2026-10-01 --to 2026-10-31 --bucket kestrelvane-customer-exports\n  wholetrail price\n  wholetrail fix --out fix\n${style.dim('In a checkout, npm link puts wholetrail on your PATH.')}\n`,
    )
    return surprises === 0 ? 0 : failed(surprises, effects)
  },
}

const failed = (surprises: number, effects: Effects): ExitCode => {
  effects.stderr(
    `wholetrail: ${plural(surprises, 'verdict')} of the demo came out otherwise than its truth says: ${exitCodes[1]}\n`,
  )
  return 1
}
