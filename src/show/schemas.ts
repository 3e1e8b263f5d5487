import { z } from 'zod'

/** The documents that the verbs print with `--json`; `ask` has its own in model/verdict.ts. */
const time = z.string().meta({ description: 'ISO-8601, UTC' })
const whole = z.number().int()

export const envelopeShape = (verb: string) => ({
  schema: z.literal(`wholetrail/${verb}/1`),
  tool: z.strictObject({ name: z.literal('wholetrail'), version: z.string() }),
  generatedAt: time,
  window: z.strictObject({ from: time, to: time }).nullable(),
  inputs: z.record(z.string(), z.unknown()),
})

export const ingestPartSchema = z.strictObject({
  objects: z.strictObject({
    seen: whole,
    ingested: whole,
    already: whole,
    setAside: whole,
    rejected: whole,
  }),
  events: z.strictObject({ read: whole, new: whole, duplicate: whole, conflicting: whole }),
  bytes: z.strictObject({ stored: whole, uncompressed: whole }),
  rejected: z.array(z.strictObject({ uri: z.string(), reason: z.string() })),
  empty: z
    .array(z.string())
    .meta({ description: 'sources in which there was no log file of CloudTrail at all' }),
  setAside: z.record(z.string(), whole),
  unknownKeys: z.record(z.string(), whole),
  accounts: z.array(z.string()),
  regions: z.array(z.string()),
  firstEvent: time.nullable(),
  lastEvent: time.nullable(),
  completeness: z.record(z.string(), z.string()),
  seconds: z.number(),
})

const constraint = z.record(z.string(), z.array(z.string()))
const fields = z
  .object({ also: z.array(z.record(z.string(), constraint)).optional() })
  .catchall(constraint)

export const coveragePartSchema = z.strictObject({
  scope: z.array(fields),
  recordedFraction: z.number(),
  horizon: time,
  recorded: z.array(
    z.strictObject({
      from: time,
      to: time,
      assurance: z.enum(['verified', 'configured']),
      by: z.array(z.string()),
    }),
  ),
  blind: z.array(
    z.strictObject({
      scope: z.array(fields),
      more: whole,
      from: time,
      to: time,
      reason: z.string(),
      detail: z.string(),
      remedy: z.string(),
    }),
  ),
  recorders: z.array(
    z.strictObject({
      recorder: z.string(),
      pieces: z.array(
        z.strictObject({
          from: time,
          to: time,
          recorded: z.enum(['all', 'some', 'none']),
          reason: z.string().optional(),
          detail: z.string().optional(),
        }),
      ),
    }),
  ),
  assumptions: z.array(z.strictObject({ id: z.string(), sentence: z.string() })),
  checks: z.strictObject({ performed: z.array(z.string()), notPerformed: z.array(z.string()) }),
})

export const askListPartSchema = z.strictObject({
  questions: z.array(
    z.strictObject({
      id: z.string(),
      sentence: z.string(),
      why: z.string(),
      options: z.array(
        z.strictObject({ name: z.string(), kind: z.string(), description: z.string() }),
      ),
      examples: z.array(z.strictObject({ command: z.string(), says: z.string() })),
    }),
  ),
})

const document = z.record(z.string(), z.unknown())

const telling = {
  title: z.string(),
  command: z.string(),
  expected: z.string().meta({ description: 'what the evidence allows' }),
  happened: z.string().meta({ description: 'what really happened' }),
  asExpected: z.boolean(),
}

export const demoPartSchema = z.strictObject({
  made: z.strictObject({ accounts: whole, logFiles: whole, records: whole, events: whole }),
  ingest: document.meta({ description: 'what ingest --json says of it' }),
  verified: z.array(
    z.strictObject({
      ...telling,
      answer: document.meta({ description: 'what verify --json says' }),
    }),
  ),
  story: z.array(
    z.strictObject({
      ...telling,
      answer: document.meta({ description: 'what ask --json answers' }),
    }),
  ),
  trace: z.strictObject({
    title: z.string(),
    command: z.string(),
    expected: z.string(),
    person: z.string().meta({ description: 'who it really was' }),
    happened: z.string(),
    asExpected: z.boolean().meta({ description: 'whether the chain ends at that person alone' }),
    answer: document.meta({ description: 'what trace --json says' }),
  }),
  setUp: document.meta({ description: 'what assess --json finds' }),
  asExpected: z.boolean(),
})

export const queryPartSchema = z.strictObject({
  sql: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.unknown())),
  truncated: z.boolean(),
})
