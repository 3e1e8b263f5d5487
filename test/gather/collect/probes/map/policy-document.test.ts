import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodedPolicyOf,
  policyOf,
  rawStatements,
} from '../../../../../src/gather/collect/probes/map/policy-document.ts'

describe('a policy document', () => {
  it.each([undefined, '', 'no', '[]', '"text"', 'null', '%7B%'])(
    '%s is unknown, not empty',
    (text) => {
      expect(policyOf(text)).toHaveProperty('unknown')
      expect(encodedPolicyOf(text)).toHaveProperty('unknown')
    },
  )

  it('of IAM comes percent-encoded or plain, and is the same either way', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (document) => {
        const text = JSON.stringify({ ...document })
        expect(encodedPolicyOf(encodeURIComponent(text))).toEqual({ known: JSON.parse(text) })
        expect(encodedPolicyOf(text)).toEqual({ known: JSON.parse(text) })
      }),
    )
  })

  it('may hold one statement or a list', () => {
    expect(rawStatements({ Statement: { Effect: 'Allow' } })).toEqual([{ Effect: 'Allow' }])
    expect(rawStatements({ Statement: [{ Effect: 'Deny' }] })).toEqual([{ Effect: 'Deny' }])
    expect(rawStatements({})).toEqual([])
  })
})
