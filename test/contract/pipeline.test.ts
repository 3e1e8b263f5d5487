import { expect, test } from 'vitest'
import { planOf } from '../../src/act/fix/plan/plan.ts'
import { collect } from '../../src/gather/collect/collect.ts'
import { ingest } from '../../src/gather/ingest/ingest.ts'
import { openLake } from '../../src/gather/ingest/lake/open.ts'
import { readLedger } from '../../src/gather/verify/ledger/read.ts'
import { verify } from '../../src/gather/verify/verify.ts'
import type { Pipeline } from '../../src/pipeline.ts'
import { ask } from '../../src/reason/ask/ask.ts'
import { assess } from '../../src/reason/assess/run.ts'
import { coverageOf } from '../../src/reason/coverage/coverage-of.ts'
import { loadEvidence } from '../../src/reason/coverage/evidence.ts'
import { billOf } from '../../src/reason/price/bill/bill.ts'
import { measure } from '../../src/reason/price/bill/measured.ts'
import { trace } from '../../src/reason/trace/trace.ts'

/** The compiler holds each stage against its signature in the pipeline. */
const stages: Pipeline = {
  collect,
  ingest,
  openLake,
  verify,
  readLedger,
  loadEvidence,
  coverageOf,
  assess,
  ask,
  trace,
  measure,
  billOf,
  planOf,
}

test('every stage of the pipeline exists as it is drawn', () => {
  for (const [name, stage] of Object.entries(stages)) expect(stage, name).toBeTypeOf('function')
})
