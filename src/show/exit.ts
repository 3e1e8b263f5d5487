/**
 * Exit codes (design: exit codes). Users and tests rely on them.
 * Several at once: 2 > 4 > 1 > 3 > 0; an interruption wins over all.
 */
export const exitCodes = {
  0: 'done: yes or no, as --expect has it; nothing failed at or above --fail-on',
  1: 'findings at or above --fail-on, a broken log, an unmet --expect, rejected files (--strict)',
  2: 'usage or configuration error',
  3: 'could not know or not check, or the input was not whole',
  4: 'operational failure',
  130: 'interrupted',
} as const

export type ExitCode = keyof typeof exitCodes

const PRECEDENCE: readonly ExitCode[] = [130, 2, 4, 1, 3, 0]

/** The code that stands for several. */
export const worst = (...codes: readonly ExitCode[]): ExitCode =>
  PRECEDENCE.find((code) => codes.includes(code)) ?? 0
