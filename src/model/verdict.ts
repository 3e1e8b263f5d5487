import { z } from 'zod'

export const verdicts = ['yes', 'no', 'cannot-know'] as const
export type Verdict = (typeof verdicts)[number]
export const assurances = ['verified', 'configured'] as const

const time = z.string().meta({ description: 'ISO-8601, UTC' })
const box = z.record(z.string(), z.unknown())

export const blindSpotSchema = z.strictObject({
  part: z.string(),
  scope: z.array(box),
  more: z.number().int(),
  from: time,
  to: time,
  reason: z.string(),
  detail: z.string(),
  remedy: z.string(),
})

const shownEvent = z.record(z.string(), z.unknown())
const found = z.strictObject({
  count: z.number().int(),
  first: time.nullable(),
  last: time.nullable(),
  events: z.array(shownEvent),
})
const piece = z.strictObject({
  from: time,
  to: time,
  assurance: z.enum(assurances),
  by: z.array(z.string()),
})
const coverage = z.strictObject({
  recordedFraction: z.number(),
  recorded: z.array(piece),
  blind: z.number().int().meta({ description: 'number of blind spots; they are in blindSpots' }),
})
const assumption = z.strictObject({ id: z.string(), sentence: z.string() })

export const partSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  asked: z.boolean(),
  verdict: z.enum(verdicts).nullable().meta({ description: 'null for a part that was not asked' }),
  assurance: z.enum(assurances).nullable(),
  found,
  attempts: found.meta({
    description: 'denied, failed or lesser calls that do not count as a yes (R10)',
  }),
  candidates: z.number().int(),
  coverage,
})

/** The verb's own part of `ask --json`. */
export const answerSchema = z.strictObject({
  verdict: z.enum(verdicts),
  assurance: z.enum(assurances).nullable(),
  sentence: z.string().meta({ description: 'the verdict as one sentence' }),
  question: z.strictObject({
    id: z.string(),
    sentence: z.string(),
    params: z.record(z.string(), z.unknown()),
  }),
  window: z.strictObject({ from: time, to: time }),
  answeredUntil: time,
  parts: z.array(partSchema),
  candidates: z.array(shownEvent),
  assumptions: z.array(assumption),
  found,
  origins: z
    .array(
      z.strictObject({ address: z.string(), count: z.number().int(), first: time, last: time }),
    )
    .meta({
      description:
        'where the events found came from, the busiest first, at most 20, if it was asked about somebody and they are few',
    }),
  attempts: found,
  coverage,
  blindSpots: z.array(blindSpotSchema),
  checks: z.strictObject({ performed: z.array(z.string()), notPerformed: z.array(z.string()) }),
  notes: z.array(z.string()),
  next: z.array(z.strictObject({ command: z.string(), why: z.string() })),
})

export type Answer = z.infer<typeof answerSchema>
export type AnswerPart = z.infer<typeof partSchema>
