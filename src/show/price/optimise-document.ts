import { z } from 'zod'
import { goalSchema, noiseKinds, type Optimisation } from '../../model/goal.ts'
import { volumeSources } from '../../model/volume.ts'
import {
  boxPart,
  boxSchema,
  checkChangeSchema,
  checkPart,
  needPart,
  needSchema,
  selectorsSchema,
} from './changes-document.ts'
import { billPart, billSchema, nextSchema, rangePart, rangeSchema } from './document.ts'
import type { NextStep } from './next.ts'
import type { CheckChange } from './standing.ts'

const exclusionSchema = z.strictObject({
  kind: z.enum(noiseKinds),
  trail: z.string(),
  title: z.string(),
  excluded: boxSchema.meta({ description: 'what the trail would no longer record' }),
  evidence: z.strictObject({
    noise: rangeSchema,
    excluded: rangeSchema,
    share: z.number(),
    who: z.array(z.strictObject({ principal: z.string(), share: z.number() })),
    source: z.enum(volumeSources),
    sentence: z.string(),
  }),
  saving: rangeSchema.meta({ description: 'US dollars a month, after the exclusions before it' }),
  loss: z.strictObject({
    scope: z.array(boxSchema).meta({ description: 'what nothing would record any more' }),
    more: z.number().int(),
    keptBy: z.array(z.string()),
    events: rangeSchema,
    sentence: z.string(),
    needs: z.array(needSchema),
  }),
})

/** What `price --optimise --json` prints. */
export const optimisePartSchema = z.strictObject({
  goal: goalSchema,
  parts: z.array(z.strictObject({ name: z.string(), scope: z.array(boxSchema) })),
  saving: rangeSchema.meta({ description: 'US dollars a month: the sum of those of exclusions' }),
  before: billSchema,
  after: billSchema,
  trails: z.array(
    z.strictObject({
      trail: z.string(),
      before: selectorsSchema,
      after: selectorsSchema,
      values: z.number().int().meta({ description: 'of the 500 that AWS allows' }),
      recursiveLogging: z.literal(false).optional(),
    }),
  ),
  exclusions: z.array(exclusionSchema),
  refused: z.array(
    z.strictObject({
      kind: z.enum(noiseKinds),
      trail: z.string(),
      title: z.string(),
      noise: rangeSchema,
      reason: z.enum([
        'goal',
        'last-copy',
        'answers',
        'free',
        'small',
        'not-expressible',
        'limit',
        'unknown',
      ]),
      sentence: z.string(),
      saving: rangeSchema.optional().meta({ description: 'US dollars a month that it would save' }),
    }),
  ),
  needs: z.array(needSchema),
  checks: z.array(checkChangeSchema),
  notes: z.array(z.string()),
  next: nextSchema,
})

/** The cheapest selectors that were found, as data. */
export const optimisePart = (
  found: Optimisation,
  checks: readonly CheckChange[],
  next: readonly NextStep[],
): z.infer<typeof optimisePartSchema> => ({
  goal: found.goal,
  parts: found.parts.map(({ name, scope }) => ({ name, scope: scope.boxes.map(boxPart) })),
  saving: rangePart(found.saving),
  before: billPart(found.before),
  after: billPart(found.after),
  trails: found.trails.map((t) => ({ ...t, before: { ...t.before }, after: { ...t.after } })),
  exclusions: found.exclusions.map((e) => ({
    ...e,
    excluded: boxPart(e.excluded),
    evidence: {
      ...e.evidence,
      noise: rangePart(e.evidence.noise),
      excluded: rangePart(e.evidence.excluded),
      who: [...e.evidence.who],
    },
    saving: rangePart(e.saving),
    loss: {
      ...e.loss,
      scope: e.loss.scope.map(boxPart),
      keptBy: [...e.loss.keptBy],
      events: rangePart(e.loss.events),
      needs: e.loss.needs.map(needPart),
    },
  })),
  refused: found.refused.map(({ saving, ...r }) => ({
    ...r,
    noise: rangePart(r.noise),
    ...(saving === undefined ? {} : { saving: rangePart(saving) }),
  })),
  needs: found.needs.map(needPart),
  checks: checks.map(checkPart),
  notes: [...found.notes],
  next: [...next],
})
