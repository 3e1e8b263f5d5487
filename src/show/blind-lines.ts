import { duration, plural } from './format/quantity.ts'
import { safe } from './format/safe.ts'
import type { Style } from './format/style.ts'
import { wrap } from './format/wrap.ts'
import type { BlindList, MergedBlind } from './merge-blind.ts'

const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d))?Z$/

/** `2026-03-01 06:00Z`, with seconds where they are not zero. */
const minute = (time: string): string => {
  const m = ISO.exec(time)
  return m === null
    ? time
    : `${m[1]} ${m[2]}${m[3] === undefined || m[3] === '00' ? '' : `:${m[3]}`}Z`
}

export const span = (from: string, to: string, style: Style): string =>
  `${minute(from)} ${style.unicode ? '→' : '->'} ${minute(to)}`

/** How long, and in how many pieces. */
export const extent = ({ members, length }: MergedBlind<unknown>): string =>
  members.length === 1
    ? duration(length)
    : `${duration(length)} in ${plural(members.length, 'piece')}`

const COMMAND = /^(.*?:) ((?:wholetrail|aws) .*)$/s

/** The clauses of a remedy, those without a command together. */
const clausesOf = (remedy: string): readonly string[] => {
  const out: string[] = []
  for (const clause of remedy.split('; ')) {
    const last = out.at(-1)
    if (last === undefined || COMMAND.test(last)) out.push(clause)
    else out[out.length - 1] = `${last}; ${clause}`
  }
  return out
}

/** A remedy; a command that ends one of its clauses has a line of its own, uncut, to be copied. */
export const remedyLines = (remedy: string, columns: number): string[] =>
  remedy === ''
    ? []
    : clausesOf(remedy).flatMap((clause, i) => {
        const [, before = clause, command] = COMMAND.exec(clause) ?? []
        return [
          ...wrap(safe(before), columns - 8).map(
            (l, j) => `      ${i + j === 0 ? '> ' : '  '}${l}`,
          ),
          ...(command === undefined ? [] : [`          ${safe(command)}`]),
        ]
      })

/** What stands below a list of blind spots: those that were too short to show, and event history. */
export const blindTail = ({ short, commands }: BlindList<unknown>, columns: number): string[] => [
  ...(short.count === 0
    ? []
    : wrap(
        `and ${plural(short.count, 'moment')} shorter than a minute: ${short.reasons.join(', ')} (--json lists them)`,
        columns - 2,
      ).map((l) => `  ${l}`)),
  ...(commands.length === 0
    ? []
    : [
        ...wrap(
          'Management events of the last 90 days among these are still in event history:',
          columns - 2,
        ).map((l) => `  ${l}`),
        ...commands.map((command) => `      ${safe(command)}`),
      ]),
]
