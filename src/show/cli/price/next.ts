import { quoted } from '../../../model/quoted.ts'
import type { NextStep } from '../../price/next.ts'
import type { OptionValues } from '../command.ts'
import { text } from '../read-options.ts'

const inWorkspace = (options: OptionValues, steps: readonly NextStep[]): readonly NextStep[] => {
  const workspace = text(options, 'workspace')
  return workspace === undefined
    ? steps
    : steps.map((s) => ({ ...s, command: `${s.command} --workspace ${quoted(workspace)}` }))
}

/** What goes on from a proposal. */
export const proposeNext = (options: OptionValues, isUnknown: boolean): readonly NextStep[] =>
  inWorkspace(options, [
    ...(isUnknown
      ? [
          {
            command: `wholetrail price --propose ${quoted(text(options, 'propose') ?? '')} --volume data=40M/month`,
            why: 'the same with your number for what nobody has counted; --access-logs FOLDER counts S3 from its server access logs',
          },
        ]
      : []),
    {
      command: `wholetrail price --propose ${quoted(text(options, 'propose') ?? '')} --json`,
      why: 'all groups of lost events, the whole scope, and both bills line by line',
    },
    {
      command: 'wholetrail price --optimise',
      why: 'selectors that leave out measured noise and nothing that a goal names',
    },
  ])

/** What nothing can be said without, and how to get it. */
const lacking = {
  snapshot: {
    command: 'wholetrail collect',
    why: 'reads the trails and their selectors: without them nobody knows what is recorded twice',
  },
  events: {
    command: 'wholetrail ingest FOLDER',
    why: 'counts events: noise is measured, never guessed',
  },
} as const satisfies Readonly<Record<string, NextStep>>

export interface Optimised {
  readonly isChanged: boolean
  readonly lacks: keyof typeof lacking | null
}

/** What goes on from an optimisation. */
export const optimiseNext = (
  options: OptionValues,
  { isChanged, lacks }: Optimised,
): readonly NextStep[] => {
  if (lacks !== null) return inWorkspace(options, [lacking[lacks]])
  const goal = text(options, 'goal')
  const rest = goal === undefined ? '' : ` --goal ${quoted(goal)}`
  return inWorkspace(
    options,
    isChanged
      ? [
          {
            command: `wholetrail price --optimise${rest} --selectors -o selectors.json`,
            why: 'the selectors as requests of PutEventSelectors; nothing is changed by it',
          },
          {
            command: 'wholetrail price --propose selectors.json',
            why: 'the same replayed once more, after you have edited them',
          },
        ]
      : [{ command: 'wholetrail price', why: 'what is charged, and why' }],
  )
}
