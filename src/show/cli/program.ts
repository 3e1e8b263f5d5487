import { Command as Commander, InvalidArgumentError, Option } from 'commander'
import type { Effects } from '../../effects.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { hanging } from '../format/wrap.ts'
import { toolVersion } from '../version.ts'
import { type Command, type CommandOption, commonOptions } from './command.ts'

/** A repeated option: commander's own check of choices is lost with a parser of one's own. */
const collect =
  (choices: readonly string[] | undefined) =>
  (value: string, before: readonly string[] | undefined): readonly string[] => {
    if (choices !== undefined && !choices.includes(value))
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`)
    return [...(before ?? []), value]
  }

const addOption = (to: Commander, data: CommandOption): void => {
  const option = new Option(data.flags, data.description)
  if (data.choices !== undefined) option.choices([...data.choices])
  if (data.repeat === true) option.argParser(collect(data.choices))
  if (data.env !== undefined) option.env(data.env)
  if (data.group !== undefined) option.helpGroup(`${data.group}:`)
  to.addOption(option)
}

const examplesOf = (command: Command): string =>
  command.examples.length === 0
    ? ''
    : `\nExamples:\n${command.examples.map((e) => `  ${e.line}\n      ${e.why}`).join('\n')}\n`

const addCommand = (
  parent: Commander,
  command: Command,
  effects: Effects,
  done: (code: ExitCode) => void,
): void => {
  const sub = parent
    .command(command.name)
    .summary(command.summary)
    .description(unbroken(command.description))
  sub.helpGroup(`${command.group}:`)
  for (const argument of command.args ?? []) {
    const name = `${argument.name}${argument.variadic === true ? '...' : ''}`
    sub.argument(argument.optional === true ? `[${name}]` : `<${name}>`, argument.description)
  }
  for (const option of [...command.options, ...commonOptions]) addOption(sub, option)
  sub.addHelpText('after', examplesOf(command))
  if (command.anyOption === true) sub.allowUnknownOption().allowExcessArguments()
  for (const child of command.subcommands ?? []) addCommand(sub, child, effects, done)
  sub.action(async () => {
    const args = sub.processedArgs.flat().filter((a): a is string => typeof a === 'string')
    done(await command.run({ args, options: sub.optsWithGlobals() }, effects))
  })
}

const EXAMPLES = [
  'wholetrail demo',
  'wholetrail collect --org && wholetrail assess',
  'wholetrail ingest event-history --access-key AKIA...',
  'wholetrail ask key-activity --key AKIA...',
  'wholetrail trace ASIA...',
]

const exitHelp = (width: number): string =>
  `\nExit codes:\n${Object.entries(exitCodes)
    .flatMap(([code, meaning]) => hanging(`  ${code.padEnd(4)} ${meaning}`, width))
    .join('\n')}`

/** A line break inside a sentence is one of the source text: help is wrapped at the width of the terminal. */
const unbroken = (text: string): string => text.replaceAll(/([^.:\n])\n(?=\S)/g, '$1 ')

/** The command line as a whole, made from the list of commands. Never exits: `done` gets the code. */
export const programOf = (
  commands: readonly Command[],
  effects: Effects,
  done: (code: ExitCode) => void,
): Commander => {
  const width = Math.min(effects.terminal.columns, 110)
  const program = new Commander('wholetrail')
    .description(
      'Answers incident questions from AWS CloudTrail with yes, no or cannot know, and proves what was and was not recorded.',
    )
    .version(toolVersion())
    .configureOutput({ writeOut: effects.stdout, writeErr: effects.stderr })
    .configureHelp({ helpWidth: width })
    .showSuggestionAfterError(true)
    .addHelpCommand(
      new Commander('help')
        .argument('[command]')
        .description('what a command does')
        .helpGroup('Show:'),
    )
    .exitOverride()
  program.addHelpText('after', `\nExamples:\n${EXAMPLES.map((line) => `  ${line}`).join('\n')}`)
  program.addHelpText('after', exitHelp(width))
  for (const command of commands) addCommand(program, command, effects, done)
  return program
}
