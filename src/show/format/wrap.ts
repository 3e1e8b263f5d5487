import { textWidth } from './table.ts'

/** Breaks a line that begins with a label, so that what follows stands below what the label names. */
export const hanging = (line: string, width: number): string[] => {
  const indent = /^ *(?:\S+ {2,})?/.exec(line)?.[0] ?? ''
  const [first = '', ...rest] = wrap(line.slice(indent.length), Math.max(20, width - indent.length))
  return [indent + first, ...rest.map((l) => ' '.repeat(indent.length) + l)]
}

/** Breaks a paragraph at spaces into lines of at most `width` columns; a longer word stands alone. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, line]
}
