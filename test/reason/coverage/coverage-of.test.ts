import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { coverageOf } from '../../../src/reason/coverage/coverage-of.ts'
import { fullCoverage, isFullCoverage } from '../../../src/reason/coverage/proof.ts'
import { evidence, management, WINDOW } from './given.ts'

describe('a window with complete evidence', () => {
  test('is recorded throughout, as configured, with its assumptions named', () => {
    const coverage = coverageOf([management()], WINDOW, evidence(), DEFAULT_SETTINGS)
    expect(coverage.recorded).toEqual([
      { ...WINDOW, assurance: 'configured', by: [expect.stringContaining('trail/main')] },
    ])
    expect(coverage.blind).toEqual([])
    expect(coverage.recordedFraction).toBe(1)
    expect(fullCoverage(coverage)?.assurance).toBe('configured')
    expect(isFullCoverage(fullCoverage(coverage))).toBe(true)
  })
})
