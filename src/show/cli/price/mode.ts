import type { Effects } from '../../../effects.ts'
import { WholetrailError } from '../../../model/error.ts'
import { formatInstant, type Interval } from '../../../model/time.ts'
import type { ExitCode } from '../../exit.ts'
import type { Style } from '../../format/style.ts'
import type { Table } from '../../format/table.ts'
import type { OptionValues } from '../command.ts'
import type { Sources } from '../open-sources.ts'
import type { ProgressLine } from '../progress.ts'
import { text, time } from '../read-options.ts'

/** What `price` does is said by its options. */
export const modeOf = (options: OptionValues): 'bill' | 'propose' | 'optimise' => {
  const isProposed = options.propose !== undefined
  const isOptimised = options.optimise === true
  if (isProposed && isOptimised)
    throw new WholetrailError('usage', '--propose and --optimise are two questions', {
      hint: 'leave one of them out',
    })
  for (const [key, name] of [
    ['goal', '--goal'],
    ['selectors', '--selectors'],
    ['leastSaving', '--least-saving'],
  ] as const)
    if (options[key] !== undefined && !isOptimised)
      throw new WholetrailError('usage', `${name} belongs to --optimise`)
  for (const [key, name] of [
    ['in', '--in'],
    ['parameter', '--parameter'],
  ] as const)
    if (options[key] !== undefined && !isProposed)
      throw new WholetrailError('usage', `${name} belongs to --propose`)
  return isProposed ? 'propose' : isOptimised ? 'optimise' : 'bill'
}

/** What a mode of `price` is given. */
export interface PriceInput {
  readonly sources: Sources
  readonly options: OptionValues
  readonly effects: Effects
  /** The window that was asked for; absent: the last 30 days that have events. */
  readonly window: Interval | undefined
  readonly progress: ProgressLine
}

/** A result of `price` in every form that it has. */
export interface PriceResult {
  readonly verb: 'price' | 'price-propose' | 'price-optimise'
  readonly window: Interval | null
  readonly exit: ExitCode
  readonly text: (terminal: { readonly columns: number; readonly style: Style }) => string
  readonly part: () => object
  /** Absent where it is no list. */
  readonly table?: () => Table
  /** Instead of all forms: what goes to a file as it is. */
  readonly raw?: () => string
}

/** The window that was asked for; where only one end is given, the other one is that of the lake. */
export const windowOf = (
  options: OptionValues,
  effects: Effects,
  lake: Interval | null,
): Interval | undefined => {
  const [from, to] = [time(options, 'from', effects), time(options, 'to', effects)]
  if (from === undefined && to === undefined) return undefined
  const window = { from: from ?? lake?.from ?? 0, to: to ?? lake?.to ?? effects.now() }
  if (window.from < window.to) return window
  if (from !== undefined && to !== undefined)
    throw new WholetrailError('usage', '--from must be before --to')
  throw new WholetrailError(
    'usage',
    from === undefined
      ? `there are no events before --to ${formatInstant(window.to)}`
      : `there are no events after --from ${formatInstant(window.from)}`,
    {
      hint:
        lake === null
          ? 'no events were ingested'
          : `the events that are counted go from ${formatInstant(lake.from)} to ${formatInstant(lake.to)}`,
    },
  )
}

/** Options that a further command needs as well. */
export const workspaceNamed = (options: OptionValues): string | undefined =>
  text(options, 'workspace')
