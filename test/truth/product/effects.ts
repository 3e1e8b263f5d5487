import type { Effects } from '../../../src/effects.ts'
import type { Instant } from '../../../src/model/time.ts'

/** Effects whose clock stands still and which print nothing. */
export const quiet = (now: Instant): Effects => ({
  now: () => now,
  cwd: '/',
  env: {},
  stdout: () => {},
  stderr: () => {},
  terminal: { stdout: false, stderr: false, columns: 80 },
  signal: new AbortController().signal,
})
