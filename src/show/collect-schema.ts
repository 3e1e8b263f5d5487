import { z } from 'zod'
import { unknownReasons } from '../model/observed.ts'
import { effects } from '../reason/assess/diff/change.ts'

const time = z.string().meta({ description: 'ISO-8601, UTC' })
const whole = z.number().int()

/** The document of `collect --json`; the snapshot itself is in `file`. */
export const collectPartSchema = z.strictObject({
  file: z.string(),
  collectedAt: time,
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      reached: z.boolean(),
      reason: z.enum(unknownReasons).nullable(),
      detail: z.string().nullable(),
    }),
  ),
  counts: z.record(z.string(), whole),
  calls: whole,
  throttles: whole,
  seconds: z.number(),
  runs: whole,
  reused: whole,
  failed: z.array(
    z.strictObject({
      probe: z.string(),
      account: z.string(),
      region: z.string(),
      message: z.string(),
    }),
  ),
  notes: z.array(z.string()),
  unknown: z.array(
    z.strictObject({
      reason: z.enum(unknownReasons),
      what: z.string(),
      count: whole,
      accounts: z.array(z.string()),
      detail: z.string().nullable(),
    }),
  ),
})

const box = z.record(z.string(), z.unknown())

/** The document of `collect --diff --json`. */
export const collectDiffPartSchema = z.strictObject({
  before: z.strictObject({ file: z.string(), collectedAt: time }),
  after: z.strictObject({ file: z.string(), collectedAt: time }),
  changes: z.array(
    z.strictObject({
      what: z.string(),
      place: z.string(),
      before: z.string(),
      after: z.string(),
      effect: z.enum(effects),
      detail: z.string(),
      lost: z.array(box).optional(),
      gained: z.array(box).optional(),
    }),
  ),
})
