import { z } from 'zod'
import { goalSchema } from '../model/goal.ts'
import { snapshotSchema } from '../model/snapshot.ts'
import { answerSchema } from '../model/verdict.ts'
import { assessPartSchema } from './assess/document.ts'
import { checkPages } from './check-docs.ts'
import type { Command, CommandOption } from './cli/command.ts'
import { commonOptions } from './cli/command.ts'
import { commands } from './cli/list.ts'
import { collectDiffPartSchema, collectPartSchema } from './collect-schema.ts'
import { exitCodes } from './exit.ts'
import { fixPartSchema } from './fix/document.ts'
import { pricePartSchema } from './price/document.ts'
import { optimisePartSchema } from './price/optimise-document.ts'
import { proposePartSchema } from './price/what-if-document.ts'
import {
  askListPartSchema,
  coveragePartSchema,
  demoPartSchema,
  envelopeShape,
  ingestPartSchema,
  queryPartSchema,
} from './schemas.ts'
import { tracePartSchema } from './trace/document.ts'
import { verifyPartSchema } from './verify/schema.ts'

/** A file that is derived from the code: its path in the package and its content. */
export interface GeneratedFile {
  readonly path: string
  readonly content: string
}

const optionLine = (o: CommandOption): string => {
  const extra = [
    o.choices === undefined ? '' : ` One of: ${o.choices.join(', ')}.`,
    o.repeat === true ? ' May be repeated.' : '',
    o.env === undefined ? '' : ` Environment: \`${o.env}\`.`,
  ].join('')
  return `| \`${o.flags.replaceAll('|', '\\|')}\` | ${o.description.replaceAll('|', '\\|')}.${extra} |`
}

const optionTable = (options: readonly CommandOption[]): string[] => [
  '| option | |',
  '|---|---|',
  ...options.map(optionLine),
]

const section = (command: Command, level: string, path: string): string[] => [
  `${level} ${path}`,
  '',
  `${command.summary.slice(0, 1).toUpperCase()}${command.summary.slice(1).replace(/\.$/, '')}.`,
  '',
  command.description,
  '',
  ...(command.options.length === 0 ? [] : [...optionTable(command.options), '']),
  ...command.examples.flatMap((e) => ['```', e.line, '```', '', `${e.why}`, '']),
  ...(command.subcommands ?? []).flatMap((c) => section(c, `${level}#`, `${path} ${c.name}`)),
]

const page = (command: Command): GeneratedFile => ({
  path: `docs/${command.name}.md`,
  content: `${[
    ...section(command, '#', `wholetrail ${command.name}`),
    '## Options of every verb',
    '',
    ...optionTable(commonOptions),
    '',
    '## Exit codes',
    '',
    ...Object.entries(exitCodes).map(([code, meaning]) => `- ${code}: ${meaning}`),
  ].join('\n')}\n`,
})

const envelope = (verb: string, part: z.ZodObject): z.ZodObject =>
  z.strictObject({ ...envelopeShape(verb), ...part.shape })

/** What each verb prints with `--json`, as zod. */
export const documentSchemas = {
  collect: envelope('collect', collectPartSchema),
  'collect-diff': envelope('collect-diff', collectDiffPartSchema),
  ingest: envelope('ingest', ingestPartSchema),
  verify: envelope('verify', verifyPartSchema),
  coverage: envelope('coverage', coveragePartSchema),
  assess: envelope('assess', assessPartSchema),
  ask: envelope('ask', answerSchema),
  'ask-list': envelope('ask-list', askListPartSchema),
  trace: envelope('trace', tracePartSchema),
  price: envelope('price', pricePartSchema),
  'price-propose': envelope('price-propose', proposePartSchema),
  'price-optimise': envelope('price-optimise', optimisePartSchema),
  fix: envelope('fix', fixPartSchema),
  demo: envelope('demo', demoPartSchema),
  query: envelope('query', queryPartSchema),
} as const

const schemaFile = (name: string, schema: z.ZodType, io: 'input' | 'output'): GeneratedFile => ({
  path: `schemas/${name}.schema.json`,
  content: `${JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), null, 2)}\n`,
})

/** Every file of the package that is derived from the code. */
export const generatedFiles = (): readonly GeneratedFile[] => [
  ...commands.map(page),
  ...checkPages(),
  ...Object.entries(documentSchemas).map(([verb, schema]) => schemaFile(verb, schema, 'output')),
  schemaFile('snapshot', snapshotSchema, 'input'),
  schemaFile('goal', goalSchema, 'input'),
]
