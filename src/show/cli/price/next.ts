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
export const proposeNext = (options: OptionValues): readonly NextStep[] =>
  inWorkspace(options, [
    {
      command: `wholetrail price --propose ${quoted(text(options, 'propose') ?? '')} --json`,
      why: 'all groups of lost events, the whole scope, and both bills line by line',
    },
    {
      command: 'wholetrail price --optimise',
      why: 'selectors that leave out measured noise and nothing that a goal names',
    },
  ])

/** What goes on from an optimisation. */
export const optimiseNext = (options: OptionValues, isChanged: boolean): readonly NextStep[] => {
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
