import { safe } from './safe.ts'
import type { Style } from './style.ts'
import { wrap } from './wrap.ts'

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
