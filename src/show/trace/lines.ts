import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { textWidth } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'

/** A line as it is where it fits, wide gaps and all; else broken at spaces. */
export const fitted = (line: string, width: number): string[] =>
  textWidth(line) <= width ? [line] : wrap(line, width)

/** Sentences below a title, one a bullet; nothing where there are none. */
export const bullets = (
  title: string,
  lines: readonly string[],
  columns: number,
  style: Style,
): string[] =>
  lines.length === 0
    ? []
    : [
        '',
        style.strong(title),
        ...lines.flatMap((line) =>
          wrap(safe(line), columns - 4).map((l, i) => `  ${i === 0 ? '- ' : '  '}${l}`),
        ),
      ]
