import { isAbsolute, join } from 'node:path'
import type { Effects } from '../../effects.ts'
import { WholetrailError } from '../../model/error.ts'
import { type Instant, parseTimeOption, tryParseDuration } from '../../model/time.ts'
import type { OptionValues } from './command.ts'

/** Reading of option values: one place, so that each option means the same in every verb. */
export const text = (options: OptionValues, key: string): string | undefined => {
  const value = options[key]
  return typeof value === 'string' ? value : undefined
}

export const texts = (options: OptionValues, key: string): readonly string[] | undefined => {
  const value = options[key]
  if (Array.isArray(value)) return value as readonly string[]
  return typeof value === 'string' ? [value] : undefined
}

export const flag = (options: OptionValues, key: string): boolean => options[key] === true

/** An instant from ISO-8601, or a length counted back from now. */
export const time = (options: OptionValues, key: string, effects: Effects): Instant | undefined => {
  const value = text(options, key)
  return value === undefined ? undefined : parseTimeOption(value, effects.now())
}

/** A length such as `2h`, in microseconds. */
export const lengthOf = (options: OptionValues, key: string): number | undefined => {
  const value = text(options, key)
  if (value === undefined) return undefined
  const micros = tryParseDuration(value)
  if (micros !== undefined) return micros
  throw new WholetrailError('invalid-time', `not a length of time: ${value}`, {
    hint: 'write it as 90m, 2h or 7d',
  })
}

export const wholeNumber = (options: OptionValues, key: string): number | undefined => {
  const value = text(options, key)
  if (value === undefined) return undefined
  if (/^\d{1,15}$/.test(value)) return Number(value)
  const name = key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
  throw new WholetrailError('usage', `--${name} takes a whole number, not ${value}`)
}

/** Another endpoint of AWS. Throws `usage` for what is no URL. */
export const endpointUrl = (options: OptionValues): string | undefined => {
  const value = text(options, 'endpointUrl')
  if (value === undefined || (/^https?:\/\/./.test(value) && URL.canParse(value))) return value
  throw new WholetrailError('usage', `not the URL of an endpoint: ${value}`, {
    hint: 'write it whole, as http://localhost:4566',
  })
}

/** Twelve-digit account ids. */
export const accounts = (options: OptionValues): readonly string[] | undefined => {
  const given = texts(options, 'account')
  const wrong = given?.find((id) => !/^\d{12}$/.test(id))
  if (wrong !== undefined)
    throw new WholetrailError('usage', `not an account id: ${wrong}`, {
      hint: 'an account id has twelve digits',
    })
  return given
}

/** The name of a bucket, also where it was given as `s3://name/`. Throws `usage` for what can be no name. */
export const bucketName = (value: string): string => {
  const name = value.replace(/^s3:\/\//, '').replace(/\/$/, '')
  if (/^[A-Za-z0-9._-]{3,255}$/.test(name)) return name
  throw new WholetrailError('usage', `not the name of a bucket: ${value}`, {
    hint: 'a prefix has an option of its own: --prefix',
  })
}

/** Absolute path of the workspace folder. */
export const workspaceOf = (options: OptionValues, effects: Effects): string => {
  const folder = text(options, 'workspace') ?? effects.env.WHOLETRAIL_WORKSPACE ?? '.wholetrail'
  return isAbsolute(folder) ? folder : join(effects.cwd, folder)
}

/** When to colour. */
export const colourOf = (options: OptionValues): 'auto' | 'always' | 'never' =>
  (text(options, 'color') ?? 'auto') as 'auto' | 'always' | 'never'
