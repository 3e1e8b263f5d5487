#!/usr/bin/env node
import { realEffects } from '../../effects.ts'
import { run } from './run.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough; the exit code still says what came out.
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await run(process.argv.slice(2), realEffects(stop.signal))
