import type { z } from 'zod'
import type { CollectReport } from '../model/collect.ts'
import { formatInstant } from '../model/time.ts'
import type { collectPartSchema } from './collect-schema.ts'

/** The verb's own part of `collect --json`. */
export const collectPart = ({
  snapshot,
  ...report
}: CollectReport): z.input<typeof collectPartSchema> => ({
  file: report.file,
  collectedAt: formatInstant(snapshot.collectedAt),
  accounts: snapshot.accounts.map(({ account, reached }) => ({
    account,
    reached: 'known' in reached,
    reason: 'unknown' in reached ? reached.unknown : null,
    detail: 'unknown' in reached ? (reached.detail ?? null) : null,
  })),
  counts: Object.fromEntries(
    Object.entries(snapshot).flatMap(([name, list]) =>
      Array.isArray(list) ? [[name, list.length]] : [],
    ),
  ),
  calls: report.calls,
  throttles: report.throttles,
  seconds: report.seconds,
  runs: report.runs,
  reused: report.reused,
  failed: [...report.failed],
  notes: [...report.notes],
  unknown: report.unknown.map((group) => ({ ...group, accounts: [...group.accounts] })),
})
