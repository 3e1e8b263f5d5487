import { type Desired, nameOf } from '../../../model/desired.ts'

/** Every text in a thing, and of what looks like an ARN its last part as well. */
export const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string')
    return value.startsWith('arn:') ? [value, value.split(/[:/]/).at(-1) ?? value] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

/** The names by which others speak of a thing. */
export const namesOf = (desired: Desired): readonly string[] => {
  const name = nameOf(desired)
  return name === '' ? [] : [name, name.split('/').at(-1) ?? name]
}
