import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import type { Interval } from '../../../model/time.ts'
import type { Trace, TraceSubject } from '../../../model/trace.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { jsonDocument } from '../../json.ts'
import { tracePart } from '../../trace/document.ts'
import { dotOf } from '../../trace/dot.ts'
import { mermaidOf } from '../../trace/mermaid.ts'
import { traceExit } from '../../trace/outcome.ts'
import { pictureOf } from '../../trace/picture.ts'
import { meantSubject } from '../../trace/subject.ts'
import { traceText } from '../../trace/text.ts'
import type { Command, OptionValues } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openSources, type Sources } from '../open-sources.ts'
import { colourOf, flag, time, wholeNumber } from '../read-options.ts'

const formats = ['table', 'json', 'dot', 'mermaid'] as const
type Format = (typeof formats)[number]

/** From the first instant to the last, where only one end is given. */
const windowOf = (options: OptionValues, effects: Effects): Interval | undefined => {
  const [from, to] = [time(options, 'from', effects), time(options, 'to', effects)]
  if (from === undefined && to === undefined) return undefined
  const window = { from: from ?? 0, to: to ?? effects.now() }
  if (window.from < window.to) return window
  throw new WholetrailError('usage', '--from must be before --to')
}

/** Throws `usage` where a time is given in two ways, or none is a subject. */
const subjectOf = (given: string, options: OptionValues, effects: Effects): TraceSubject => {
  const text = given.trim()
  if (text === '')
    throw new WholetrailError('usage', 'whom to trace?', {
      hint: 'name an access key id, the ARN of a role, user or session, or AROA...:session',
    })
  const [at, window] = [time(options, 'at', effects), windowOf(options, effects)]
  if (at !== undefined && window !== undefined)
    throw new WholetrailError('usage', '--at is one instant: leave --from and --to out')
  return {
    text,
    ...(at === undefined ? {} : { at }),
    ...(window === undefined ? {} : { window }),
  }
}

/** A trace; where nothing was in use at the time that was asked for, what is known at any time is its own nearest name. */
const traced = async (given: TraceSubject, sources: Sources): Promise<Trace> => {
  const [{ trace }, { idleSessions }, { whoIsMeant }] = await Promise.all([
    import('../../../reason/trace/trace.ts'),
    import('../../../reason/trace/idle.ts'),
    import('../../../reason/trace/meant.ts'),
  ])
  const meant = await whoIsMeant(given.text, sources.query, sources.evidence)
  const subject = meant === undefined ? given : meantSubject(given, meant)
  const found = {
    ...(await trace(subject, sources)),
    idle: await idleSessions(subject, sources.query),
    namesakes: subject === given ? [] : (meant?.sessions ?? []),
  }
  const isTimed = subject.at !== undefined || subject.window !== undefined
  if (found.starts.length > 0 || !isTimed) return found
  const ever = await trace({ text: subject.text }, sources)
  return ever.starts.length > 0 ? { ...found, near: [subject.text] } : found
}

const LISTED = 5
const LISTED_DOWN = 1000

const render = (
  trace: Trace,
  format: Format,
  options: OptionValues,
  effects: Effects,
  envelope: {
    readonly window: Interval | null
    readonly inputs: Readonly<Record<string, unknown>>
  },
): string => {
  const isDown = flag(options, 'down')
  if (format === 'json')
    return jsonDocument(
      { verb: 'trace', generatedAt: effects.now(), ...envelope },
      tracePart(trace, isDown),
    )
  if (format === 'dot') return dotOf(pictureOf(trace, isDown))
  if (format === 'mermaid') return mermaidOf(pictureOf(trace, isDown))
  return traceText(trace, {
    isDown,
    limit: wholeNumber(options, 'limit') ?? (isDown ? LISTED_DOWN : LISTED),
    columns: effects.terminal.columns,
    style: styleFor(effects, colourOf(options)),
  })
}

export const traceCommand: Command = {
  name: 'trace',
  group: 'Reason',
  summary: 'follow a key or session back to the person or workload behind it',
  description: `Prints the chain from the person, workload or service at the root down to the key or session, one hop
a line with its time, call, confidence and event id; then all that derives from it.
certain: the key that a call issued is the key in use, and nothing contradicts.
likely: no record tells the key, but principal and creation time agree; or someone made a key that lasts.
possible: by a name only, or where records contradict one another; it proves nobody.
"bears": the records of a key or session carry this name; "is": what a session looks like tells who it is;
a source identity is a name that the first caller chose. A key that lasts names its owner, not who used it.
A bare name is a user or role before it is a session; where several bear it they are listed.
A user who was renamed (UpdateUser) is one user, with his former names.
A session may have been in use from its creation until it must have expired, 12 hours for a role.
A hop that cannot be made says why, and which setting would have kept it. 200 sessions of a name and 2,000
identities below it are followed at most, and a note says where there were more.
KNOWN exits 0: everyone behind it is certain or likely. PARTLY KNOWN, where somebody behind it is not, and
CANNOT KNOW exit 3.`,
  args: [
    {
      name: 'subject',
      description:
        'an access key id, the ARN of a role, user or session, AROA...:session, AIDA..., or the bare name of a user, role or session',
    },
  ],
  options: [
    {
      flags: '--down',
      description: 'all that it gave birth to, as a tree with the calls of each session',
      group: 'Output',
    },
    {
      flags: '--at <time>',
      description:
        'only the sessions that may have been in use at this time (ISO-8601): several can match',
      group: 'Filtering',
    },
    {
      flags: '--from <time>',
      description: 'only sessions that may have been in use since then (ISO-8601, or 7d)',
      group: 'Filtering',
    },
    {
      flags: '--to <time>',
      description: 'only sessions that began before then',
      group: 'Filtering',
    },
    {
      flags: '--limit <n>',
      description: 'how many sessions of a kind to list (default 5, with --down 1,000)',
      group: 'Output',
    },
    {
      flags: '--format <format>',
      description: 'how to print; dot (Graphviz) and mermaid are pictures',
      choices: formats,
      group: 'Output',
    },
  ],
  examples: [
    {
      line: 'wholetrail trace ASIAQNZGKIQY56JQ7WML',
      why: 'who was behind this temporary key?',
    },
    {
      line: 'wholetrail trace AKIAQNZGKIQY56JQ7WML --down',
      why: 'all that a leaked key gave birth to, with the calls of each session',
    },
    {
      line: 'wholetrail trace arn:aws:sts::333344445555:assumed-role/deploy/ci --at 2026-10-17T14:02:11Z',
      why: 'who was it, of all who bear this name, at that moment?',
    },
    {
      line: 'wholetrail trace ASIAQNZGKIQY56JQ7WML --format mermaid -o trace.mmd',
      why: 'the chain as a picture for a ticket',
    },
  ],
  run: async ({ args, options }, effects): Promise<ExitCode> => {
    const format = formatOf(options, 'table', formats)
    const subject = subjectOf(args[0] ?? '', options, effects)
    const sources = await openSources(options, effects)
    try {
      const found = await traced(subject, sources)
      const envelope = { window: subject.window ?? null, inputs: sources.inputs }
      await emit(render(found, format, options, effects, envelope), options, effects)
      return traceExit(found)
    } finally {
      await sources.close()
    }
  },
}
