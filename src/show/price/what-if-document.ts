import { z } from 'zod'
import { effectKinds, type WhatIf } from '../../model/proposal.ts'
import { formatInstant } from '../../model/time.ts'
import { eventClasses } from '../../model/volume.ts'
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

const name = z.string().nullable()
const place = { account: z.string(), region: z.string() }

/** What `price --propose --json` prints. */
export const proposePartSchema = z.strictObject({
  source: z.string(),
  format: z.enum(['aws-json', 'cloudformation', 'terraform']),
  effects: z.array(
    z.strictObject({
      kind: z.enum(effectKinds),
      recorder: z.string(),
      place: z.string(),
      sentence: z.string(),
      before: selectorsSchema.nullable(),
      after: selectorsSchema.nullable(),
      warnings: z.array(z.string()),
    }),
  ),
  saving: rangeSchema.meta({ description: 'US dollars a month; below 0 where it costs more' }),
  before: billSchema,
  after: billSchema,
  recorded: z.array(
    z.strictObject({
      trail: z.string(),
      class: z.enum(eventClasses),
      before: rangeSchema,
      after: rangeSchema,
      isAtLeast: z.boolean().meta({
        description: 'it would record events that nobody has counted as well',
      }),
    }),
  ),
  lost: z.strictObject({
    events: rangeSchema.meta({ description: 'events a month that nothing would record any more' }),
    groups: z.array(
      z.strictObject({
        ...place,
        class: z.enum(eventClasses),
        type: name,
        resource: name,
        principal: name,
        eventSource: name,
        eventName: name,
        events: rangeSchema,
        lost: z.enum(['yes', 'unknown']),
      }),
    ),
    more: z.number().int(),
    samples: z.array(
      z.strictObject({
        eventId: z.string(),
        eventTime: z.string().meta({ description: 'ISO-8601, UTC' }),
        ...place,
        eventSource: z.string(),
        eventName: z.string(),
        resource: name,
        principal: name,
      }),
    ),
    scope: z.array(boxSchema).meta({ description: 'everything that would be lost, seen or not' }),
    scopeMore: z.number().int(),
  }),
  needs: z.array(needSchema),
  checks: z.array(checkChangeSchema),
  notes: z.array(z.string()),
  next: nextSchema,
})

/** A proposal replayed, as data. */
export const proposePart = (
  result: WhatIf,
  checks: readonly CheckChange[],
  next: readonly NextStep[],
): z.infer<typeof proposePartSchema> => {
  const { proposal, lost } = result
  return {
    source: proposal.source,
    format: proposal.format,
    effects: result.effects.map((e) => ({
      ...e,
      before: e.before === null ? null : { ...e.before },
      after: e.after === null ? null : { ...e.after },
      warnings: [...e.warnings],
    })),
    saving: rangePart(result.saving),
    before: billPart(result.before),
    after: billPart(result.after),
    recorded: result.recorded.map((c) => ({
      ...c,
      before: rangePart(c.before),
      after: rangePart(c.after),
    })),
    lost: {
      events: rangePart(lost.events),
      groups: lost.groups.map((g) => ({ ...g, events: rangePart(g.events) })),
      more: lost.more,
      samples: lost.samples.map((s) => ({ ...s, eventTime: formatInstant(s.eventTime) })),
      scope: lost.scope.map(boxPart),
      scopeMore: lost.scopeMore,
    },
    needs: result.needs.map(needPart),
    checks: checks.map(checkPart),
    notes: [...result.notes],
    next: [...next],
  }
}
