import { withoutUnseen } from '../texts.ts'

/** Words that a reader of YAML 1.1 takes for something else than text. */
const RESERVED = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i
const PLAIN = /^[A-Za-z][A-Za-z0-9_./:@=+*-]*$/

const escaped = (code: number): string =>
  code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`

const quoted = (text: string): string =>
  `"${withoutUnseen(text.replace(/[\\"]/g, '\\$&'), escaped)}"`

/** A text that every reader of YAML reads as this text. */
const scalar = (text: string): string =>
  PLAIN.test(text) && !text.endsWith(':') && !RESERVED.test(text) ? text : quoted(text)

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length === 0
    : typeof value === 'object' && value !== null && Object.keys(value).length === 0

const inline = (value: unknown): string =>
  typeof value === 'string'
    ? scalar(value)
    : isScalar(value)
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? '[]'
        : '{}'

const lines = (value: unknown, indent: string): readonly string[] => {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      if (isScalar(item) || isEmpty(item)) return [`${indent}- ${inline(item)}`]
      const [first = '', ...rest] = lines(item, `${indent}  `)
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest]
    })
  return Object.entries(value as object).flatMap(([key, member]) =>
    member === undefined
      ? []
      : isScalar(member) || isEmpty(member)
        ? [`${indent}${scalar(key)}: ${inline(member)}`]
        : [`${indent}${scalar(key)}:`, ...lines(member, `${indent}  `)],
  )
}

/** Plain data as YAML of which no text can be more than a text. */
export const yamlOf = (value: object): string => `${lines(value, '').join('\n')}\n`
