import { textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'

/** A line as it is where it fits, wide gaps and all; else broken at spaces. */
export const fitted = (line: string, width: number): string[] =>
  textWidth(line) <= width ? [line] : wrap(line, width)
