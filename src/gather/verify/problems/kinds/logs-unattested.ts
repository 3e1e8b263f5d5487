import type { ProblemKind } from '../kind.ts'

export const logsUnattested = {
  id: 'logs-unattested',
  weight: 'open',
  means:
    'No digest names these log files: their hour is still open, validation was off, or a backfill digest is to come. Files that someone put there look the same.',
  todo: 'Run verify again in some hours. If they stay, compare their events with event history.',
} as const satisfies ProblemKind
