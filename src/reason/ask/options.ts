import type { AskRequest } from '../../model/ask.ts'
import { WholetrailError } from '../../model/error.ts'
import { nearNames } from '../identity/near.ts'
import { addressOf } from './address.ts'
import { questions } from './list.ts'
import type { Params, Question } from './question.ts'

const meant = (name: string, names: readonly string[]): string => {
  const near = nearNames(name, names)
  return near.length === 0 ? `one of: ${names.join(', ')}` : `did you mean ${near.join(' or ')}?`
}

/** The question of this id. Throws `usage` with near names. */
export const questionOf = (id: string): Question => {
  const question = questions.find((q) => q.id === id)
  if (question !== undefined) return question
  throw new WholetrailError('usage', `no such question: ${id}`, {
    hint: meant(
      id,
      questions.map((q) => q.id),
    ),
  })
}

/** In its one form. What calls for somebody else is named where an address would stand (facts/aws.md 1.1). */
const address = (name: string, text: string): string => {
  const found = addressOf(text)
  if (found !== undefined) return found
  if (/^([a-z0-9.-]+[.]amazonaws[.]com([.]cn)?|AWS Internal)$/.test(text.trim())) return text.trim()
  throw new WholetrailError('usage', `--${name} takes an address, not ${text}`, {
    hint: 'one address, as 203.0.113.9 or 2001:db8::1; ranges are not asked about',
  })
}

/** AWS makes no id of less than 16 characters; a masked one is told apart later. */
const keyId = (name: string, text: string): string => {
  if (!/^[A-Za-z0-9]{1,15}$/.test(text)) return text
  throw new WholetrailError('usage', `--${name} takes the whole id of an access key, not ${text}`, {
    hint: 'an id looks like AKIAIOSFODNN7EXAMPLE; never give the secret',
  })
}

const single = (question: Question, name: string, value: AskRequest['params'][string]) => {
  const option = question.options.find((o) => o.name === name)
  if (option === undefined)
    throw new WholetrailError('usage', `${question.id} has no option --${name}`, {
      hint: meant(
        name,
        question.options.map((o) => o.name),
      ),
    })
  if (option.kind === 'flag') return value === true || value === 'true'
  const text = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof text === 'string' && text !== '')
    return option.kind === 'address'
      ? address(option.name, text)
      : option.kind === 'key'
        ? keyId(option.name, text)
        : text
  if (typeof text === 'number') return String(text)
  throw new WholetrailError('usage', `--${name} takes one value`, {
    hint: `ask ${question.id} once for each`,
  })
}

/** The options of a question, checked. Throws `usage`: an unknown option, no value, or none of those it needs. */
export const paramsOf = (question: Question, given: AskRequest['params']): Params => {
  const params = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, single(question, name, value)]),
  )
  const { needsOneOf } = question
  if (needsOneOf.length > 0 && !needsOneOf.some((name) => params[name] !== undefined))
    throw new WholetrailError('usage', `${question.id} needs ${list(needsOneOf)}`, {
      hint: question.examples[0]?.command ?? 'wholetrail ask --list',
    })
  if (params.key !== undefined && params.principal !== undefined)
    throw new WholetrailError('usage', 'give --key or --principal, not both')
  if (params.prefix !== undefined && params.bucket === undefined)
    throw new WholetrailError('usage', '--prefix goes with --bucket')
  return params
}

const list = (names: readonly string[]): string =>
  names.map((n) => `--${n}`).join(names.length > 1 ? ' or ' : '')
