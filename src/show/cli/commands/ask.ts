import type { Effects } from '../../../effects.ts'
import type { AskRequest } from '../../../model/ask.ts'
import { WholetrailError } from '../../../model/error.ts'
import { parseInstant } from '../../../model/time.ts'
import type { Answer } from '../../../model/verdict.ts'
import { questions } from '../../../reason/ask/list.ts'
import { paramsOf, questionOf } from '../../../reason/ask/options.ts'
import type { Question, QuestionOption } from '../../../reason/ask/question.ts'
import { answerText } from '../../answer-text.ts'
import { exportTable } from '../../event-lines.ts'
import { type ExitCode, worst } from '../../exit.ts'
import { styleFor } from '../../format/style.ts'
import { renderTable, type TableFormat, tableFormats } from '../../format/table.ts'
import { wrap } from '../../format/wrap.ts'
import { jsonDocument } from '../../json.ts'
import type { Command, CommandInput, CommandOption } from '../command.ts'
import { optionKey } from '../command.ts'
import { emit, formatOf, say } from '../emit.ts'
import { openSources } from '../open-sources.ts'
import {
  accounts,
  bucketName,
  colourOf,
  flag,
  text,
  texts,
  time,
  wholeNumber,
} from '../read-options.ts'

const VALUE_NAME: Record<QuestionOption['kind'], string> = {
  key: ' <key-id>',
  principal: ' <arn>',
  bucket: ' <name>',
  resource: ' <id>',
  address: ' <ip>',
  text: ' <text>',
  flag: '',
}

const questionOption = (option: QuestionOption): CommandOption => ({
  flags: `--${option.name}${VALUE_NAME[option.kind]}`,
  description: option.description,
  group: 'Input',
})

/** A flag that holds by default can be denied. */
const questionOptions = (option: QuestionOption): CommandOption[] => [
  questionOption(option),
  ...(option.denied === undefined
    ? []
    : [{ flags: `--no-${option.name}`, description: option.denied, group: 'Input' } as const]),
]

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
  {
    flags: '--limit <n>',
    description: 'how many events to show (default 20, and all in csv, jsonl and markdown)',
    group: 'Output',
  },
  {
    flags: '--expect <verdict>',
    description: 'exit with 1 when the verdict is another one',
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

/** Formats that other programs read: they get every event, up to a number that fits in memory. */
const isExport = (options: CommandInput['options']): boolean =>
  ['csv', 'jsonl', 'markdown'].includes(text(options, 'format') ?? '')
const EXPORTED = 100_000

const requestOf = (question: Question, { options }: CommandInput, effects: Effects): AskRequest => {
  const params = Object.fromEntries(
    question.options.flatMap((o) => {
      const value = options[optionKey(questionOption(o))]
      if (value === undefined) return []
      return [[o.name, o.kind === 'bucket' ? bucketName(String(value)) : value]]
    }),
  )
  const parts = texts(options, 'part')
  const given = {
    from: time(options, 'from', effects),
    to: time(options, 'to', effects),
    accounts: accounts(options),
    regions: texts(options, 'region'),
    parts: parts?.includes('all') === true ? 'all' : parts,
    limit: wholeNumber(options, 'limit') ?? (isExport(options) ? EXPORTED : 20),
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  return { question: question.id, params, ...present }
}

/** 1 where the verdict is not the expected one, 3 where it could not be known; the worse of both. */
const exitCode = (answer: Answer, expected: string | undefined): ExitCode =>
  worst(
    answer.verdict === 'cannot-know' ? 3 : 0,
    expected === undefined || expected === answer.verdict ? 0 : 1,
  )

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
  return renderTable(exportTable([...answer.found.events, ...answer.attempts.events]), format)
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
      const shown = answer.found.events.length + answer.attempts.events.length
      const all = answer.found.count + answer.attempts.count
      if (shown < all && format !== 'table')
        say(`${shown} of ${all} events; --limit shows more`, input.options, effects)
      const expected = text(input.options, 'expect')
      if (expected !== undefined && expected !== answer.verdict)
        say(`expected ${expected}, got ${answer.verdict}`, input.options, effects)
      return exitCode(answer, expected)
    } finally {
      await sources.close()
    }
  }

const questionCommand = (question: Question): Command => ({
  name: question.id,
  group: 'Reason',
  summary: question.why,
  description: question.sentence({}),
  options: [...question.options.flatMap(questionOptions), ...askOptions],
  examples: question.examples.map((e) => ({ line: e.command, why: e.says })),
  run: askQuestion(question),
})

const listOf = () => ({
  columns: ['question', 'options', 'asks', 'why'],
  rows: questions.map((q) => [
    q.id,
    q.options.map((o) => `--${o.name}`).join(' '),
    q.sentence({}),
    q.why,
  ]),
})

/** The questions for another program, as `--list --json` prints them. */
const listDocument = (effects: Effects): string =>
  jsonDocument(
    { verb: 'ask-list', generatedAt: effects.now(), window: null, inputs: {} },
    {
      questions: questions.map((q) => ({
        id: q.id,
        sentence: q.sentence({}),
        why: q.why,
        options: q.options.map(({ name, kind, description }) => ({ name, kind, description })),
        examples: q.examples,
      })),
    },
  )

const listText = (columns: number): string =>
  questions
    .flatMap((q) => [
      [q.id, ...q.options.map((o) => `--${o.name}`)].join(' '),
      ...wrap(q.why, columns - 4).map((line) => `    ${line}`),
    ])
    .join('\n')

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
    const { columns } = effects.terminal
    const list = {
      table: () => listText(columns),
      json: () => listDocument(effects),
    }
    const result =
      format === 'table' || format === 'json' ? list[format]() : renderTable(listOf(), format)
    await emit(result, options, effects)
    return 0
  },
}
