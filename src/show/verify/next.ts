import { quoted } from '../../model/quoted.ts'
import type { VerifyReport } from '../../model/verification.ts'
import { safe } from '../format/safe.ts'
import type { VerifyResult } from './result.ts'

const SOURCES = 3

/** Sources that hold the log files which the lake lacks. */
const ingestLines = ({ notInLake, sources }: VerifyReport): readonly string[] =>
  notInLake !== null && notInLake.length === 0
    ? []
    : sources.slice(0, SOURCES).map(({ uri }) => `wholetrail ingest ${quoted(safe(uri))}`)

/** Commands that go on from here. */
export const nextLines = (report: VerifyReport, result: VerifyResult): readonly string[] =>
  [
    ...ingestLines(report),
    ...(result === 'broken' ? ['wholetrail ask trail-tampering'] : []),
    'wholetrail ask --list',
  ].map((line) => `  ${line}`)
