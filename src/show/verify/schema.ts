import { z } from 'zod'
import { problemKinds } from '../../gather/verify/problems/list.ts'
import { slotStates } from '../../model/verification.ts'
import { verifyResults } from './result.ts'

const time = z.string().meta({ description: 'ISO-8601, UTC' })
const whole = z.number().int()

const event = z
  .strictObject({ time, name: z.string(), eventId: z.string(), actor: z.string().nullable() })
  .nullable()

const chainId = {
  trail: z.string(),
  home: z.string().meta({ description: 'home region of the trail' }),
  account: z.string(),
  region: z.string(),
  arn: z
    .string()
    .nullable()
    .meta({ description: 'null where the owner of the trail is not known' }),
}

const state = z.enum(slotStates)

const slot = z.strictObject({
  from: time,
  to: time,
  chain: z.enum(['standard', 'backfill']),
  state,
  link: z.enum(['linked', 'start', 'restart', 'unproven']).nullable(),
  digest: z.string().nullable().meta({ description: 'URI of the digest' }),
  files: z.array(z.string()).meta({ description: 'SHA-256 of the log files that it names' }),
  why: z.string().nullable(),
  explainedBy: event,
})

const problem = z.strictObject({
  kind: z.enum(problemKinds.map(({ id }) => id)),
  weight: z.enum(['failure', 'open', 'note']),
  chain: z.strictObject(chainId).nullable(),
  from: time.nullable(),
  to: time.nullable(),
  what: z.string(),
  means: z.string(),
  todo: z.string(),
  objects: z.array(z.string()),
  more: whole.meta({ description: 'objects that were left out' }),
  hashes: z
    .array(
      z.strictObject({ object: z.string(), expected: z.string(), found: z.string().nullable() }),
    )
    .meta({
      description:
        'SHA-256 of the uncompressed log file: what its digest names, and what was found; null where it is gone or no gzip',
    }),
  by: event,
})

/** What `verify --json` prints. */
export const verifyPartSchema = z.strictObject({
  result: z.enum(verifyResults),
  sources: z.array(z.strictObject({ uri: z.string(), asOf: time })),
  counts: z.record(state, whole).meta({ description: 'slots in each state' }),
  hours: z.partialRecord(state, z.number()).meta({
    description:
      'hours of all chains in each state; backfill digests lie in hours that others cover',
  }),
  problems: z.array(problem),
  unattested: z.array(
    z.strictObject({
      uri: z.string(),
      account: z.string(),
      region: z.string(),
      named: time.nullable().meta({ description: 'the time in its name' }),
      why: z.string(),
    }),
  ),
  notInLake: z
    .array(z.strictObject({ bucket: z.string(), key: z.string() }))
    .nullable()
    .meta({
      description: 'files that digests name and the lake lacks; null where there is no lake',
    }),
  done: z
    .strictObject({
      digests: whole,
      signatures: whole.meta({ description: 'digests whose signature was checked' }),
      links: whole.meta({ description: 'digests that name one before them' }),
      joined: whole.meta({ description: 'digests proven to follow the one that they name' }),
      files: z.strictObject({
        named: whole.meta({ description: 'log files that digests name' }),
        hashed: whole.meta({ description: 'read and hashed by this run' }),
        remembered: whole.meta({ description: 'hashed by an earlier run, not put again since' }),
        absent: whole,
        unread: whole,
      }),
    })
    .meta({ description: 'how much of each check was done' }),
  keys: z.array(z.strictObject({ fingerprint: z.string(), source: z.string() })),
  checks: z.strictObject({ performed: z.array(z.string()), notPerformed: z.array(z.string()) }),
  next: z.array(z.strictObject({ command: z.string(), why: z.string() })),
  ledger: z.string().meta({ description: 'path of the ledger that coverage reads' }),
  seconds: z.number(),
  chains: z.array(
    z.strictObject({
      ...chainId,
      places: z.array(z.string()),
      digests: whole,
      files: whole,
      verifiedUntil: time.nullable(),
      hours: z.partialRecord(state, z.number()).meta({ description: 'hours in each state' }),
      slots: z.array(slot),
    }),
  ),
})
