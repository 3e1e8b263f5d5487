import type { VerifyReport } from '../../model/verification.ts'
import { jsonText } from '../format/safe.ts'
import { type Envelope, jsonDocument } from '../json.ts'
import { chainPart, problemPart, verifyPart } from './part.ts'
import type { VerifyResult } from './result.ts'

/**
 * One JSON document in pieces: a year of an organisation has millions of slots, more than one text can hold. A problem
 * and a slot a line.
 */
export function* verifyDocument(
  envelope: Envelope,
  report: VerifyReport,
  result: VerifyResult,
  workspace?: string,
): Generator<string> {
  const head = jsonDocument(envelope, verifyPart(report, result, workspace))
  yield `${head.slice(0, head.lastIndexOf('\n}'))},\n  "problems": [`
  for (const [i, problem] of report.problems.entries())
    yield `${i === 0 ? '' : ','}\n    ${jsonText(problemPart(problem))}`
  yield '\n  ],\n  "chains": ['
  for (const [i, chain] of report.chains.entries()) {
    const { slots, ...rest } = chainPart(chain)
    yield `${i === 0 ? '' : ','}\n    ${jsonText(rest).slice(0, -1)}, "slots": [`
    for (const [j, slot] of slots.entries()) yield `${j === 0 ? '' : ','}\n      ${jsonText(slot)}`
    yield '\n    ]}'
  }
  yield '\n  ]\n}'
}
