import type { Observed, UnknownReason } from '../../model/observed.ts'
import { defaultRegions } from '../../model/regions.ts'
import {
  ACCESS_DENIED,
  BROKEN_REQUEST,
  EXPIRED,
  NAMELESS,
  NOT_SUPPORTED,
  NOT_VALID_HERE,
  THROTTLED,
} from './failure-codes.ts'

/** What is known of an error that a client of the SDK threw. */
interface Failure {
  readonly code: string
  readonly message: string
  readonly status: number | undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const failureOf = (error: unknown): Failure => {
  const e = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  const metadata = (e.$metadata ?? {}) as { httpStatusCode?: number }
  const response = (e.$response ?? {}) as { statusCode?: number }
  const code = textOf(e.Code) || textOf(e.name) || textOf(e.code) || 'Error'
  return {
    code: code === 'Error' && textOf(e.code) !== '' ? textOf(e.code) : code,
    message: textOf(e.message) || String(error),
    status: metadata.httpStatusCode ?? response.statusCode,
  }
}

const LONG_TOKEN = /[A-Za-z0-9+/=_-]{60,}/g
const ACCESS_KEY = /\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{8,}\b/g
const MAX_DETAIL = 300

const isHtml = (message: string): boolean =>
  /<!doctype html|<html|unexpected token '?</i.test(message)

/** Code and message on one line, without key ids, tokens and encoded messages, cut to 300 characters. */
const detailOf = ({ code, message, status }: Failure): string => {
  const said = isHtml(message)
    ? `HTTP ${status ?? '?'}: the endpoint answered with a web page`
    : `${code}: ${message}`
  const line = said
    .replace(/\n +Deserialization error: to see[^\n]*/, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(ACCESS_KEY, '$1…')
    .replace(LONG_TOKEN, '…')
    .replace(/ +/g, ' ')
    .trim()
  return line.length <= MAX_DETAIL ? line : `${line.slice(0, MAX_DETAIL - 1)}…`
}

/** Throttled, whatever the service calls it. */
export const isThrottling = (error: unknown): boolean => {
  const { code, status } = failureOf(error)
  return THROTTLED.has(code) || status === 429
}

/** The credentials themselves are at an end: no further call can be answered. */
export const isExpired = (error: unknown): boolean => EXPIRED.has(failureOf(error).code)

/** The code of AWS: `NoSuchBucketPolicy`; for an answer without a body its status: `404`. */
export const codeOf = (error: unknown): string => {
  const { code, status } = failureOf(error)
  return NAMELESS.has(code) && code !== 'NotFound' ? String(status ?? code) : code
}

const reasonOf = (failure: Failure, region: string, isEmulated: boolean): UnknownReason => {
  const { code, message, status } = failure
  if (THROTTLED.has(code) || status === 429) return 'throttled-out'
  if (code === 'OptInRequired') return 'region-disabled'
  if (NOT_VALID_HERE.has(code)) return defaultRegions.includes(region) ? 'error' : 'region-disabled'
  if (EXPIRED.has(code) || BROKEN_REQUEST.has(code)) return 'error'
  if (ACCESS_DENIED.has(code)) return 'access-denied'
  if (NOT_SUPPORTED.has(code)) return 'not-supported'
  const isNameless = NAMELESS.has(code) || code === String(status)
  if (isEmulated && isNameless && (status === 404 || status === 501)) return 'not-supported'
  if (isEmulated && isHtml(message)) return 'not-supported'
  return status === 403 ? 'access-denied' : 'error'
}

/**
 * Why a call was not answered. Never "absent": what an error of AWS means for a thing is for the caller to say.
 * `isEmulated`: at another endpoint an unknown operation is answered with 404, 501 or a page (facts/aws.md 9).
 */
export const unknownOf = (
  error: unknown,
  { region, isEmulated }: { readonly region: string; readonly isEmulated: boolean },
): Extract<Observed<never>, { unknown: UnknownReason }> => {
  const failure = failureOf(error)
  return { unknown: reasonOf(failure, region, isEmulated), detail: detailOf(failure) }
}
