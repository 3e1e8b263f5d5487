import type { Effects } from '../../../effects.ts'
import type { AskRequest } from '../../../model/ask.ts'
import { WholetrailError } from '../../../model/error.ts'
import { parseInstant } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import { questions } from '../../../reason/ask/list.ts'
import { paramsOf, questionOf } from '../../../reason/ask/options.ts'
import type { Question, QuestionOption } from '../../../reason/ask/question.ts'
import { answerText } from '../../answer-text.ts'
import { eventTable } from '../../event-lines.ts'
import type { ExitCode } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, type TableFormat, tableFormats } from '../../format/table.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, CommandInput, CommandOption } from '../command.ts'
import { optionKey } from '../command.ts'
import { emit, formatOf } from '../emit.ts'
import { openSources } from '../open-sources.ts'
import { accounts, colourOf, flag, text, texts, time, wholeNumber } from '../read-options.ts'

const VALUE_NAME: Record<QuestionOption['kind'], string> = {
  key: ' <key-id>',
  principal: ' <arn>',
  bucket: ' <name>',
  text: ' <text>',
  flag: '',
}

const questionOption = (option: QuestionOption): CommandOption => ({
  flags: `--${option.name}${VALUE_NAME[option.kind]}`,
  description: option.description,
  group: 'Input',
})

const askOptions: readonly CommandOption[] = [
  {
    flags: '--from <time>',
    description: 'start of the window (ISO-8601, or 7d)',
    group: 'Filtering',
  },
  {
    flags: '--to <time>',
    description: 'end of the window (default: as far as everything is settled and read)',
    group: 'Filtering',
  },
  { flags: '--account <id>', description: 'only this account', repeat: true, group: 'Filtering' },
  { flags: '--region <name>', description: 'only this region', repeat: true, group: 'Filtering' },
  {
    flags: '--part <name>',
    description: 'only this part of the question; all asks every part',
    repeat: true,
    group: 'Filtering',
  },
  { flags: '--limit <n>', description: 'how many events to show (default 20)', group: 'Output' },
  {
    flags: '--expect <verdict>',
    description: 'exit with 1 when the verdict is the other one',
    choices: ['yes', 'no'],
    group: 'Output',
  },
  {
    flags: '--settling <length>',
    description: 'how long a log file may arrive after its events (default 2h)',
    group: 'Advanced',
  },
  {
    flags: '--format <format>',
    description: 'how to print; csv, jsonl and markdown print the events found',
    choices: tableFormats,
    group: 'Output',
  },
]

const requestOf = (question: Question, { options }: CommandInput, effects: Effects): AskRequest => {
  const params = Object.fromEntries(
    question.options.flatMap((o) => {
      const value = options[optionKey(questionOption(o))]
      return value === undefined ? [] : [[o.name, value]]
    }),
  )
  const parts = texts(options, 'part')
  const given = {
    from: time(options, 'from', effects),
    to: time(options, 'to', effects),
    accounts: accounts(options),
    regions: texts(options, 'region'),
    parts: parts?.includes('all') === true ? 'all' : parts,
    limit: wholeNumber(options, 'limit') ?? 20,
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  return { question: question.id, params, ...present }
}

/** 1 where the verdict is not the expected one, 3 where it could not be known, else 0. */
const exitCode = (answer: Answer, expected: string | undefined): ExitCode => {
  if (answer.verdict === 'cannot-know') return 3
  return expected === undefined || expected === answer.verdict ? 0 : 1
}

const render = (
  answer: Answer,
  format: Exclude<TableFormat, 'json'>,
  input: CommandInput,
  effects: Effects,
) => {
  if (format === 'table') {
    const style = styleFor(effects, colourOf(input.options))
    return answerText(answer, style, effects.terminal.columns)
  }
  return renderTable(eventTable([...answer.found.events, ...answer.attempts.events]), format)
}

const askQuestion =
  (question: Question): Command['run'] =>
  async (input, effects) => {
    const format = formatOf(input.options, 'table', tableFormats)
    const request = requestOf(question, input, effects)
    paramsOf(question, request.params)
    const { ask } = await import('../../../reason/ask/ask.ts')
    const sources = await openSources(input.options, effects)
    try {
      const answer = await ask(request, sources)
      const { window, ...part } = answer
      const result =
        format === 'json'
          ? jsonDocument(
              {
                verb: 'ask',
                generatedAt: effects.now(),
                window: { from: parseInstant(window.from), to: parseInstant(window.to) },
                inputs: sources.inputs,
              },
              part,
            )
          : render(answer, format, input, effects)
      await emit(result, input.options, effects)
      return exitCode(answer, text(input.options, 'expect'))
    } finally {
      await sources.close()
    }
  }

const questionCommand = (question: Question): Command => ({
  name: question.id,
  group: 'Reason',
  summary: question.why,
  description: question.sentence({}),
  options: [...question.options.map(questionOption), ...askOptions],
  examples: question.examples.map((e) => ({ line: e.command, why: e.says })),
  run: askQuestion(question),
})

const listOf = () => ({
  columns: ['question', 'options', 'why'],
  rows: questions.map((q) => [q.id, q.options.map((o) => `--${o.name}`).join(' '), q.why]),
})

export const askCommand: Command = {
  name: 'ask',
  group: 'Reason',
  summary: 'answer an incident question with yes, no or cannot know',
  description: `Answers with a verdict, the evidence, the blind spots and the next command.
yes: such events are shown. no: there are none, and all that could have been one was recorded, delivered and read.
cannot know: there are none, but some of it was not.`,
  args: [{ name: 'question', description: 'its id; --list shows them', optional: true }],
  options: [
    { flags: '--list', description: 'list the questions', group: 'Output' },
    {
      flags: '--format <format>',
      description: 'how to print',
      choices: tableFormats,
      group: 'Output',
    },
  ],
  examples: [
    { line: 'wholetrail ask --list', why: 'the questions' },
    {
      line: 'wholetrail ask who-read-objects --bucket payroll --from 7d',
      why: 'did anyone download from this bucket in the last week?',
    },
  ],
  subcommands: questions.map(questionCommand),
  anyOption: true,
  run: async ({ args, options }, effects) => {
    if (args[0] !== undefined) questionOf(args[0])
    if (!flag(options, 'list'))
      throw new WholetrailError('usage', 'which question?', {
        hint: 'wholetrail ask --list shows them',
      })
    const format = formatOf(options, 'table', tableFormats)
    await emit(renderTable(listOf(), format, effects.terminal.columns), options, effects)
    return 0
  },
}
