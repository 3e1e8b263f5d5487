import type { TemplateValue } from '../types.ts'
import { joined } from '../values.ts'

/** `${Name}`, `${Name.Attribute}`; `${!Literal}` stands for `${Literal}` (user guide, Fn::Sub). */
const HOLE = /\$\{([^{}]*)\}/g

/** A text of `Fn::Sub` with each hole filled by `fill`. */
export const substituted = (text: string, fill: (name: string) => TemplateValue): TemplateValue => {
  const parts: TemplateValue[] = []
  let end = 0
  for (const match of text.matchAll(HOLE)) {
    parts.push(text.slice(end, match.index))
    const name = (match[1] ?? '').trim()
    parts.push(name.startsWith('!') ? `\${${name.slice(1)}}` : fill(name))
    end = match.index + match[0].length
  }
  parts.push(text.slice(end))
  return joined(parts, `Sub ${text}`)
}
