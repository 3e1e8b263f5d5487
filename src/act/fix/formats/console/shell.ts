import { withoutUnseen } from '../texts.ts'

const SAFE = /^[A-Za-z0-9_./:@%+=,-]+$/

const bytes = (code: number): string =>
  [...new TextEncoder().encode(String.fromCodePoint(code))]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('')

/**
 * A text as one word of the shell, for bash and zsh. Characters that are not seen stand as octal bytes in `$'...'`.
 * No argument of a program holds the character 0: it is left out.
 */
export const shellWord = (text: string): string => {
  const whole = text.replaceAll('\0', '')
  if (SAFE.test(whole)) return whole
  const seen = withoutUnseen(whole.replace(/[\\']/g, '\\$&'), bytes)
  return seen === whole.replace(/[\\']/g, '\\$&')
    ? `'${whole.replaceAll("'", "'\\''")}'`
    : `$'${seen}'`
}

const half = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`

/** JSON in which every character is seen. */
const seenJson = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) =>
      withoutUnseen(line, (code) => {
        const text = String.fromCodePoint(code)
        return [...Array(text.length).keys()].map((i) => half(text.charCodeAt(i))).join('')
      }),
    )
    .join('\n')

/** A document of JSON as one word of the shell, over several lines. */
export const shellJson = (value: unknown): string => `'${seenJson(value).replaceAll("'", "'\\''")}'`
