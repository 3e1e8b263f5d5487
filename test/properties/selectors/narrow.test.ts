import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventVariant } from '../../../src/model/catalogue/event.ts'
import { services } from '../../../src/model/catalogue/lookup.ts'
import type { Box, Constraint } from '../../../src/model/scope.ts'
import { narrowBox } from '../../../src/reason/selectors/narrow.ts'
import { inBox, inBoxes, type Point } from './points.ts'

const listed = services.flatMap(({ eventSource, groups }) =>
  groups.flatMap((group) => group.names.map((eventName) => ({ eventSource, eventName, group }))),
)
const names = ['NewCall', ...new Set(listed.map((e) => e.eventName))]
const sources = ['new.amazonaws.com', ...services.map((s) => s.eventSource)]

const asAny: EventVariant = { category: 'NetworkActivity' }
const TYPES = [
  'AWS::S3::Object',
  'AWS::FSx::Volume',
  'AWS::Lambda::Function',
  'AWS::New::Type',
  undefined,
]

/** A record of an event in one of its forms, seen by one of its resources. */
const point: fc.Arbitrary<Point> = fc
  .record({
    event: fc.oneof(
      fc.constantFrom(...listed),
      fc.record({
        eventSource: fc.constantFrom(...sources),
        eventName: fc.constantFrom(...names),
        group: fc.constant(undefined),
      }),
    ),
    form: fc.nat(3),
    readOnly: fc.constantFrom('true', 'false'),
    type: fc.constantFrom(...TYPES),
  })
  .map(({ event, form, readOnly, type }) => {
    const known = listed.find(
      (e) => e.eventSource === event.eventSource && e.eventName === event.eventName,
    )
    const forms = [asAny, ...(known?.group.variants ?? [{ category: 'Data' } as const])]
    const variant: EventVariant = forms[form % forms.length] ?? asAny
    const first = variant.resourceTypes?.[form % variant.resourceTypes.length]
    return {
      eventSource: event.eventSource,
      eventName: event.eventName,
      eventCategory: variant.category,
      readOnly: variant.readOnly === undefined ? readOnly : `${variant.readOnly}`,
      'resources.type': first ?? type,
    }
  })

const list = (values: readonly string[]): fc.Arbitrary<Constraint> =>
  fc
    .uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 40 })
    .map((Equals) => ({ Equals }))

const box: fc.Arbitrary<Box> = fc
  .record({
    eventSource: list(sources),
    eventName: fc.oneof(list(names), fc.constant<Constraint>({ NotEquals: ['GetObject'] })),
    eventCategory: fc.constantFrom<Constraint | undefined>(
      undefined,
      { Equals: ['Data'] },
      { Equals: ['Management'] },
      { NotEquals: ['Management'] },
    ),
    readOnly: fc.constantFrom<Constraint | undefined>(undefined, { Equals: ['true'] }),
    'resources.type': fc.constantFrom<Constraint | undefined>(undefined, {
      Equals: ['AWS::S3::Object'],
    }),
  })
  .map((fields) => ({
    fields: Object.fromEntries(Object.entries(fields).filter(([, c]) => c !== undefined)),
  }))

describe('narrow', () => {
  test('R4 keeps every event that AWS may record, known or not, and adds none', () => {
    fc.assert(
      fc.property(box, fc.array(point, { minLength: 20, maxLength: 20 }), (b, points) => {
        const narrowed = narrowBox(b)
        for (const p of points) expect(inBoxes(narrowed, p)).toBe(inBox(b, p))
      }),
      { numRuns: 4000 },
    )
  })
})
