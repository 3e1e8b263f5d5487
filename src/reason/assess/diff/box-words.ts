import type { Box, Constraint } from '../../../model/scope.ts'

const SHOWN = 3

const valuesOf = ({ Equals, StartsWith, EndsWith, ...negative }: Constraint): string => {
  const positive = [
    ...(Equals ?? []),
    ...(StartsWith ?? []).map((v) => `${v}*`),
    ...(EndsWith ?? []).map((v) => `*${v}`),
  ]
  const without = Object.values(negative).flat().length
  const some = positive.slice(0, SHOWN).join('|')
  const cut = positive.length > SHOWN ? `|... ${positive.length - SHOWN} more` : ''
  return `${some}${cut}${without === 0 ? '' : ` (but for ${without})`}`
}

/** Boxes in a few words: `Data AWS::S3::Object arn:aws:s3:::b/*`. The boxes themselves stand beside it. */
export const boxWords = (boxes: readonly Box[]): string => {
  const some = boxes.slice(0, SHOWN).map(({ fields }) => {
    const { readOnly, ...others } = fields
    const kind = { true: 'reads', false: 'writes' }[readOnly?.Equals?.[0] ?? '']
    const parts = Object.values(others).map(valuesOf)
    return [...parts, ...(kind === undefined ? [] : [kind])].join(' ') || 'every event'
  })
  const more = boxes.length - some.length
  return `${some.join(', ')}${more > 0 ? `, and ${more} more` : ''}`
}
