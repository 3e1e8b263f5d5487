import { describe, expect, test } from 'vitest'
import { issuingNames } from '../../src/model/catalogue/issuing.ts'
import { linksIn, rootsIn, traced } from '../reason/trace/given.ts'
import { traceCases } from './trace-cases.ts'

describe('each way of issuing credentials leads back to who is behind it (facts/aws.md 6.1, 6.2)', () => {
  for (const { name, records, subject, roots, links } of traceCases)
    test(name, async () => {
      const t = await traced(records, subject)
      expect(t.seen).toBe(true)
      expect(rootsIn(t)).toEqual(roots)
      expect(linksIn(t)).toEqual([...links].sort())
    })

  test('no issuing call is without a case', () => {
    const text = traceCases
      .flatMap((c) => c.records)
      .map((r) => String((r as { eventName: string }).eventName))
    expect(issuingNames().filter((n) => !text.includes(n))).toEqual([])
  })
})
