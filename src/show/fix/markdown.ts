import type { ConsoleStep } from '../../act/fix/formats/console/print.ts'
import { shellWord } from '../../act/fix/formats/console/shell.ts'
import type { Manual } from '../../model/plan.ts'
import { markdownCell } from '../format/safe.ts'

/** A block of code that no line of it can end: its fence is longer than any run of backticks in it. */
export const code = (lines: readonly string[], indent = ''): readonly string[] => {
  const text = lines.join('\n')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}sh`, ...text.split('\n'), fence].map((line) => indent + line)
}

/** A line of text; whatever stands in it is only text. */
export const line = (text: string): string => markdownCell(text)

const commandText = (command: readonly string[]): string => command.map(shellWord).join(' ')

/** What a person does, as a list, with the commands. */
export const manualLines = (manuals: readonly Manual[]): readonly string[] =>
  manuals.flatMap((m) => [
    `- ${line(m.text)}`,
    ...(m.command === undefined ? [] : ['', ...code([commandText(m.command)], '  '), '']),
  ])

/** A command that runs only where its guard lets it, and says so where it does not. */
const guarded = ({ command, guard }: ConsoleStep): string =>
  guard === undefined
    ? command
    : `if ${guard}; then\n${command}\nelse\necho 'Not run: its condition does not hold' >&2\nfi`

/** Numbered commands, each with what it does. */
export const consoleLines = (steps: readonly ConsoleStep[]): readonly string[] =>
  steps.flatMap((step, i) => [
    `${i + 1}. ${line(step.text)}.${step.page === undefined ? '' : ` In the console: ${line(step.page)}. The command:`}`,
    '',
    ...code([guarded(step)], '   '),
    '',
  ])
