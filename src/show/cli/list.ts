import type { Command } from './command.ts'
import { askCommand } from './commands/ask.ts'
import { assessCommand } from './commands/assess.ts'
import { collectCommand } from './commands/collect.ts'
import { coverageCommand } from './commands/coverage.ts'
import { demoCommand } from './commands/demo.ts'
import { fixCommand } from './commands/fix.ts'
import { ingestCommand } from './commands/ingest.ts'
import { priceCommand } from './commands/price.ts'
import { queryCommand } from './commands/query.ts'
import { traceCommand } from './commands/trace.ts'
import { verifyCommand } from './commands/verify.ts'

/** Every verb, in the order of the pipeline. */
export const commands: readonly Command[] = [
  collectCommand,
  ingestCommand,
  verifyCommand,
  coverageCommand,
  assessCommand,
  askCommand,
  traceCommand,
  priceCommand,
  fixCommand,
  queryCommand,
  demoCommand,
]
