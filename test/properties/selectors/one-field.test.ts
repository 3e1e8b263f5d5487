import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Constraint } from '../../../src/model/scope.ts'
import { covers } from '../../../src/reason/selectors/covers.ts'
import type { Mode } from '../../../src/reason/selectors/types.ts'
import { inBoxes } from './points.ts'

/*
 * One field, and every short text with all its spellings: nothing is sampled, so that a class of values which the
 * algebra forgets cannot hide.
 */

const words = (letters: string, longest: number): string[] => {
  const shorter = longest === 0 ? [''] : words(letters, longest - 1)
  const last = shorter.filter((w) => w.length === longest - 1)
  return longest === 0
    ? shorter
    : [...shorter, ...last.flatMap((w) => [...letters].map((l) => w + l))]
}
const LETTERS = 'aAbB'
const ends = words(LETTERS, 2)
/** z is in no literal: it stands for everything between a prefix and a suffix. */
const universe = [
  ...new Set([...words(LETTERS, 3), ...ends.flatMap((p) => ends.map((s) => `${p}z${s}`))]),
]

const literal = (longest: number) => fc.constantFrom(...words(LETTERS, longest).slice(1))
const some = (longest: number) =>
  fc.option(fc.uniqueArray(literal(longest), { minLength: 1, maxLength: 2 }), {
    nil: undefined,
    freq: 2,
  })

const constraint: fc.Arbitrary<Constraint> = fc
  .record({
    Equals: some(3),
    StartsWith: some(2),
    EndsWith: some(2),
    NotEquals: some(3),
    NotStartsWith: some(2),
    NotEndsWith: some(2),
  })
  .map((c) => Object.fromEntries(Object.entries(c).filter(([, v]) => v !== undefined)))

const hit = (c: Constraint, positive: boolean, text: string): boolean => {
  const [equals, starts, ends] = positive
    ? [c.Equals, c.StartsWith, c.EndsWith]
    : [c.NotEquals, c.NotStartsWith, c.NotEndsWith]
  return (
    (equals ?? []).includes(text) ||
    (starts ?? []).some((v) => text.startsWith(v)) ||
    (ends ?? []).some((v) => text.endsWith(v))
  )
}
const isOpen = (c: Constraint): boolean =>
  c.Equals === undefined && c.StartsWith === undefined && c.EndsWith === undefined

const accepts = (c: Constraint, text: string): boolean =>
  (isOpen(c) || hit(c, true, text)) && !hit(c, false, text)

const lower = (c: Constraint): Constraint =>
  Object.fromEntries(Object.entries(c).map(([k, v]) => [k, v.map((x) => x.toLowerCase())]))

/** Surely: as written for what is asked for, in any case for what is excluded; possibly: the other way. */
const selectedBy = (c: Constraint, mode: Mode): ((text: string) => boolean) => {
  const folded = lower(c)
  return (text) => {
    const asked = mode === 'must' ? hit(c, true, text) : hit(folded, true, text.toLowerCase())
    const excluded = mode === 'must' ? hit(folded, false, text.toLowerCase()) : hit(c, false, text)
    return (isOpen(c) || asked) && !excluded
  }
}

const FIELD = 'eventName'
const recording = (c: Constraint, id: number) => ({
  id: `${id}`,
  limits: [{ fields: {} }],
  selectors: {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: FIELD, ...(structuredClone(c) as object) },
        ],
      },
    ],
  },
})

describe('one field, every value', () => {
  test.each(['must', 'may'] as const)(
    'R2 is covered (%s) exactly when every value of it is',
    (mode) => {
      let both = 0
      fc.assert(
        fc.property(
          fc.array(
            constraint.filter((c) => Object.keys(c).length > 0),
            { minLength: 1, maxLength: 3 },
          ),
          constraint,
          (selectors, scope) => {
            const selected = selectors.map((c) => selectedBy(c, mode))
            const inScope = universe.filter((text) => accepts(scope, text))
            const left = inScope.find((text) => !selected.some((isSelected) => isSelected(text)))
            const boxes = [
              { fields: { eventCategory: { Equals: ['Management'] }, [FIELD]: scope } },
            ]
            const result = covers(selectors.map(recording), { boxes }, mode)
            if (result.covered && inScope.length > 0) both++
            expect(result.covered, left).toBe(left === undefined)
          },
        ),
        { numRuns: 4000 },
      )
      expect(both).toBeGreaterThan(100)
    },
  )

  test('the residual of selectors that do not differ by case holds exactly the values that are left', () => {
    const lowerCase = (c: Constraint): Constraint => lower(c)
    const texts = universe.filter((text) => text === text.toLowerCase())
    fc.assert(
      fc.property(
        fc.array(constraint.filter((c) => Object.keys(c).length > 0).map(lowerCase), {
          minLength: 1,
          maxLength: 3,
        }),
        constraint.map(lowerCase),
        (selectors, scope) => {
          const boxes = [{ fields: { eventCategory: { Equals: ['Management'] }, [FIELD]: scope } }]
          const result = covers(selectors.map(recording), { boxes }, 'must')
          const residual = result.covered ? [] : result.residual
          const wrong = texts.filter((text) => {
            const left = accepts(scope, text) && !selectors.some((c) => accepts(c, text))
            return inBoxes(residual, { eventCategory: 'Management', [FIELD]: text }) !== left
          })
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })
})
